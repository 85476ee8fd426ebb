package viet

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	cases := map[string]string{
		"":                               "",
		" \u00a0\n":                      "",
		"Nguyễn Văn An":                  "Nguyễn Văn An",
		norm.NFD.String("Nguyễn Văn An"): "Nguyễn Văn An",
		"  Lê  Thị\u00a0 Hà\r\n":         "Lê Thị Hà",
		"Họ đệm\n(chủ hộ)":               "Họ đệm (chủ hộ)",
		"\ufeffLê\u200b Hà\u200e":        "Lê Hà",
		"Ng\u200buyễn":                   "Nguyễn",
		"A\u2003B\u3000C\u0085D\u2028E":  "A B C D E",
		"mã\u00adsố":                     "mãsố",
		"Tổ 5 – “Ba Đình” • K’Ho":        "Tổ 5 – “Ba Đình” • K’Ho",
		"a\x00b\x1fc\x7f":                "abc",
		"\xc3 An":                        "\ufffd An",
		"李 ê\u0323":                      "李 ệ",
	}
	for s, want := range cases {
		if got := Clean(s); got != want {
			t.Errorf("Clean(%q) = %q, want %q", s, got, want)
		}
	}
}

// What isPlain lets pass must not need composing.
func TestPlainIsComposed(t *testing.T) {
	count := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !isPlain(r) {
			continue
		}
		count++
		if !norm.NFC.IsNormalString(string(r)) || isInvisible(r) || (unicode.IsSpace(r) && r != ' ') || isAccent(r) {
			t.Errorf("%U is not plain", r)
		}
		for _, before := range "aêộ" {
			if pair := string([]rune{before, r}); norm.NFC.String(pair) != pair {
				t.Errorf("%U joins %q before it", r, before)
			}
		}
	}
	if count < 134 {
		t.Errorf("only %d plain characters", count)
	}
}

func TestCleanKeepsClean(t *testing.T) {
	for _, s := range append([]string{"Lan Anh", "Khu phố 3 - Ba Đình"}, people...) {
		if n := testing.AllocsPerRun(10, func() { Clean(s) }); n > 0 {
			t.Errorf("Clean(%q) allocates %v times", s, n)
		}
	}
}

func TestCleanIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkClean(t, rapid.String().Draw(t, "s")) })
}

func checkClean(t failer, s string) {
	cleaned := Clean(s)
	if again := Clean(cleaned); again != cleaned {
		t.Errorf("Clean(%q) = %q, cleaned again %q", s, cleaned, again)
	}
	if !norm.NFC.IsNormalString(cleaned) || !utf8.ValidString(cleaned) {
		t.Errorf("Clean(%q) = %q is not composed", s, cleaned)
	}
	if strings.Join(strings.Fields(cleaned), " ") != cleaned {
		t.Errorf("Clean(%q) = %q has space to spare", s, cleaned)
	}
	if Fold(cleaned) != Fold(s) {
		t.Errorf("Clean(%q) = %q folds to another name", s, cleaned)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Nguyễn  Văn A", "e\u0323\u0302", "\u200d\u0301", "\xff", "\u00ad", "\u1100\u1161"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkClean(t, s) })
}

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{
		"clean":      "Nguyễn Thị Phương Thảo",
		"decomposed": norm.NFD.String("Nguyễn Thị Phương Thảo"),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Clean(s)
			}
		})
	}
}
