package survey

import (
	"slices"

	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// finders look at several people at once, which no question about one record
// can. Rules name them.
var finders = map[string]func(Evidence) []Finding{
	"same_number":          sameNumber,
	"same_name_and_birth":  sameNameAndBirth,
	"same_elsewhere":       sameElsewhere,
	"sheet_without_head":   sheetWithoutHead,
	"sheet_with_two_heads": sheetWithTwoHeads,
	"sheet_of_two":         sheetOfTwoHouseholds,
}

func sameNumber(e Evidence) []Finding {
	return sharers(e.Current, func(r *register.Record) (string, bool) { return r.PersonalNumber, r.PersonalNumber != "" })
}

// sameNameAndBirth finds likely duplicates however they are spelt. Of old people
// only the year may be known, and many share a name and a year.
func sameNameAndBirth(e Evidence) []Finding {
	return sharers(e.Current, func(r *register.Record) (string, bool) {
		return viet.Fold(r.Name()) + "\n" + r.BirthDate(), wholeDate(r) && !r.Gone()
	})
}

// sharers finds those who share a key with others.
func sharers(records []*register.Record, key func(*register.Record) (string, bool)) []Finding {
	groups := map[string][]*register.Record{}
	var order []string
	for _, r := range byPerson(records) {
		k, counts := key(r)
		if !counts {
			continue
		}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], r)
	}
	var out []Finding
	for _, k := range order {
		if len(groups[k]) < 2 {
			continue
		}
		for _, r := range groups[k] {
			hit := about(r)
			for _, other := range groups[k] {
				if other != r {
					hit.Others = append(hit.Others, other.PersonID)
				}
			}
			out = append(out, hit)
		}
	}
	return out
}

func sameElsewhere(e Evidence) []Finding {
	var out []Finding
	for _, r := range byPerson(e.Current) {
		others := e.Elsewhere[r.PersonID]
		if len(others) > 0 && !r.Gone() {
			hit := about(r)
			hit.Others = slices.Clone(others)
			out = append(out, hit)
		}
	}
	return out
}

func sheetWithoutHead(e Evidence) []Finding {
	return sheets(e, func(people, heads []*register.Record) []*register.Record {
		if len(heads) > 0 {
			return nil
		}
		return people[:1]
	})
}

func sheetWithTwoHeads(e Evidence) []Finding {
	return sheets(e, func(_, heads []*register.Record) []*register.Record {
		if len(heads) < 2 {
			return nil
		}
		return heads
	})
}

// sheetOfTwoHouseholds finds a number that was given twice.
func sheetOfTwoHouseholds(e Evidence) []Finding {
	return sheets(e, func(people, _ []*register.Record) []*register.Record {
		var firsts []*register.Record
		for _, r := range people {
			if !slices.ContainsFunc(firsts, func(f *register.Record) bool { return f.HouseholdID == r.HouseholdID }) {
				firsts = append(firsts, r)
			}
		}
		if len(firsts) < 2 {
			return nil
		}
		return firsts
	})
}

// sheets asks about the people of each sheet number, and those of them who are
// heads; whoever comes back is found.
func sheets(e Evidence, found func(people, heads []*register.Record) []*register.Record) []Finding {
	people, heads := map[string][]*register.Record{}, map[string][]*register.Record{}
	var order []string
	for _, r := range byPerson(e.Current) {
		number := viet.Fold(r.SheetNumber)
		if people[number] == nil {
			order = append(order, number)
		}
		people[number] = append(people[number], r)
		if r.Relation == register.RelationHead {
			heads[number] = append(heads[number], r)
		}
	}
	var out []Finding
	for _, number := range order {
		list := found(people[number], heads[number])
		for _, r := range list {
			hit := about(r)
			for _, other := range list {
				if other != r {
					hit.Others = append(hit.Others, other.PersonID)
				}
			}
			out = append(out, hit)
		}
	}
	return out
}

func about(r *register.Record) Finding {
	return Finding{PersonID: r.PersonID, HouseholdID: r.HouseholdID}
}

func byPerson(records []*register.Record) []*register.Record {
	out := slices.Clone(records)
	slices.SortFunc(out, func(a, b *register.Record) int {
		switch {
		case a.PersonID < b.PersonID:
			return -1
		case a.PersonID > b.PersonID:
			return 1
		}
		return 0
	})
	return out
}
