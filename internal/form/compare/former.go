package compare

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

// mostFormer is how many changes are gone back: who compares with a workbook of
// last year compares with another round.
const mostFormer = 12

// former gives the states that the rounds were in before each of the latest
// changes, the latest first. They are read from the trace of changes and so are
// what our own data was, not what somebody supposes.
func (e *Explainer) former(ctx context.Context, now map[round][]*register.Record) ([]*supposition, error) {
	var all []survey.Trace
	for at := range now {
		list, err := e.Source.RoundTraces(ctx, at.commune, at.year)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortStableFunc(all, func(a, b survey.Trace) int { return cmp.Compare(b.At, a.At) })
	back := newRewind(now)
	var out []*supposition
	for len(all) > 0 && len(out) < mostFormer {
		at, source := all[0].At, all[0].Source
		for len(all) > 0 && all[0].At == at {
			if !back.undo(all[0]) {
				return out, nil
			}
			all = all[1:]
		}
		back.forget(at)
		out = append(out, back.state(at, source))
	}
	return out, nil
}

// rewind takes changes back, one after the other.
type rewind struct {
	records map[round]map[register.ID]*register.Record
	changes map[register.ID]map[string][2]any
}

func newRewind(now map[round][]*register.Record) *rewind {
	b := &rewind{records: map[round]map[register.ID]*register.Record{}, changes: map[register.ID]map[string][2]any{}}
	for at, list := range now {
		b.records[at] = make(map[register.ID]*register.Record, len(list))
		for _, r := range list {
			b.records[at][r.PersonID] = r
		}
	}
	return b
}

// undo puts the fields of one change back. A union of two persons is not taken
// apart: what was before it is not told.
func (b *rewind) undo(t survey.Trace) bool {
	if _, united := t.Fields["person"]; united {
		return false
	}
	of := b.records[round{t.CommuneID, t.Year}]
	before := &register.Record{CommuneID: t.CommuneID, Year: t.Year, PersonID: t.PersonID, Confirmed: true}
	if known := of[t.PersonID]; known != nil {
		copied := *known
		before = &copied
	}
	for key, pair := range t.Fields {
		setField(before, key, pair[0])
		if b.changes[t.PersonID] == nil {
			b.changes[t.PersonID] = map[string][2]any{}
		}
		now := pair[1]
		if later, ok := b.changes[t.PersonID][key]; ok {
			now = later[1]
		}
		b.changes[t.PersonID][key] = [2]any{pair[0], now}
	}
	of[t.PersonID] = before
	return true
}

// setField puts a value as the trace keeps it, JSON, into a record.
func setField(r *register.Record, key string, value any) {
	switch key {
	case "hamlet":
		r.HamletID = place.ID(whole(value))
		return
	case "school_here":
		r.SchoolHere, _ = value.(string)
		return
	}
	f, err := register.FieldByKey(key)
	if err != nil {
		return
	}
	switch p := f.At(r).(type) {
	case *string:
		*p, _ = value.(string)
	case *bool:
		*p, _ = value.(bool)
	case *int:
		*p = int(whole(value))
	}
}

// whole reads a number as JSON kept it; ids have more digits than a float holds.
func whole(value any) int64 {
	if v, ok := value.(json.Number); ok {
		n, _ := v.Int64()
		return n
	}
	return 0
}

// made is how long before an import is written the persons in it may have got
// their ids.
const made = 15 * time.Minute

// forget takes out those who came with a change: their ids tell when they were
// made. Where that is nearly everybody it is the round itself that was written.
func (b *rewind) forget(at string) {
	on, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return
	}
	for _, of := range b.records {
		var fresh []register.ID
		for id, r := range of {
			if r.PersonID.Made().After(on.Add(-made)) {
				fresh = append(fresh, id)
			}
		}
		if 2*len(fresh) > len(of) {
			continue
		}
		for _, id := range fresh {
			delete(of, id)
		}
	}
}

// state is the rounds as they stand now that everything since has been taken back.
func (b *rewind) state(at, source string) *supposition {
	s := &supposition{certain: true, key: "compare.former", args: map[string]any{"at": at, "source": source}, records: map[round][]*register.Record{}, changes: map[register.ID]map[string][2]any{}}
	for where, of := range b.records {
		for _, r := range of {
			s.records[where] = append(s.records[where], r)
		}
	}
	for id, fields := range b.changes {
		own := map[string][2]any{}
		for key, pair := range fields {
			own[key] = pair
		}
		s.changes[id] = own
	}
	return s
}
