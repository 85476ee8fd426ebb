package words

import (
	"math/big"
	"strconv"
	"strings"
	"time"
)

// noFigure stands where there is nothing to divide by: neither 0 % nor 100 %.
const noFigure = "–"

// Int groups a whole number: 1.234 in Vietnamese, 1,234 in English.
func (p *Printer) Int(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	group := "."
	if p.lang == English {
		group = ","
	}
	var out strings.Builder
	out.WriteString(sign)
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteString(group)
		}
		out.WriteRune(digit)
	}
	return out.String()
}

// Percent shows a share with two decimals, rounded half up from the exact fraction:
// 93,83 %. The law compares exact fractions; the two decimals are for reading only.
func (p *Printer) Percent(numerator, denominator int64) string {
	if denominator == 0 {
		return noFigure
	}
	share := new(big.Rat).SetFrac64(numerator*100, denominator)
	return p.decimal(share.FloatString(2)) + "\u00a0%"
}

// Threshold shows what the law asks for as it writes it: 90 %, or 12,5 %.
func (p *Printer) Threshold(value string) string {
	return p.decimal(value) + "\u00a0%"
}

func (p *Printer) decimal(value string) string {
	if p.lang == English {
		return value
	}
	return strings.Replace(value, ".", ",", 1)
}

// Date shows a day as 30/09/2026 in both languages: officials read the same papers.
func (p *Printer) Date(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format("02/01/2006")
}

// Clock shows an hour and minute: 10:42.
func (p *Printer) Clock(at time.Time) string {
	return at.Format("15:04")
}
