package compare

import (
	"math/big"
	"strings"

	"hoctap/internal/form"
	"hoctap/internal/viet"
)

// reading is what a foreign cell comes to.
type reading struct {
	value *big.Rat // nil: no number
	// typed says that the number stands as text; wrong, why there is none.
	typed bool
	wrong Doubt
}

// read takes a number as programs store it and as people type it. What is no
// number is not guessed at.
func read(c Raw) reading {
	switch c.Kind {
	case Failed:
		return reading{wrong: FailedFormula}
	case Uncomputed:
		return reading{wrong: NoResult}
	case Blank:
		return reading{}
	case Number:
		v, ok := new(big.Rat).SetString(c.Text)
		if !ok {
			return reading{wrong: NoNumber}
		}
		return reading{value: v}
	}
	text := viet.Clean(c.Text)
	if nothingThere(text) {
		return reading{}
	}
	v := typedNumber(text)
	if v == nil {
		return reading{wrong: NoNumber}
	}
	return reading{value: v, typed: true}
}

// nothingThere tells the ways to leave a cell empty: a dash, a cross, the mark of a
// note.
func nothingThere(text string) bool {
	return strings.Trim(text, "-–—/xX×.…") == "" || strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")")
}

// typedNumber reads 1.234, 1 234 and 98,5 % as they are written in Viet Nam, and
// 98.5 as programs write it. A dot before exactly three figures parts thousands.
func typedNumber(text string) *big.Rat {
	text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	text = strings.ReplaceAll(text, " ", "")
	whole, part, decimal := strings.Cut(text, ",")
	groups := strings.Split(whole, ".")
	if !decimal && len(groups) == 2 && len(groups[1]) != 3 {
		whole, part = groups[0], groups[1]
		groups = []string{whole}
	}
	for i, g := range groups {
		if g == "" || strings.Trim(g, "0123456789") != "" || i > 0 && len(g) != 3 {
			return nil
		}
	}
	if strings.Trim(part, "0123456789") != "" {
		return nil
	}
	v, ok := new(big.Rat).SetString(strings.Join(groups, "") + "." + part + "0")
	if !ok {
		return nil
	}
	return v
}

// numeric says whether a cell of ours holds a number to compare.
func numeric(c *form.Cell) bool {
	switch c.Kind {
	case form.CountCell, form.FigureCell, form.PercentCell, form.QuotientCell:
		return true
	}
	return false
}

// same says whether theirs is ours, as it is printed: counts to the one, shares to
// the second decimal. A share may be stored as 98.5 or as 0.985.
func same(ours *form.Cell, theirs *big.Rat) bool {
	mine := exact(ours)
	if ours.Kind == form.CountCell || ours.Kind == form.FigureCell {
		return mine != nil && mine.Cmp(theirs) == 0
	}
	if mine == nil {
		return false
	}
	hundred := big.NewRat(100, 1)
	return close2(mine, theirs) || ours.Kind == form.PercentCell && close2(mine, new(big.Rat).Mul(theirs, hundred))
}

// exact is the value of a cell of ours; nil for a share of nobody.
func exact(c *form.Cell) *big.Rat {
	switch c.Kind {
	case form.CountCell:
		return big.NewRat(c.N, 1)
	case form.FigureCell:
		return big.NewRat(c.N, max(c.D, 1))
	}
	if c.D == 0 {
		return nil
	}
	if c.Kind == form.PercentCell {
		return big.NewRat(100*c.N, c.D)
	}
	return big.NewRat(c.N, c.D)
}

// close2 lets the second decimal be rounded.
func close2(a, b *big.Rat) bool {
	diff := new(big.Rat).Sub(a, b)
	return diff.Abs(diff).Cmp(big.NewRat(51, 10000)) <= 0
}
