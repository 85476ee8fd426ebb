package viet

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// Lang is a language of the pages, by its tag.
type Lang string

// The languages of the pages.
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// marks gives the thousands separator and the decimal mark.
func (l Lang) marks() (string, string) {
	if l == English {
		return ",", "."
	}
	return ".", ","
}

// Int writes n with its thousands parted: 1.234.567 in Vietnamese, 1,234,567 in
// English.
func (l Lang) Int(n int64) string {
	group, _ := l.marks()
	sign, digits := split(n)
	return sign + parted(strconv.FormatUint(digits, 10), group)
}

// Percent writes n of d in per cent, as Decimal2 rounds it: 93,83 in Vietnamese,
// 93.83 in English. It is empty where d is not above zero.
func (l Lang) Percent(n, d int64) string {
	if d <= 0 {
		return ""
	}
	group, decimal := l.marks()
	share := percent(n, d)
	return share.sign + parted(share.whole, group) + decimal + share.hundredths
}

// Int is Int of Vietnamese.
func Int(n int64) string { return Vietnamese.Int(n) }

// Percent is Percent of Vietnamese.
func Percent(n, d int64) string { return Vietnamese.Percent(n, d) }

// Money writes an amount in đồng: 33.625.000 đ.
func Money(n int64) string { return Int(n) + " đ" }

// Decimal2 writes n of d in per cent for programs: 93.83, no thousands parted.
// It has two decimals, the half rounded away from zero, worked out in whole
// numbers: a share of 89,995 must not become 89,99 by a binary fraction. It is
// empty where d is not above zero, since then there is no share.
func Decimal2(n, d int64) string {
	if d <= 0 {
		return ""
	}
	share := percent(n, d)
	return share.sign + share.whole + "." + share.hundredths
}

// share is a percentage in the three pieces that each way of writing puts
// together.
type share struct{ sign, whole, hundredths string }

// percent takes the whole multiples of d out first, so that no product leaves
// 128 bits however large the amounts are.
func percent(n, d int64) share {
	sign, m := split(n)
	unit := uint64(d)
	multiples, rest := m/unit, m%unit
	high, low := bits.Mul64(rest, 10_000)
	part, left := bits.Div64(high, low, unit)
	if left >= unit-left {
		part++
	}
	multiples, part = multiples+part/10_000, part%10_000
	if multiples == 0 && part == 0 {
		sign = ""
	}
	digits := fmt.Sprintf("%d%04d", multiples, part)
	cut := len(digits) - 2
	whole := strings.TrimLeft(digits[:cut-1], "0") + digits[cut-1:cut]
	return share{sign, whole, digits[cut:]}
}

// split parts n into its sign and its magnitude, which the smallest int64 does
// not have as an int64.
func split(n int64) (string, uint64) {
	if n < 0 {
		return "-", -uint64(n)
	}
	return "", uint64(n)
}

func parted(digits, group string) string {
	var b strings.Builder
	for i := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}
