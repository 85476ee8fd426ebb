package viet

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestInt(t *testing.T) {
	for n, want := range map[int64][2]string{
		0:             {"0", "0"},
		7:             {"7", "7"},
		-7:            {"-7", "-7"},
		999:           {"999", "999"},
		1000:          {"1.000", "1,000"},
		1234567:       {"1.234.567", "1,234,567"},
		-123456:       {"-123.456", "-123,456"},
		math.MaxInt64: {"9.223.372.036.854.775.807", "9,223,372,036,854,775,807"},
		math.MinInt64: {"-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"},
	} {
		if got := [2]string{Int(n), English.Int(n)}; got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestMoney(t *testing.T) {
	if got, want := Money(33_625_000), "33.625.000 đ"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPercent(t *testing.T) {
	cases := []struct {
		n, d                   int64
		program, page, english string
	}{
		{76, 81, "93.83", "93,83", "93.83"},
		{201, 204, "98.53", "98,53", "98.53"},
		{0, 5, "0.00", "0,00", "0.00"},
		{5, 5, "100.00", "100,00", "100.00"},
		{1, 3, "33.33", "33,33", "33.33"},
		{2, 3, "66.67", "66,67", "66.67"},
		{1, 20_000, "0.01", "0,01", "0.01"}, // 0.005
		{1, 20_001, "0.00", "0,00", "0.00"},
		{-1, 20_001, "0.00", "0,00", "0.00"},
		{17999, 20_000, "90.00", "90,00", "90.00"}, // 89.995
		{-1, 8, "-12.50", "-12,50", "-12.50"},
		{99, 8, "1237.50", "1.237,50", "1,237.50"},
		{1, 0, "", "", ""},
		{0, 0, "", "", ""},
		{1, -2, "", "", ""},
		{math.MaxInt64, 1, "922337203685477580700.00", "922.337.203.685.477.580.700,00", "922,337,203,685,477,580,700.00"},
		{math.MinInt64, math.MaxInt64, "-100.00", "-100,00", "-100.00"},
	}
	for _, c := range cases {
		if got := Decimal2(c.n, c.d); got != c.program {
			t.Errorf("Decimal2(%d, %d) = %q, want %q", c.n, c.d, got, c.program)
		}
		if got := Percent(c.n, c.d); got != c.page {
			t.Errorf("Percent(%d, %d) = %q, want %q", c.n, c.d, got, c.page)
		}
		if got := English.Percent(c.n, c.d); got != c.english {
			t.Errorf("English.Percent(%d, %d) = %q, want %q", c.n, c.d, got, c.english)
		}
	}
}

// FloatString rounds the last digit half away from zero, exactly.
func TestDecimal2IsExact(t *testing.T) {
	count := rapid.OneOf(rapid.Int64Range(0, 2000), rapid.Int64())
	rapid.Check(t, func(t *rapid.T) {
		n, d := count.Draw(t, "n"), rapid.OneOf(rapid.Int64Range(1, 2000), rapid.Int64Min(1)).Draw(t, "d")
		share := new(big.Rat).SetFrac(big.NewInt(n), big.NewInt(d))
		want := share.Mul(share, big.NewRat(100, 1)).FloatString(2)
		if want == "-0.00" {
			want = "0.00"
		}
		if got := Decimal2(n, d); got != want {
			t.Errorf("Decimal2(%d, %d) = %q, want %q", n, d, got, want)
		}
		page := strings.NewReplacer(".", "", ",", ".").Replace(Percent(n, d))
		if page != want {
			t.Errorf("Percent(%d, %d) = %q, want the figures of %q", n, d, Percent(n, d), want)
		}
	})
}
