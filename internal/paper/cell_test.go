package paper

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hoctap/internal/viet"
)

func TestWritten(t *testing.T) {
	for _, test := range []struct {
		cell   Cell
		vi, en string
	}{
		{Cell{}, "", ""},
		{Cell{Kind: Text, Text: "Phường"}, "Phường", "Phường"},
		{Cell{Kind: Number, Count: 1234567}, "1.234.567", "1,234,567"},
		{Cell{Kind: Number, Count: 0}, "0", "0"},
		{Cell{Kind: Number, Count: 1960, Plain: true}, "1960", "1960"},
		{Cell{Kind: Number, Count: 25, Of: 2}, "12,5", "12.5"},
		{Cell{Kind: Number, Count: 24, Of: 2}, "12", "12"},
		{Cell{Kind: Percent, Count: 1187, Of: 1204}, "98,59", "98.59"},
		{Cell{Kind: Percent, Count: 1, Of: 1, Sign: true}, "100,00%", "100.00%"},
		{Cell{Kind: Percent, Sign: true}, "–", "–"},
		{Cell{Kind: Quotient, Count: 97, Of: 121}, "0,80", "0.80"},
		{Cell{Kind: Quotient, Count: 2500, Of: 1}, "2.500,00", "2,500.00"},
		{Cell{Kind: Quotient}, "–", "–"},
		{Cell{Kind: Cross}, "×", "×"},
	} {
		if got := test.cell.Written(viet.Vietnamese); got != test.vi {
			t.Errorf("%+v is %q in Vietnamese, want %q", test.cell, got, test.vi)
		}
		if got := test.cell.Written(viet.English); got != test.en {
			t.Errorf("%+v is %q in English, want %q", test.cell, got, test.en)
		}
	}
}

// Held against exact fractions of the library, half rounded away from zero.
func TestDecimalOfTheSmallestNumber(t *testing.T) {
	if got, want := Decimal(viet.English, math.MinInt64, 1, true), "-9,223,372,036,854,775,808.00"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDecimalRoundsExactly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		count, of := rapid.Int64().Draw(rt, "count"), rapid.Int64Range(1, 1<<62).Draw(rt, "of")
		want := big.NewRat(count, of).FloatString(2)
		got := strings.ReplaceAll(Decimal(viet.English, count, of, true), ",", "")
		if want == "-0.00" {
			want = "0.00"
		}
		if got != want {
			rt.Errorf("%d/%d is %s, want %s", count, of, got, want)
		}
	})
}

func TestValue(t *testing.T) {
	for _, test := range []struct {
		cell Cell
		want float64
		ok   bool
	}{
		{Cell{Kind: Number, Count: 7}, 7, true}, {Cell{Kind: Number, Count: 25, Of: 2}, 12.5, true}, {Cell{Kind: Percent, Count: 3, Of: 4}, 75, true},
		{Cell{Kind: Quotient, Count: 3, Of: 4}, 0.75, true}, {Cell{Kind: Percent}, 0, false}, {Cell{Kind: Text, Text: "7"}, 0, false}, {Cell{}, 0, false},
	} {
		got, ok := test.cell.Value()
		if got != test.want || ok != test.ok {
			t.Errorf("%+v is %v, %t", test.cell, got, ok)
		}
	}
}

func TestHeadCells(t *testing.T) {
	h := func(texts ...string) Column {
		c := Column{}
		id := ""
		for _, text := range texts {
			id += "." + text
			c.Heads = append(c.Heads, Head{ID: id, Text: text})
		}
		return c
	}
	cells, depth := HeadCells([]Column{h("Tuổi"), h("Lớp", "1", "Nữ"), h("Lớp", "1", "Nam"), h("Lớp", "2"), h("Khác", "Nữ"), h("Khác", "Nữ")})
	var got []string
	for _, c := range cells {
		got = append(got, strings.Join([]string{c.Text, string(rune('0' + c.Level)), string(rune('0' + c.Column)), string(rune('0' + c.Levels)), string(rune('0' + c.Span))}, " "))
	}
	// The lowest head is a column's own: two of one name do not become one.
	want := []string{"Tuổi 0 0 3 1", "Lớp 0 1 1 3", "Khác 0 4 1 2", "1 1 1 1 2", "2 1 3 2 1", "Nữ 1 4 2 1", "Nữ 1 5 2 1", "Nữ 2 1 1 1", "Nam 2 2 1 1"}
	if depth != 3 || strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("depth %d\n got %s\nwant %s", depth, strings.Join(got, "; "), strings.Join(want, "; "))
	}
}
