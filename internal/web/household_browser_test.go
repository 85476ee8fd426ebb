package web_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hoctap/internal/register"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// Two officers write on one sheet: each sees the other's cell, and what both changed
// is written over by nobody unseen. Then the connection goes, and the cell written
// meanwhile outlives a reload.
func TestTwoWriteOnOneSheetInABrowser(t *testing.T) {
	tn := newTown(t)
	r := tn.member()
	address := tn.server.URL + "/households/" + id(storetest.Joined) + "/" + id(r.HouseholdID) + "/" + strconv.Itoa(openYear) + "/edit"
	class, note := "p"+id(r.PersonID)+".class_name", "p"+id(r.PersonID)+".note"

	lan, tu := tn.desk("chi-lan", address), tn.desk("anh-tu", address)
	lan.write(class, "6B")
	lan.until("saved", `document.querySelector("[data-sheet-status]").textContent.includes("Đã lưu")`)
	tu.until("the other's cell comes in", `document.getElementById("`+class+`").value === "6B"`)

	// Both write into one cell: the second is asked.
	tu.eval(`document.querySelector("[data-sheet]").dataset.watch = "/nowhere"`)
	lan.write(class, "6C")
	lan.until("saved again", `!document.getElementById("`+class+`").hasAttribute("data-unsaved")`)
	tu.write(class, "6D")
	tu.until("asked", `document.getElementById("`+class+`").getAttribute("aria-invalid") === "true"`)
	tu.until("told what stands", `document.getElementById("`+class+`-error").textContent.includes("6C")`)
	if got := tn.record(r).ClassName; got != "6C" {
		t.Fatalf("the register has %q", got)
	}

	// Without a connection the cell waits in the tab, through a reload.
	lan.offline(true)
	lan.write(note, "hẹn chủ nhật")
	lan.until("kept", `document.querySelector("[data-sheet-status]").textContent.includes("Mất kết nối")`)
	lan.offline(false)
	check(t, testkit.Visit(lan.ctx, address, testkit.Desktop, 900))
	lan.until("saved after the reload", `document.getElementById("`+note+`").value === "hẹn chủ nhật" && !document.getElementById("`+note+`").hasAttribute("data-unsaved")`)
	if got := tn.record(r).Note; got != "hẹn chủ nhật" {
		t.Fatalf("the register has the note %q", got)
	}
}

// The sheet by keyboard alone, and a wrong cell at once.
func TestSheetByKeyboardInABrowser(t *testing.T) {
	tn := newTown(t)
	r := tn.member()
	desk := tn.desk("chi-lan", tn.server.URL+"/households/"+id(storetest.Joined)+"/"+id(r.HouseholdID)+"/"+strconv.Itoa(openYear)+"/edit")
	day, year := "p"+id(r.PersonID)+".birth_day", "p"+id(r.PersonID)+".birth_year"
	desk.eval(`document.getElementById("` + day + `").focus(); document.getElementById("` + day + `").select()`)
	desk.keys("ArrowRight", "ArrowRight")
	desk.until("two cells on", `document.activeElement.id === "`+year+`"`)
	desk.write(year, "2109")
	desk.until("told at the cell", `document.getElementById("`+year+`-error").textContent.includes("2109")`)
	if got := tn.record(r).BirthYear; got != r.BirthYear {
		t.Fatalf("the register has %d", got)
	}
	desk.write(year, "2010")
	desk.until("mended", `!document.getElementById("`+year+`").hasAttribute("aria-invalid")`)
	if got := tn.record(r).BirthYear; got != 2010 {
		t.Fatalf("the register has %d", got)
	}
}

// openYear is the year of the round that is still open.
const openYear = lastYear

// member is somebody of a household with others.
func (tn *town) member() *register.Record {
	tn.t.Helper()
	list, err := tn.Records(tn.t.Context(), storetest.Joined, openYear)
	check(tn.t, err)
	return list[1]
}

// record is somebody as the register has them now.
func (tn *town) record(of *register.Record) *register.Record {
	tn.t.Helper()
	list, err := tn.RecordsByPerson(tn.t.Context(), of.CommuneID, of.Year, []register.ID{of.PersonID})
	check(tn.t, err)
	return list[0]
}

// desk is somebody signed in before a browser of their own.
type desk struct {
	t   *testing.T
	ctx context.Context
}

func (tn *town) desk(name, address string) *desk {
	t := tn.t.(*testing.T)
	t.Helper()
	ctx, cancel := context.WithTimeout(testkit.Browser(t), 2*time.Minute)
	t.Cleanup(cancel)
	password := tn.withPassword(name, everything()...)
	d := &desk{t, ctx}
	check(t, testkit.Visit(ctx, address, testkit.Desktop, 900))
	check(t, chromedp.Do(ctx, chromedp.SetValue(`#name`, name), chromedp.SetValue(`#password`, password)))
	d.eval(`document.querySelector("main form button").click()`)
	d.until("signed in", `document.querySelector("[data-sheet]") !== null && document.querySelector(".sheet-parts:not([hidden])") !== null`)
	return d
}

func (d *desk) eval(script string) {
	d.t.Helper()
	_, err := chromedp.Run(d.ctx, chromedp.Evaluate[bool](`(() => { `+script+`; return true; })()`))
	check(d.t, err)
}

// write types into a cell and leaves it.
func (d *desk) write(name, value string) {
	d.t.Helper()
	d.eval(`const cell = document.getElementById(` + strconv.Quote(name) + `); cell.focus(); cell.value = ` + strconv.Quote(value) + `; cell.dispatchEvent(new Event("change", { bubbles: true })); cell.blur()`)
}

func (d *desk) keys(keys ...string) {
	d.t.Helper()
	for _, key := range keys {
		d.eval(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "` + key + `", bubbles: true, cancelable: true }))`)
	}
}

// offline takes the network from the page, or gives it back.
func (d *desk) offline(off bool) {
	d.t.Helper()
	if off {
		d.eval(`window.realFetch = window.fetch; window.fetch = () => Promise.reject(new TypeError("no network"))`)
		return
	}
	d.eval(`window.fetch = window.realFetch`)
}

// until waits for something to hold on the page.
func (d *desk) until(what, holds string) {
	d.t.Helper()
	for range 300 {
		ok, err := chromedp.Run(d.ctx, chromedp.Evaluate[bool](`(() => { try { return Boolean(`+holds+`); } catch { return false; } })()`))
		if err == nil && ok {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	text, _ := chromedp.Run(d.ctx, chromedp.Evaluate[string](`document.querySelector("main")?.innerText.slice(0, 800) ?? ""`))
	d.t.Fatalf("never: %s\n%s", what, text)
}
