package web_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// The main job as an officer does it, in a real browser: from
// the first page to the gap list, a workbook with a wrong cell in, its error at
// the cell, the mended one in, and its change on the person's page.
func TestMainJobInABrowser(t *testing.T) {
	// A step that cannot be taken fails the test; the library would wait for ever.
	ctx, cancel := context.WithTimeout(testkit.Browser(t), time.Minute)
	defer cancel()
	tn := newTown(t)
	do := func(steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		check(t, chromedp.Do(ctx, steps...))
	}
	text := func(selector string) string {
		t.Helper()
		got, err := chromedp.Run(ctx, chromedp.Text(selector))
		check(t, err)
		return got
	}
	wants := func(selector, part string) {
		t.Helper()
		// The page that comes of a click may still be on its way.
		got := ""
		for range 100 {
			got = text(selector)
			if strings.Contains(got, part) {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("%s says %q, want %q in it", selector, got, part)
	}
	// press clicks and waits until the page that comes of it shows the selector.
	press := func(selector, shows string) {
		t.Helper()
		_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(document.querySelector(`+strconv.Quote(selector)+`).click(), true)`))
		check(t, err)
		do(chromedp.WaitVisible(shows))
	}
	password := tn.withPassword("chi-lan", everything()...)
	check(t, testkit.Visit(ctx, tn.server.URL+of(storetest.Joined, lastYear), testkit.Desktop, 900))
	wants("h1", "Đăng nhập")
	do(chromedp.SetValue(`#name`, "chi-lan"), chromedp.SetValue(`#password`, password))
	press(`main form button`, `.head, .cards, .card`)
	// Signing in leads to the page that was asked for.
	wants("h1", "Phường Bắc Nam")
	press(`a[href$="/verdicts/TH"]`, `.tree`)
	wants("h1", "tiểu học")
	check(t, testkit.Visit(ctx, tn.server.URL+of(storetest.Joined, lastYear, "gaps", "TH", "1"), testkit.Desktop, 900))
	wants("main", "người")

	dir := t.TempDir()
	_, given := columns(t, tn.exported())
	wrong, mended := filepath.Join(dir, "sai.xlsx"), filepath.Join(dir, "dung.xlsx")
	check(t, os.WriteFile(wrong, tn.exported("E12:number=32"), 0o600))
	check(t, os.WriteFile(mended, tn.exported(given+"12=Đổi Tên Khác"), 0o600))

	send := func(file string) {
		t.Helper()
		check(t, testkit.Visit(ctx, tn.server.URL+importPath, testkit.Desktop, 900))
		do(chromedp.SetUploadFiles(`#file`, []string{file}))
		press(`form[enctype] button`, `.message-title`)
	}
	send(wrong)
	wants("#errors", "E12")
	wants("#errors", "32")
	if tn.names("Đổi Tên Khác") != 0 {
		t.Fatal("a refused workbook was written")
	}
	send(mended)
	press(`form.panel button`, `.figures, .message-title`)
	wants("main", "Đã nhập")
	if tn.names("Đổi Tên Khác") != 1 {
		t.Error("the change is not in the register")
	}
	check(t, testkit.Visit(ctx, tn.server.URL+"/search?q=doi+ten+khac", testkit.Desktop, 900))
	wants("main", "Đổi Tên Khác")
}
