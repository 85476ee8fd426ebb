package testkit

import (
	"errors"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

const longPage = `<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width">
<style>body { margin: 0; color: black } @media (prefers-color-scheme: dark) { body { color: white } }</style>
<div style="height: 3000px">Học tập</div>`

const widePage = `<!doctype html><meta name=viewport content="width=device-width">
<div style="overflow-x: auto"><p style="width: 3000px">in a box of its own</p></div>
<p id="loose" style="width: 700px">loose</p>`

func servePages(t *testing.T) string {
	t.Helper()
	pages := map[string]string{"/long": longPage, "/wide": widePage}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			http.Error(w, "nothing here", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, page)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestBrowser(t *testing.T) {
	ctx, host := Browser(t), servePages(t)

	t.Run("screenshot shows the page to its end", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "new", "long.png")
		err := Screenshot(ctx, host+"/long", Phone, 800, path)
		if err != nil {
			t.Fatal(err)
		}
		width, height := pictureSize(t, path)
		if width != Phone || height != 3000 {
			t.Errorf("picture is %d×%d, want %d×3000", width, height, Phone)
		}
	})
	t.Run("error page is pictured and told", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "missing.png")
		err := Screenshot(ctx, host+"/missing", Desktop, 800, path)
		status := new(StatusError)
		if !errors.As(err, &status) || status.Status != http.StatusNotFound {
			t.Errorf("error is %v, want status 404", err)
		}
		pictureSize(t, path)
	})
	t.Run("colour scheme", func(t *testing.T) {
		for scheme, want := range map[string]string{"dark": "rgb(255, 255, 255)", "light": "rgb(0, 0, 0)"} {
			err := errors.Join(chromedp.Do(ctx, Scheme(scheme)), Visit(ctx, host+"/long", Desktop, 800))
			if err != nil {
				t.Fatal(err)
			}
			got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`getComputedStyle(document.body).color`))
			if err != nil || got != want {
				t.Errorf("text in %s is %s (%v), want %s", scheme, got, err, want)
			}
		}
	})
	t.Run("overflow names the element", func(t *testing.T) {
		err := Visit(ctx, host+"/wide", Phone, 800)
		if err != nil {
			t.Fatal(err)
		}
		pixels, who, err := Overflow(ctx)
		if err != nil || pixels == 0 || who != "p#loose" {
			t.Errorf("overflow is %d px by %q (%v), want some by p#loose", pixels, who, err)
		}
		err = Visit(ctx, host+"/wide", Desktop, 800)
		if err != nil {
			t.Fatal(err)
		}
		pixels, _, err = Overflow(ctx)
		if err != nil || pixels != 0 {
			t.Errorf("overflow at %d is %d px (%v), want none", Desktop, pixels, err)
		}
	})
}

func TestBrowserThatIsNotThereIsANeed(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv(browserVariable, "")
	t.Setenv(needsFile, "")
	if testing.Short() {
		t.Skip("the short run leaves browsers out before it looks for one")
	}
	p := &probe{TB: t}
	p.during(func() { Browser(p) })
	if !strings.HasPrefix(p.skipped, NeedsPrefix+"Chromium: ") {
		t.Errorf("test was not skipped for want of Chromium: %q", p.skipped)
	}
}

func pictureSize(t *testing.T, path string) (int, int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.DecodeConfig(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture.Width, picture.Height
}
