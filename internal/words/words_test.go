package words

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func catalogue(t *testing.T, vi, en string) (*Catalogue, error) {
	t.Helper()
	return New(fstest.MapFS{
		"vi/page.yaml": &fstest.MapFile{Data: []byte(vi)},
		"en/page.yaml": &fstest.MapFile{Data: []byte(en)},
	})
}

const (
	sampleVi = `
gap:
  title: Danh sách cần vận động
  needed: Cần thêm {{.n}} người năm {{.year}}
`
	sampleEn = `
gap:
  title: People still to reach
  needed:
    one: One more person in {{.year}}, that is {{.n}}
    other: "{{.n}} more people in {{.year}}"
`
)

func sample(t *testing.T) *Catalogue {
	t.Helper()
	made, err := catalogue(t, sampleVi, sampleEn)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestSay(t *testing.T) {
	words := sample(t)
	for _, test := range []struct {
		name string
		lang Lang
		key  string
		data []any
		want string
	}{
		{"plain", Vietnamese, "gap.title", nil, "Danh sách cần vận động"},
		{"number is grouped, year is not", Vietnamese, "gap.needed", []any{"n", 2113, "year", 2025}, "Cần thêm 2.113 người năm 2025"},
		{"English groups by comma", English, "gap.needed", []any{"n", 2113, "year", 2025}, "2,113 more people in 2025"},
		{"singular", English, "gap.needed", []any{"n", 1, "year", 2025}, "One more person in 2025, that is 1"},
		{"map", Vietnamese, "gap.needed", []any{map[string]any{"n": 27, "year": "2025"}}, "Cần thêm 27 người năm 2025"},
		{"unknown language", "fr", "gap.title", nil, "Danh sách cần vận động"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := words.For(test.lang).Say(test.key, test.data...)
			if err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("said %q, want %q", got, test.want)
			}
		})
	}
}

func TestSayRefuses(t *testing.T) {
	printer := sample(t).For(Vietnamese)
	for _, test := range []struct {
		name string
		key  string
		data []any
		want string
	}{
		{"unknown key", "gap.none", nil, "no words for key"},
		{"missing argument", "gap.needed", []any{"n", 3}, `argument "year" is missing`},
		{"stray argument", "gap.title", []any{"n", 3}, "not in the message"},
		{"odd arguments", "gap.needed", []any{"n"}, "pairs"},
		{"name is no text", "gap.needed", []any{3, "n"}, "not text"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := printer.Say(test.key, test.data...)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
	if got := printer.T("gap.none"); got != "⟨gap.none⟩" {
		t.Errorf("T of an unknown key is %q", got)
	}
}

func TestNewRefuses(t *testing.T) {
	for _, test := range []struct {
		name, vi, en, want string
	}{
		{"missing in English", "a: một\nb: hai", "a: one", `key "b" is missing in "en"`},
		{"missing in Vietnamese", "a: một", "a: one\nb: two", `key "b" is missing in "vi"`},
		{"other arguments", "a: có {{.n}}", "a: of {{.m}}", `key "a" takes [n] in "vi" but [m] in "en"`},
		{"logic", "a: '{{if .n}}x{{end}}'", "a: x", "only {{.name}} may stand in braces"},
		{"same key twice", "a: một\na: hai", "a: one", "already defined"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := catalogue(t, test.vi, test.en)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestNewRefusesKeyInTwoFiles(t *testing.T) {
	_, err := New(fstest.MapFS{
		"vi/one.yaml": &fstest.MapFile{Data: []byte("a: một")},
		"vi/two.yaml": &fstest.MapFile{Data: []byte("a: hai")},
		"en/one.yaml": &fstest.MapFile{Data: []byte("a: one")},
	})
	if err == nil || !strings.Contains(err.Error(), "stands in vi/one.yaml too") {
		t.Errorf("error %v, want one that names the other file", err)
	}
}

func TestNumbers(t *testing.T) {
	vi, en := sample(t).For(Vietnamese), sample(t).For(English)
	day := time.Date(2026, 9, 30, 10, 42, 0, 0, time.UTC)
	for _, test := range []struct{ name, got, want string }{
		{"small", vi.Int(7), "7"},
		{"grouped", vi.Int(33625000), "33.625.000"},
		{"negative", vi.Int(-1234), "-1.234"},
		{"English", en.Int(70123), "70,123"},
		{"percent", vi.Percent(2113, 2252), "93,83\u00a0%"},
		{"percent half up", vi.Percent(1, 800), "0,13\u00a0%"},
		{"percent English", en.Percent(2113, 2252), "93.83\u00a0%"},
		{"nothing to divide by", vi.Percent(0, 0), "–"},
		{"threshold", vi.Threshold("12.5"), "12,5\u00a0%"},
		{"date", vi.Date("2026-09-30"), "30/09/2026"},
		{"no date", vi.Date(""), ""},
		{"clock", vi.Clock(day), "10:42"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	words, err := New(fstest.MapFS{
		"vi/a.yaml": &fstest.MapFile{Data: []byte(sampleVi)},
		"en/a.yaml": &fstest.MapFile{Data: []byte(sampleEn)},
	})
	if err != nil {
		b.Fatal(err)
	}
	for _, lang := range Langs() {
		printer := words.For(lang)
		b.Run("plain/"+string(lang), func(b *testing.B) {
			for b.Loop() {
				printer.T("gap.title")
			}
		})
		b.Run("arguments/"+string(lang), func(b *testing.B) {
			for b.Loop() {
				printer.T("gap.needed", "n", 2113, "year", 2025)
			}
		})
	}
}
