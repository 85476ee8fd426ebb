package survey

import (
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// miss lists the people whom the workbook does not name. Into a round that
// stands they stay as they are; in one that the workbook opens they are not
// counted, which somebody has to know.
func (p *planner) miss(m *matcher) {
	if p.plan.Opens {
		p.missFrom(m.former, "missing_from_former", func(r *register.Record) bool { return !r.Gone() })
		return
	}
	said := p.saidHamlets(m)
	silent := map[place.ID]int{}
	p.missFrom(m.current, "not_in_file", func(r *register.Record) bool {
		if said[r.HamletID] {
			return true
		}
		silent[r.HamletID]++
		return false
	})
	p.missHamlets(silent)
}

// saidHamlets are the hamlets that the workbook is about: an office may send
// them one by one.
func (p *planner) saidHamlets(m *matcher) map[place.ID]bool {
	said := map[place.ID]bool{}
	for _, e := range m.entries {
		said[e.draft.Record.HamletID] = true
		if e.found != nil && !e.former {
			said[e.found.record.HamletID] = true
		}
	}
	return said
}

func (p *planner) missFrom(o *roster, code string, tell func(*register.Record) bool) {
	var left []*register.Record
	for _, k := range o.all {
		if !k.taken && !k.named && tell(k.record) {
			left = append(left, k.record)
		}
	}
	slices.SortStableFunc(left, func(a, b *register.Record) int {
		if order := viet.Compare(a.SheetNumber, b.SheetNumber); order != 0 {
			return order
		}
		return viet.CompareNames(a.FamilyName, a.GivenName, b.FamilyName, b.GivenName)
	})
	for _, r := range left {
		p.report.add(Problem{Code: code, Args: map[string]any{"name": r.Name(), "birth": birthShown(r), "sheet": r.SheetNumber}, Person: r.PersonID, Commune: r.CommuneID, Year: r.Year})
	}
}

// missHamlets tells once of a hamlet of which the workbook has nobody.
func (p *planner) missHamlets(silent map[place.ID]int) {
	var ids []place.ID
	for id := range silent {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		name := p.hamlets.names[id]
		if name == "" {
			name = "–"
		}
		p.report.add(Problem{Code: "hamlet_not_in_file", Args: map[string]any{"hamlet": name, "n": silent[id]}})
	}
}
