package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hoctap/internal/testkit"
)

func TestLook(t *testing.T) {
	testkit.Browser(t) // skips where there is none
	server := httptest.NewServer(http.HandlerFunc(serve))
	t.Cleanup(server.Close)

	t.Run("sound page", func(t *testing.T) {
		out := t.TempDir()
		code, said := look(t, "-out", out, "-print", "-cookie", "session=abc", server.URL+"/sound")
		if code != 0 || strings.Contains(said, "!") {
			t.Errorf("code %d, said:\n%s", code, said)
		}
		for _, name := range []string{"390-light", "390-dark", "390-print", "1440-light", "1440-dark", "1440-print"} {
			_, err := os.Stat(filepath.Join(out, "sound-"+name+".png"))
			if err != nil {
				t.Error(err)
			}
		}
	})
	t.Run("faults are told", func(t *testing.T) {
		code, said := look(t, "-out", t.TempDir(), "-widths", "390", server.URL+"/broken")
		for _, want := range []string{"wider than the window: div#wide", "exception: Uncaught Error: thrown", "404"} {
			if !strings.Contains(said, want) {
				t.Errorf("did not say %q:\n%s", want, said)
			}
		}
		if code != 1 {
			t.Errorf("code is %d, want 1", code)
		}
	})
	t.Run("without scripts", func(t *testing.T) {
		_, said := look(t, "-out", t.TempDir(), "-widths", "390", "-noscript", server.URL+"/broken")
		if strings.Contains(said, "thrown") {
			t.Errorf("a script ran:\n%s", said)
		}
	})
}

// serve gives the sound page only to who brings the cookie.
func serve(w http.ResponseWriter, r *http.Request) {
	const head = `<!doctype html><meta name=viewport content="width=device-width"><link rel=icon href="data:,">`
	w.Header().Set("Content-Type", "text/html")
	cookie, err := r.Cookie("session")
	switch {
	case r.URL.Path == "/sound" && err == nil && cookie.Value == "abc":
		io.WriteString(w, head+"Học tập")
	case r.URL.Path == "/broken":
		io.WriteString(w, head+`<div id=wide style="width:700px">x</div><img src=/none><script>throw Error("thrown")</script>`)
	default:
		http.Error(w, "no", http.StatusNotFound)
	}
}

func look(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), args, &out, &errs)
	return code, out.String() + errs.String()
}

func TestMisuse(t *testing.T) {
	for _, args := range [][]string{{}, {"-widths", "narrow", "u"}, {"-cookie", "novalue", "u"}, {"-nosuch", "u"}} {
		code, said := look(t, args...)
		if code != 2 || said == "" {
			t.Errorf("look %q: code %d, said %q", args, code, said)
		}
	}
}

func TestSlug(t *testing.T) {
	for address, want := range map[string]string{
		"http://127.0.0.1:8080/":                         "home",
		"http://127.0.0.1:8080/don-vi/14812?nam=2025":    "don-vi-14812-nam-2025",
		"http://127.0.0.1:8080/đơn-vị/":                  "đơn-vị",
		"http://127.0.0.1:8080/../../etc/passwd?x=/../y": "etc-passwd-x-y",
	} {
		if got := slug(address); got != want {
			t.Errorf("slug(%q) = %q, want %q", address, got, want)
		}
	}
}
