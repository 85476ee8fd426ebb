package viet

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	cases := map[string]string{
		"":                   "",
		"   ":                "",
		"nguyen van a":       "nguyen van a",
		"Nguyễn Văn Trường":  "nguyen van truong",
		"ĐẶNG THỊ THUỲ LINH": "dang thi thuy linh",
		"Hoà":                "hoa",
		"Hòa":                "hoa",
		"Ðào":/* Icelandic */ "dao",
		"K’Ho":                         "k'ho",
		"Khu 3 – Ba Đình":              "khu 3 - ba dinh",
		"Müller José Françoise":        "muller jose francoise",
		"  Lê\u00a0Thị \n\tHà\r\n":     "le thi ha",
		"\ufeffNgu\u200byễn\u00ad An ": "nguyen an",
		"Straße":                       "straße",
		"İstanbul":                     "istanbul",
		"李 Иванов":                     "李 иванов",
		"e\u0323\u0302":                "e",
		"Họ đệm\x00":                   "ho dem",
		"\xff a":                       "\ufffd a",
	}
	for s, want := range cases {
		if got := Fold(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
		if got := Fold(norm.NFD.String(s)); got != want {
			t.Errorf("Fold(%q decomposed) = %q, want %q", s, got, want)
		}
	}
}

func TestFoldEveryLetterIsPlain(t *testing.T) {
	for _, r := range letters() {
		got := Fold(string(r))
		if len(got) != 1 || got[0] < 'a' || got[0] > 'z' {
			t.Errorf("Fold(%q) = %q", r, got)
		}
	}
}

// The table and the long way have to agree, or a name would be found or not by
// what stands beside it.
func TestFoldTable(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r == 0xD800 {
			r = 0xE000
		}
		checkFold(t, string(r))
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkFold(t, rapid.String().Draw(t, "s")) })
}

type failer interface{ Errorf(string, ...any) }

func checkFold(t failer, s string) {
	folded := Fold(s)
	if again := Fold(folded); again != folded {
		t.Errorf("Fold(%q) = %q, folded again %q", s, folded, again)
	}
	if long := foldTheLongWay(s); long != folded {
		t.Errorf("Fold(%q) = %q, without the table %q", s, folded, long)
	}
	for _, form := range []norm.Form{norm.NFC, norm.NFD} {
		if got := Fold(form.String(s)); got != folded {
			t.Errorf("Fold(%q) = %q, but normalised first %q", s, folded, got)
		}
	}
	if !utf8.ValidString(folded) || strings.TrimSpace(folded) != folded || strings.Contains(folded, "  ") {
		t.Errorf("Fold(%q) = %q", s, folded)
	}
}

func foldTheLongWay(s string) string {
	visible := strings.Map(dropInvisible, s)
	folded, _ := appendFold(nil, norm.NFD.String(visible), foldRune)
	return string(folded)
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Nguyễn Văn A", "e\u0323\u0302", "\u05c1\u034f\u05b0", "\u200d", "\xff", "ᾈ", "가", "Ð ð"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkFold(t, s) })
}

func TestSearchTerms(t *testing.T) {
	cases := map[string][]string{
		"":                             nil,
		" , ":                          nil,
		"Nguyễn Văn An":                {"nguyen", "van", "an"},
		"“Đỗ”, đỗ  (Ba Đình)":          {"do", "ba", "dinh"},
		"K'Ho 03/09/2012 14812 50%_\\": {"k'ho", "03/09/2012", "14812", "50%_\\"},
	}
	for q, want := range cases {
		if got := SearchTerms(q); !slices.Equal(got, want) {
			t.Errorf("SearchTerms(%q) = %q, want %q", q, got, want)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	for name, s := range map[string]string{
		"folded":     "nguyen thi phuong",
		"composed":   "Nguyễn Thị Phương Thảo",
		"decomposed": norm.NFD.String("Nguyễn Thị Phương Thảo"),
		"unknown":    "Nguyễn Thị 李",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fold(s)
			}
		})
	}
}
