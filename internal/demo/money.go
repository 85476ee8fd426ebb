package demo

import (
	"fmt"
	"math"
	"strconv"

	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// money is what the commune spends on preschool in the year, line by line: a line
// that is a share of another follows it in the file.
func (t *Town) money(u *unit, pupils map[*school]rolls) []rule.FactValue {
	heads := t.heads(u, pupils)
	spent := map[string]int64{}
	var out []rule.FactValue
	for i := range t.spec.Figures.Money {
		line := &t.spec.Figures.Money[i]
		if t.year < line.Entered {
			continue
		}
		spent[line.Fact] = t.spent(line, u, heads, spent)
		out = append(out, rule.FactValue{Fact: line.Fact, Value: strconv.FormatInt(spent[line.Fact], 10)})
	}
	return out
}

// heads are what money is spent for.
func (t *Town) heads(u *unit, pupils map[*school]rolls) map[string]int {
	out := map[string]int{"commune": 1}
	for _, a := range u.areas {
		for _, s := range a.schools["MN"] {
			by := pupils[s].by
			out["child"] += by[3] + by[4] + by[5]
			out["poor"] += pupils[s].needy
			out["school"]++
		}
	}
	return out
}

func (t *Town) spent(line *moneyLine, u *unit, heads map[string]int, spent map[string]int64) int64 {
	if t.year < line.Paid {
		return 0
	}
	amount := line.Amount.in(t.year) * float64(heads[line.Per])
	if line.ShareOf != "" {
		amount = float64(line.Percent) * float64(spent[line.ShareOf])
	}
	// By area, not by the id of the commune, which differs from store to store.
	dice := t.dice(fmt.Sprintf("%s %s %d", line.Fact, u.areas[0].spec.ID, t.year))
	amount *= 1 + float64(line.Varies)*(2*dice.Float64()-1)
	return int64(math.Round(amount/1000)) * 1000
}

// checkMoney finds lines that are for nothing known.
func (f *figuresFile) checkMoney(ps *strict.Problems) {
	before := map[string]bool{}
	for _, line := range f.Money {
		known := line.Per == "child" || line.Per == "poor" || line.Per == "school" || line.Per == "commune"
		if known == (line.ShareOf != "") || line.ShareOf != "" && !before[line.ShareOf] {
			ps.Addf(line.Pos, "money is for each child, poor, school or commune, or a share of a line above")
		}
		before[line.Fact] = true
	}
}
