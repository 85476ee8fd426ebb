package viet

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestCompareAlphabet(t *testing.T) {
	alphabet := strings.Fields("a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y")
	for i, a := range alphabet {
		for j, b := range alphabet {
			// A letter outweighs whatever follows it.
			if i != j && cmp.Compare(i, j) != Compare(a+"y", b+"a") {
				t.Errorf("%q and %q stand the wrong way round", a, b)
			}
		}
	}
}

func TestCompareTones(t *testing.T) {
	tones := []string{"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}
	for _, vowel := range strings.Split("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", "") {
		for i := range tones {
			for j := range tones {
				a, b := norm.NFC.String(vowel+tones[i]), norm.NFD.String(vowel+tones[j])
				if cmp.Compare(i, j) != Compare(a, b) {
					t.Errorf("%q and %q stand the wrong way round", a, b)
				}
				if Compare(a+"n", b+"t") >= 0 {
					t.Errorf("the tone of %q outweighs the next letter", a)
				}
			}
		}
	}
}

func TestCompareNumbers(t *testing.T) {
	hamlets := []string{"Khu phố 1", "Khu phố 2", "Khu phố 2A", "Khu phố 10", "Thôn 1", "Thôn 11", "Thôn Ấp"}
	if !slices.IsSortedFunc(hamlets, Compare) {
		t.Error("hamlets are not in the order of their numbers")
	}
	if !slices.IsSortedFunc(hamlets, func(a, b string) int { return bytes.Compare(SortKey("", a), SortKey("", b)) }) {
		t.Error("keys of hamlets are not in the order of their numbers")
	}
}

type name struct{ family, given string }

// sorted stands as a list on the wall of a commune office stands.
var sorted = []name{
	{"Nguyễn Văn", "An"},
	{"Trần Thị", "An"},
	{"Lê Hoàng", "Anh"},
	{"Nguyễn Thị Lan", "Anh"},
	{"Nguyễn Vân", "Anh"},
	{"Phạm Thị", "Ánh"},
	{"Bùi Thị", "Ân"},
	{"Lê Thị", "Ba"},
	{"Lê Văn", "Bình"},
	{"Cao Thị", "Dung"},
	{"Trần Thị", "Dung"},
	{"Đặng Tiến", "Dũng"},
	{"Lê", "Đào"},
	{"Nguyễn Thị", "Hoa"},
	{"Nguyễn Thị", "Hòa"},
	{"Nguyễn Thị", "Hoạ"},
	{"Nguyễn Thị", "Huy"},
	{"Lê Thị", "Mai"},
	{"Lê Thị Thanh", "Mai"},
	{"Lê Thị", "Oanh"},
	{"Vũ Văn", "Ơn"},
	{"Lê Thị", "Thùy"},
	{"Lê Thị", "Thuỷ"},
	{"Lê Thị", "Thúy"},
	{"Đỗ Thị", "Yến"},
}

func TestCompareNames(t *testing.T) {
	for i, a := range sorted {
		for j, b := range sorted {
			if got := CompareNames(a.family, a.given, b.family, b.given); got != cmp.Compare(i, j) {
				t.Errorf("%v and %v: got %d", a, b, got)
			}
		}
	}
	if CompareNames("Lê Thị", "Hà", norm.NFD.String("Lê Thị"), norm.NFD.String("Hà")) != 0 {
		t.Error("composed and decomposed names differ")
	}
	for old, now := range map[string]string{"Hòa": "Hoà", "THÚY": "THUÝ", "Úy": "Uý", "Khỏe": "Khoẻ"} {
		if CompareNames("", old, "", now) != 0 || CompareNames("", norm.NFD.String(old), "", now) != 0 {
			t.Errorf("%q and %q differ", old, now)
		}
	}
}

func TestSortKey(t *testing.T) {
	part := rapid.OneOf(vietnameseText(), rapid.String(), rapid.SampledFrom([]string{"", "An", "an", "Ân", "Anh", "Thị 2", "Thị 10"}))
	rapid.Check(t, func(t *rapid.T) {
		a := name{part.Draw(t, "family a"), part.Draw(t, "given a")}
		b := name{part.Draw(t, "family b"), part.Draw(t, "given b")}
		want := CompareNames(a.family, a.given, b.family, b.given)
		if got := bytes.Compare(SortKey(a.family, a.given), SortKey(b.family, b.given)); got != want {
			t.Errorf("%q, %q: keys say %d, names %d", a, b, got, want)
		}
	})
}

// A collator that two goroutines share mixes up their buffers.
func TestSortKeyTogether(t *testing.T) {
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 200 {
				for i := 1; i < len(sorted); i++ {
					a, b := sorted[i-1], sorted[i]
					if bytes.Compare(SortKey(a.family, a.given), SortKey(b.family, b.given)) >= 0 {
						t.Errorf("%v and %v stand the wrong way round", a, b)
						return
					}
				}
			}
		})
	}
	group.Wait()
}

func BenchmarkCompareNames(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		CompareNames("Nguyễn Thị", "Phương", "Nguyễn Thị Thu", "Phương")
	}
}

func BenchmarkSortKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		SortKey("Nguyễn Thị", "Phương")
	}
}
