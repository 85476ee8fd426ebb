package words

import (
	"strings"
	"time"

	"hoctap/internal/viet"
)

// noFigure stands where there is nothing to divide by: neither 0 % nor 100 %.
const noFigure = "–"

// percentSign keeps to its number at the end of a line.
const percentSign = "\u00a0%"

// Int groups a whole number: 1.234 in Vietnamese, 1,234 in English.
func (p *Printer) Int(n int64) string {
	return p.lang.Int(n)
}

// Percent shows a share with two decimals and its sign: 93,83 %.
func (p *Printer) Percent(numerator, denominator int64) string {
	share := p.lang.Percent(numerator, denominator)
	if share == "" {
		return noFigure
	}
	return share + percentSign
}

// Threshold shows what the law asks for as it writes it: 90 %, or 12,5 %.
func (p *Printer) Threshold(value string) string {
	if p.lang == viet.Vietnamese {
		value = strings.Replace(value, ".", ",", 1)
	}
	return value + percentSign
}

// Date shows an ISO day as 30/09/2026 in both languages: the readers of English sit
// before the same papers.
func (p *Printer) Date(iso string) string {
	return viet.Date(iso)
}

// Clock shows an hour and minute: 10:42.
func (p *Printer) Clock(at time.Time) string {
	return at.Format("15:04")
}
