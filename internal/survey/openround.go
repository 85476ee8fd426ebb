package survey

import (
	"context"

	"hoctap/internal/fault"
	"hoctap/internal/place"
)

// PlanRound plans a round opened by hand: the former round rolled forward, each
// record left to be confirmed. Whoever left or died is not carried over, and a
// hamlet that the place no longer has is left open rather than guessed.
func PlanRound(ctx context.Context, reg Register, commune place.ID, year int, at string) (*Plan, error) {
	_, exists, err := reg.Round(ctx, commune, year)
	if err != nil {
		return nil, err
	}
	if exists {
		return nil, fault.New(fault.Conflict, "fault.round_exists", "year", year)
	}
	former, formerYear, err := reg.Former(ctx, commune, year)
	if err != nil {
		return nil, err
	}
	if formerYear == 0 {
		return nil, fault.New(fault.Missing, "fault.no_former_round", "year", year)
	}
	hamlets, err := reg.Hamlets(ctx, commune, year)
	if err != nil {
		return nil, err
	}
	stands := map[place.ID]bool{}
	for _, h := range hamlets {
		stands[h.PlaceID] = true
	}
	p := &Plan{CommuneID: commune, Year: year, Opens: true, At: at, Source: "roll-forward"}
	for _, r := range former {
		next, keep := RollForward(r, year)
		if !keep {
			continue
		}
		next.CommuneID = commune
		if !stands[next.HamletID] {
			next.HamletID = 0
		}
		p.New = append(p.New, next)
	}
	return p, nil
}
