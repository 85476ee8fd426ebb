package survey

import (
	"sort"

	"hoctap/internal/register"
)

// claim is a sheet number of the workbook asking for a household we know.
type claim struct {
	sheet     string
	household register.ID
	votes     int
	same      bool // the household has this sheet number already
	order     int
}

// households gives each sheet number of the workbook its household: the one most
// of its people were in. Where a household split, the larger part keeps it.
func households(entries []*entry, current *roster, ids func() int64) map[string]register.ID {
	votes := map[string]map[register.ID]*claim{}
	order := []string{}
	for _, e := range entries {
		if votes[e.sheet] == nil {
			votes[e.sheet] = map[register.ID]*claim{}
			order = append(order, e.sheet)
		}
		if e.found == nil {
			continue
		}
		household := e.found.record.HouseholdID
		c := votes[e.sheet][household]
		if c == nil {
			c = &claim{sheet: e.sheet, household: household, order: len(order)}
			votes[e.sheet][household] = c
		}
		c.votes++
		c.same = c.same || e.found.sheet == e.sheet
	}
	out := grant(votes)
	given := map[register.ID]bool{}
	for _, household := range out {
		given[household] = true
	}
	for _, sheet := range order {
		if out[sheet] == 0 {
			out[sheet] = joined(current, sheet, given, ids)
		}
	}
	return out
}

// joined is the household that the round has under a sheet number of which
// the workbook names only newcomers, or a new one.
func joined(current *roster, sheet string, given map[register.ID]bool, ids func() int64) register.ID {
	for _, k := range current.bySheet[sheet] {
		if !given[k.record.HouseholdID] {
			return k.record.HouseholdID
		}
	}
	return register.ID(ids())
}

// grant serves the strongest claims first; a household goes to one sheet only.
func grant(votes map[string]map[register.ID]*claim) map[string]register.ID {
	var claims []*claim
	for _, byHousehold := range votes {
		for _, c := range byHousehold {
			claims = append(claims, c)
		}
	}
	sort.Slice(claims, func(i, j int) bool {
		a, b := claims[i], claims[j]
		switch {
		case a.votes != b.votes:
			return a.votes > b.votes
		case a.same != b.same:
			return a.same
		case a.order != b.order:
			return a.order < b.order
		}
		return a.household < b.household
	})
	out := map[string]register.ID{}
	given := map[register.ID]bool{}
	for _, c := range claims {
		if out[c.sheet] == 0 && !given[c.household] {
			out[c.sheet] = c.household
			given[c.household] = true
		}
	}
	return out
}
