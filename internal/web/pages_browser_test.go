package web_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// firstPaint is when a page has to show something on a slow network, 400 kbit/s and
// 800 ms, with nothing of it in the browser from before.
const firstPaint = 3000 * time.Millisecond

// What an officer and a province do with the pages, in one browser: the law looked up,
// all communes of a province, a gap list printed from a phone, the year of the merger,
// all of it without script, and over a slow network.
func TestPagesInABrowser(t *testing.T) {
	tn := newTown(t)
	d := tn.tab("chi-lan")
	t.Run("law", func(t *testing.T) {
		d.t = t
		d.visit(tn.server.URL+"/rules", testkit.Desktop)
		d.fill("q", "mu chu")
		d.press(`main form button`)
		d.until("found", `document.querySelector("main").innerText.includes("Xóa mù chữ") && location.search.includes("q=mu")`)
		d.press(`main a[href="/rules/changes"]`)
		d.until("changes", `location.pathname === "/rules/changes" && document.querySelector("main form") !== null`)
		d.visit(tn.server.URL+"/rules/XMC", testkit.Phone)
		d.until("cited", `document.querySelector("main").innerText.includes("20/2014")`)
	})
	t.Run("province", func(t *testing.T) {
		d.t = t
		d.visit(tn.server.URL+of(storetest.Province, lastYear), testkit.Desktop)
		d.press(`nav a[href$="/communes"]`)
		d.until("all communes", `document.querySelectorAll("tbody tr").length > 0`)
		d.press(`th a[href*="sort=XMC"]`)
		d.until("sorted", `document.querySelector('th[aria-sort="ascending"]').innerText.includes("mù chữ")`)
		d.fill("q", "bac nam")
		d.press(`main form button`)
		d.until("sorted and found", `location.search.includes("sort=XMC") && document.querySelectorAll("tbody tr").length === 1`)
		d.press(`tbody a`)
		d.until("the commune", `document.querySelector("h1").innerText.includes("Bắc Nam")`)
	})
	t.Run("gap to print", func(t *testing.T) {
		d.t = t
		d.visit(tn.server.URL+of(storetest.Joined, lastYear), testkit.Phone)
		d.press(`a[href*="/gaps"]`)
		d.until("the list", `document.querySelectorAll("main table tbody tr").length > 0`)
		rows := d.number(`document.querySelectorAll("main table tbody tr").length`)
		check(t, chromedp.Do(d.ctx, testkit.Print()))
		d.until("the frame is not printed", `getComputedStyle(document.querySelector(".topbar, header")).display === "none" || getComputedStyle(document.querySelector("nav")).display === "none"`)
		d.until("the people are", `[...document.querySelectorAll("main table tbody tr")].filter(row => row.getClientRects().length > 0).length === `+strconv.Itoa(rows))
		call(d, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "screen"})
	})
	t.Run("from 2024 to 2025", func(t *testing.T) {
		d.t = t
		d.visit(tn.server.URL+of(storetest.Joined, oldYear), testkit.Desktop)
		d.until("added up", `document.querySelector("main").innerText.includes("hợp thành")`)
		d.press(`a[rel="next"]`)
		d.until("the tree has changed", `location.pathname.endsWith("/`+strconv.Itoa(lastYear)+`") && document.querySelector("main").innerText.includes("01/07/2025")`)
	})
	t.Run("slow network", func(t *testing.T) {
		d.t = t
		d.slow()
		d.caches(false)
		for _, path := range []string{of(storetest.Joined, lastYear), of(storetest.Joined, lastYear, "gaps", "XMC", "1"), of(storetest.Joined, lastYear) + "/households", of(storetest.Province, lastYear) + "/communes"} {
			took := d.firstPaint(tn.server.URL + path)
			// The network is what is measured: a machine that was busy gets another try.
			for range 2 {
				if took > firstPaint {
					took = min(took, d.firstPaint(tn.server.URL+path))
				}
			}
			if took > firstPaint {
				t.Errorf("%s shows something after %s", path, took)
			}
		}
		d.caches(true)
		d.fast()
	})
	t.Run("without script", func(t *testing.T) {
		d.t = t
		d.scripts(false)
		d.visit(tn.server.URL+of(storetest.Joined, lastYear, "gaps", "XMC", "1"), testkit.Phone)
		d.until("the list", `document.querySelectorAll("main table tbody tr").length > 0`)
		r := tn.member()
		d.visit(tn.server.URL+"/households/"+id(storetest.Joined)+"/"+id(r.HouseholdID)+"/"+strconv.Itoa(openYear)+"/edit", testkit.Desktop)
		d.fill("p"+id(r.PersonID)+".class_name", "7K")
		d.press(`main form button[type="submit"], main form button:not([type])`)
		for range 100 {
			if tn.record(r).ClassName == "7K" {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if got := tn.record(r).ClassName; got != "7K" {
			t.Errorf("the register has the class %q", got)
		}
		d.scripts(true)
	})
}

// tab is somebody signed in, at the home page.
func (tn *town) tab(name string) *desk {
	t := tn.t.(*testing.T)
	t.Helper()
	ctx, cancel := context.WithTimeout(testkit.Browser(t), 3*time.Minute)
	t.Cleanup(cancel)
	password := tn.withPassword(name, everything()...)
	d := &desk{t, ctx}
	d.visit(tn.server.URL+"/rules", testkit.Desktop)
	check(t, chromedp.Do(ctx, chromedp.SetValue(`#name`, name), chromedp.SetValue(`#password`, password)))
	d.press(`main form button`)
	d.until("signed in", `location.pathname === "/rules"`)
	return d
}

func (d *desk) visit(address string, width int) {
	d.t.Helper()
	check(d.t, testkit.Visit(d.ctx, address, width, 900))
}

// firstPaint is how long a page took to show something.
func (d *desk) firstPaint(address string) time.Duration {
	d.t.Helper()
	d.visit(address, testkit.Phone)
	return time.Duration(d.number(`Math.round(performance.getEntriesByName("first-contentful-paint")[0].startTime)`)) * time.Millisecond
}

func (d *desk) fill(field, value string) {
	d.t.Helper()
	d.eval(`document.getElementById(` + strconv.Quote(field) + `).value = ` + strconv.Quote(value))
}

// press clicks the first thing there is under a selector.
func (d *desk) press(selector string) {
	d.t.Helper()
	d.until("there is "+selector, `document.querySelector(`+strconv.Quote(selector)+`) !== null`)
	d.eval(`document.querySelector(` + strconv.Quote(selector) + `).click()`)
}

func (d *desk) number(script string) int {
	d.t.Helper()
	n, err := chromedp.Run(d.ctx, chromedp.Evaluate[int](script))
	check(d.t, err)
	return n
}

func (d *desk) scripts(on bool) {
	d.t.Helper()
	call(d, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

func (d *desk) caches(on bool) {
	d.t.Helper()
	call(d, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: !on})
}

func (d *desk) slow() { d.t.Helper(); d.conditions(800, 400_000/8) }

func (d *desk) fast() { d.t.Helper(); d.conditions(0, -1) }

// conditions sets the delay in ms and the bytes a second of the network.
func (d *desk) conditions(latency, bytes float64) {
	d.t.Helper()
	call(d, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: latency, DownloadThroughput: bytes, UploadThroughput: bytes}},
	})
}

// call tells the browser itself something.
func call[P, R any](d *desk, command cdp.Command[P, R], params P) {
	d.t.Helper()
	check(d.t, chromedp.Do(d.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, command, params)
		return err
	})))
}
