package testkit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Widths at which every page is looked at.
const (
	Phone   = 390
	Tablet  = 768
	Desktop = 1440
)

// browserVariable overrides the search for Chromium.
const browserVariable = "HOCTAP_TEST_CHROMIUM"

// ErrNoBrowser says that the machine has no Chromium.
var ErrNoBrowser = errors.New("no chromium, chromium-browser or google-chrome in PATH")

// startLimit is generous because the first start of Chromium on a cold, busy
// machine with two cores reads some 300 MB.
const startLimit = 60 * time.Second

// Browser starts a headless Chromium with an empty profile for the test, and
// stops it afterwards. The context is ready for chromedp.Run; chromedp.NewContext
// opens a further tab.
func Browser(t testing.TB) context.Context {
	t.Helper()
	leaveOutWhenShort(t, "Chromium")
	ctx, stop, err := OpenBrowser(context.Background())
	if errors.Is(err, ErrNoBrowser) {
		Need(t, "Chromium", err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return ctx
}

// OpenBrowser is Browser for programs that are not tests. It fails with
// ErrNoBrowser where there is none to start.
func OpenBrowser(ctx context.Context) (context.Context, context.CancelFunc, error) {
	path, err := browserPath()
	if err != nil {
		return nil, nil, err
	}
	allocated, stop := chromedp.NewExecAllocator(ctx, browserOptions(path)...)
	tab, closeTab := chromedp.NewContext(allocated)
	closeAll := func() { closeTab(); stop() }
	// The browser lives as long as the context of the first run, so the limit
	// on its start has to be a timer beside it, not a deadline on it.
	timer := time.AfterFunc(startLimit, closeAll)
	err = chromedp.Do(tab)
	timer.Stop()
	if err != nil {
		closeAll()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return tab, closeAll, nil
}

func browserPath() (string, error) {
	if path := os.Getenv(browserVariable); path != "" {
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		path, err := exec.LookPath(name)
		if err == nil {
			return path, nil
		}
	}
	return "", ErrNoBrowser
}

// browserOptions keeps the browser off the network: a page under test talks to
// the server under test and to nobody else. The allocator adds a new empty
// profile directory by itself and removes it at the end. The sandbox needs
// rights that root in a container does not have.
func browserOptions(path string) []chromedp.ExecAllocatorOption {
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	return append(options,
		chromedp.ExecPath(path),
		chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("lang", "vi"),
	)
}
