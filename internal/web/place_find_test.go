package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// Places are offered by the beginnings of their words, without accents, within reach
// alone, and lead to the same page of the other place where it has one.
func TestPlacesOfferedWhileTyping(t *testing.T) {
	tn := newTown(t)
	find := func(query string, checkers ...testkit.Checker) {
		t.Helper()
		got := tn.page("/places/find?" + query)
		testkit.CheckPage(t, strings.NewReader("<main>"+got.body+"</main>"), checkers...)
	}
	option := func(href string) testkit.Checker { return testkit.In("[data-href]", testkit.Attr("data-href", href)) }
	find("q=xa+ng&year=2025&stay=gaps", testkit.In("[role=option]", testkit.Contains("Xã Ngoài")), option(of(storetest.Other, 2025, "gaps")))
	find("q=xa+ng&year=2025&stay=rubbish", option(of(storetest.Other, 2025)))
	find("q=tinh&year=2025&stay=gaps", option(of(storetest.Province, 2025)))
	find("q=zzz&year=2025", testkit.In("[role=option]", testkit.Contains("Không tìm thấy"), testkit.Attr("aria-disabled", "true")))
	tn.page(of(storetest.Joined, lastYear, "gaps", "XMC", "2"), testkit.In("#place-q", testkit.Attr("data-find", "/places/find?stay=gaps&year=2025")))
	for _, wrong := range []string{"q=xa", "q=xa&year=1", "q=" + strings.Repeat("a", 300) + "&year=2025"} {
		if got := tn.get("/places/find?" + wrong); got.status < http.StatusBadRequest || got.status >= http.StatusInternalServerError {
			t.Errorf("%.20s: status %d", wrong, got.status)
		}
	}
	tn.client = tn.as("hoa", right.Assignment{Role: right.HamletSurveyor, Place: storetest.Joined1, From: "2020-01-01"})
	find("q=xa+ng&year=2025", testkit.None("[data-href]"))
}

// The place is switched from the keyboard alone: a key, a few letters, Enter.
func TestSwitchingPlacesInABrowser(t *testing.T) {
	ctx, cancel := context.WithTimeout(testkit.Browser(t), time.Minute)
	defer cancel()
	tn := newTown(t)
	password := tn.withPassword("chi-lan", everything()...)
	check(t, testkit.Visit(ctx, tn.server.URL+"/sign-in", testkit.Desktop, 900))
	check(t, chromedp.Do(ctx, chromedp.SetValue(`#name`, "chi-lan"), chromedp.SetValue(`#password`, password), chromedp.Click(`main form button`), chromedp.WaitVisible(`form[action="/search"]`)))
	check(t, testkit.Visit(ctx, tn.server.URL+of(storetest.Joined, lastYear, "schools"), testkit.Desktop, 900))
	check(t, chromedp.Do(ctx, chromedp.WaitReady(`#place-q[role="combobox"]`), chromedp.KeyEvent("p"), chromedp.WaitVisible("#place-q:focus"), chromedp.KeyEvent("xa ng"), chromedp.WaitVisible(`#place-option-0[aria-selected="true"]`)))
	active, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.activeElement.getAttribute("aria-activedescendant")`))
	check(t, err)
	if active != "place-option-0" {
		t.Errorf("the screen reader is told of %q", active)
	}
	check(t, chromedp.Do(ctx, chromedp.KeyEvent("\r")))
	want, at := of(storetest.Other, lastYear, "schools"), ""
	for range 100 {
		at, err = chromedp.Run(ctx, chromedp.Evaluate[string](`location.pathname`))
		check(t, err)
		if at == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("Enter leads to %s, want %s", at, want)
}
