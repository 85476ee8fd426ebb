package paper

import (
	"math/bits"
	"strconv"
	"strings"

	"hoctap/internal/viet"
)

// Kind says what a cell holds.
type Kind int

// The kinds. Blank is left empty and Why says for what reason; Cross is crossed
// out, since there is nothing such a cell could mean.
const (
	Blank Kind = iota
	Text
	Number   // Count, or Count parts of Of where Of is above 1
	Percent  // Count of Of
	Quotient // Count by Of, to two decimals
	Cross
)

// Cell is what stands where a row meets a column.
type Cell struct {
	Kind  Kind
	Text  string
	Count int64
	Of    int64
	Plain bool   // a number that names, such as a year: its thousands are not parted
	Sign  bool   // a percent is written with its sign, where no head says %
	Mark  string // small, behind the figure: partly known, see the note
	Why   string
	Sum   []Ref // the cells of the table that it adds up
	Share *Share
	Down  int  // so many rows, this one included, share the cell
	Under bool // covered by a cell above that goes Down
}

// Ref is a cell of the same table: its row and column, counted from 0.
type Ref struct{ Row, Column int }

// Share is the two cells that a percent or quotient divides.
type Share struct{ Count, Of Ref }

// NoFigure stands where there is nothing to divide by.
const NoFigure = "–"

// Written is the cell in words of a language, as it is printed.
func (c Cell) Written(lang viet.Lang) string {
	switch c.Kind {
	case Text:
		return c.Text
	case Number:
		if c.Plain {
			return strconv.FormatInt(c.Count, 10)
		}
		if c.Of <= 1 {
			return lang.Int(c.Count)
		}
		return Decimal(lang, c.Count, c.Of, false)
	case Percent:
		if c.Of <= 0 {
			return NoFigure
		}
		return lang.Percent(c.Count, c.Of) + c.sign()
	case Quotient:
		if c.Of <= 0 {
			return NoFigure
		}
		return Decimal(lang, c.Count, c.Of, true)
	case Cross:
		return "×"
	}
	return ""
}

func (c Cell) sign() string {
	if c.Sign {
		return "%"
	}
	return ""
}

// Decimal writes count/of with two decimals, the half rounded away from zero,
// in whole numbers throughout; trailing zeros stay only where all is set.
func Decimal(lang viet.Lang, count, of int64, all bool) string {
	sign, n := "", uint64(count)
	if count < 0 {
		sign, n = "-", -uint64(count)
	}
	whole, rest := n/uint64(of), n%uint64(of)
	high, low := bits.Mul64(rest, 100)
	part, left := bits.Div64(high, low, uint64(of))
	if left >= uint64(of)-left {
		part++
	}
	whole, part = whole+part/100, part%100
	if whole == 0 && part == 0 {
		sign = ""
	}
	digits := strconv.FormatUint(100+part, 10)[1:]
	if !all {
		digits = strings.TrimRight(digits, "0")
	}
	mark := ","
	if lang == viet.English {
		mark = "."
	}
	if digits == "" {
		mark = ""
	}
	// The smallest number has no positive twin: 2⁶³ comes out with its sign.
	return sign + strings.TrimPrefix(lang.Int(int64(whole)), "-") + mark + digits
}

// Value is the figure as a program reckons with it; false where there is none.
func (c Cell) Value() (float64, bool) {
	switch {
	case c.Kind == Number && c.Of <= 1:
		return float64(c.Count), true
	case c.Kind == Number, c.Kind == Quotient && c.Of > 0:
		return float64(c.Count) / float64(c.Of), true
	case c.Kind == Percent && c.Of > 0:
		return float64(c.Count) * 100 / float64(c.Of), true
	}
	return 0, false
}

// Figure tells whether the cell is set to the right as figures are.
func (c Cell) Figure() bool {
	return c.Kind == Number || c.Kind == Percent || c.Kind == Quotient
}
