package sheet

import (
	"maps"

	"hoctap/internal/form/agree"
	"hoctap/internal/rule"
	"hoctap/internal/words"
)

// CheckSums holds figures that were read, together with those known before, against
// the sums that must agree on the forms. A sum that does not is told at the cell of
// its total, or of the first of its figures that the workbook gives.
func CheckSums(figures []Figure, known rule.Facts, sums []agree.Sum, lang words.Lang) []FigureProblem {
	values := map[string]map[string]string{"": maps.Clone(known.Commune)}
	for _, s := range known.Schools {
		values[s.Code] = maps.Clone(s.Values)
	}
	given := map[string]map[string]Figure{}
	var order []string
	for _, f := range figures {
		if given[f.School] == nil {
			given[f.School] = map[string]Figure{}
			order = append(order, f.School)
		}
		if values[f.School] == nil {
			values[f.School] = map[string]string{}
		}
		given[f.School][f.Fact], values[f.School][f.Fact] = f, f.Value
	}
	var out []FigureProblem
	for _, school := range order {
		for _, b := range agree.BrokenBy(sums, values[school]) {
			at, ok := cellOf(b, given[school])
			if ok {
				out = append(out, FigureProblem{at.Sheet, at.Cell, b.Fault(lang)})
			}
		}
	}
	return out
}

func cellOf(b agree.Broken, given map[string]Figure) (Figure, bool) {
	for _, ids := range [][]string{{b.Field()}, b.Left, b.Right} {
		for _, id := range ids {
			f, ok := given[id]
			if ok {
				return f, true
			}
		}
	}
	return Figure{}, false
}
