package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
)

// TallyFault is one number of a tally that is not what the records say, or,
// where Person is set, one record that is stored under a profile not its own.
type TallyFault struct {
	Commune place.ID    `json:"commune"`
	Year    int         `json:"year"`
	Hamlet  place.ID    `json:"hamlet"`
	Profile profile.ID  `json:"profile"`
	Tally   int64       `json:"tally"`
	Records int64       `json:"records"`
	Person  register.ID `json:"person,omitempty"`
	Stored  profile.ID  `json:"stored,omitempty"`
}

// CheckTally recounts a round from its records, each profile worked out anew,
// and gives what differs from the stored tally or from the stored profile.
func (db *DB) CheckTally(ctx context.Context, commune place.ID, year int) ([]TallyFault, error) {
	var c tallyCheck
	err := db.snapshot(ctx, func(at *DB) error {
		var err error
		c, err = at.countAnew(ctx, commune, year)
		if err != nil {
			return err
		}
		stored, err := at.readTally(ctx, commune, year)
		for _, t := range stored {
			c.stored[tallyKey{t.Hamlet, t.Profile}] = t.Persons
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return c.faults(commune, year), nil
}

// tallyCheck holds both counts, and the records that bear another's profile.
type tallyCheck struct {
	counted, stored delta
	wrong           []TallyFault
}

func (db *DB) countAnew(ctx context.Context, commune place.ID, year int) (tallyCheck, error) {
	c := tallyCheck{counted: delta{}, stored: delta{}}
	name := profileNames{}
	scan := newRecordScan()
	err := db.each(ctx, func(rows *sql.Rows) error {
		err := rows.Scan(scan.into...)
		if err != nil {
			return err
		}
		r := &scan.record
		own := name.of(r)
		c.counted.add(r, own, 1)
		if own != scan.profile {
			c.wrong = append(c.wrong, TallyFault{Commune: commune, Year: year, Hamlet: r.HamletID, Profile: own, Person: r.PersonID, Stored: scan.profile})
		}
		return nil
	}, "SELECT "+recordList+" FROM records WHERE "+wholeRound, commune, year)
	if err != nil {
		return c, fmt.Errorf("records: %w", err)
	}
	return c, nil
}

func (c tallyCheck) faults(commune place.ID, year int) []TallyFault {
	out := c.wrong
	differs := func(k tallyKey) {
		out = append(out, TallyFault{Commune: commune, Year: year, Hamlet: k.hamlet, Profile: k.profile, Tally: c.stored[k], Records: c.counted[k]})
	}
	for k, n := range c.stored {
		if n != c.counted[k] {
			differs(k)
		}
	}
	for k := range c.counted {
		if _, ok := c.stored[k]; !ok {
			differs(k)
		}
	}
	slices.SortFunc(out, func(a, b TallyFault) int {
		return cmp.Or(cmp.Compare(a.Hamlet, b.Hamlet), cmp.Compare(a.Profile, b.Profile), cmp.Compare(a.Person, b.Person))
	})
	return out
}
