package web_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// From an open gap list to a class, held on a phone, and back: those who completed
// leave the list and move the share by exactly their number, a certificate is told by
// its code, and one completion undone goes back.
func TestClassInABrowser(t *testing.T) {
	tn := newTown(t)
	d := tn.tab("giam-doc")
	gaps := tn.server.URL + of(storetest.Joined, lastYear, "gaps", "XMC", "1") + "?list=all"
	lacking := func() []string {
		t.Helper()
		d.visit(gaps, testkit.Phone)
		return d.list(`[...document.querySelectorAll("main tbody th a")].map(a => (a.pathname.match(/\d+/) ?? [""])[0])`)
	}
	before, share := lacking(), tn.share("report.level1_15_60")

	d.visit(tn.server.URL+of(storetest.Joined, lastYear, "classes"), testkit.Desktop)
	d.press(`main a[href*="/classes/new?programme=literacy-1"]`)
	d.until("the people are offered", `document.querySelectorAll('input[name="person"]').length >= 3`)
	offered := d.list(`[...document.querySelectorAll('input[name="person"]')].map(input => input.value)`)
	var learners []string
	for _, person := range offered {
		if slices.Contains(before, person) && len(learners) < 3 {
			learners = append(learners, person)
		}
	}
	if len(learners) < 3 {
		t.Fatalf("of %d offered %d are on the gap list", len(offered), len(learners))
	}
	d.tick("person", learners)
	d.fill("name", "Lớp tối khu phố 1")
	d.fill("begins", "01/09/2025")
	d.press(`main form[method="post"] .form-actions button`)
	d.until("invited", `document.querySelector("main").innerText.includes("3 người được mời")`)
	class, err := chromedp.Run(d.ctx, chromedp.Evaluate[string](`location.href`))
	check(t, err)

	for field, value := range map[string]string{"on": "03/09/2025", "from": "19:00", "to": "21:00", "weeks": "1"} {
		d.eval(`document.querySelector('form[action$="/sessions"] [name="` + field + `"]').value = "` + value + `"`)
	}
	d.press(`form[action$="/sessions"] button`)
	d.until("a session", `document.querySelector(".class-session a") !== null`)
	session, err := chromedp.Run(d.ctx, chromedp.Evaluate[string](`document.querySelector(".class-session a").href`))
	check(t, err)

	// With a thumb: each press is saved by itself.
	d.visit(session, testkit.Phone)
	for _, person := range learners {
		d.press(`#m` + person + ` [data-mark="here"] input`)
		d.until("saved", `document.querySelector('input[name="was.m`+person+`"]').value === "here"`)
	}
	if small := d.number(`[...document.querySelectorAll(".mark-choice")].filter(label => label.getBoundingClientRect().height < 44).length`); small > 0 {
		t.Errorf("%d buttons are too small for a thumb", small)
	}

	d.visit(class, testkit.Desktop)
	d.tick("person", learners)
	d.eval(`document.querySelector('#finish [name="on"]').value = "20/09/2025"; document.querySelector('#finish [name="result"]').value = "Đạt"`)
	d.press(`#finish .form-actions button`)
	d.until("completed", `document.querySelector("main").innerText.includes("3 người hoàn thành")`)
	if now := tn.share("report.level1_15_60"); now.N != share.N+3 || now.D != share.D {
		t.Fatalf("the share moved from %v to %v", share, now)
	}
	after := lacking()
	if len(after) != len(before)-3 || slices.ContainsFunc(learners, func(p string) bool { return slices.Contains(after, p) }) {
		t.Fatalf("the list went from %d to %d", len(before), len(after))
	}

	// The numbers are given when the papers are printed.
	if paper := tn.post(strings.TrimPrefix(class, tn.server.URL)+"/certificates.pdf", nil); !strings.HasPrefix(paper.body, "%PDF") {
		t.Fatalf("certificates: %d", paper.status)
	}
	code := tn.certificate(learners[0])
	d.visit(tn.server.URL+"/public/verify", testkit.Phone)
	d.fill("code", strings.ToLower(code))
	d.press(`main form button`)
	d.until("valid", `document.querySelector("main .message").innerText.includes("còn giá trị")`)

	d.visit(class, testkit.Desktop)
	undo := `form[action*="/undo?person=` + learners[0] + `"]`
	d.eval(`document.querySelector('` + undo + ` [name="reason"]').value = "ghi nhầm người"`)
	d.press(undo + ` button`)
	d.until("two are left", `document.querySelector("main").innerText.includes("2 người hoàn thành")`)
	if back := lacking(); len(back) != len(before)-2 || !slices.Contains(back, learners[0]) {
		t.Errorf("undone, the list has %d of %d", len(back), len(before))
	}
	d.visit(tn.server.URL+"/public/verify", testkit.Phone)
	d.fill("code", code)
	d.press(`main form button`)
	d.until("revoked", `document.querySelector("main .message").innerText.includes("bị hủy")`)
}

// tick leaves exactly these boxes of a name ticked.
func (d *desk) tick(name string, values []string) {
	d.t.Helper()
	d.eval(`for (const box of document.querySelectorAll('input[name=` + strconv.Quote(name) + `]')) box.checked = ` + array(values) + `.includes(box.value)`)
}

func (d *desk) list(script string) []string {
	d.t.Helper()
	list, err := chromedp.Run(d.ctx, chromedp.Evaluate[[]string](script))
	check(d.t, err)
	return list
}

// array is a list as a script has it.
func array(values []string) string {
	text, _ := json.Marshal(values) // strings always have a form in JSON
	return string(text)
}
