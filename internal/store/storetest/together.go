package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/store"
	"hoctap/internal/survey"
)

var together = []test{
	{"one stamp, many plans: one wins", sameStamp},
	{"many open one round: one wins", sameOpening},
	{"many communes at once all succeed", manyCommunes},
	{"a round closed while a plan is applied", closedMeanwhile},
	{"a round closed while figures are entered", factsMeanwhile},
	{"readers see whole plans while one writes", readersWhole},
	{"a second program sees a change at once", cacheShared},
}

// meanwhile holds another hand's change back until run has begun and has to
// wait for it, then lets it go through.
func (b *Bed) meanwhile(statement string, run func() error) error {
	b.t.Helper()
	tx, err := b.SQL().Begin()
	check(b.t, err)
	_, err = tx.Exec(statement)
	check(b.t, err)
	done := make(chan error, 1)
	go func() { done <- run() }()
	select {
	case err = <-done:
		b.t.Errorf("did not wait for the other hand: %v", err)
		check(b.t, tx.Rollback())
		return err
	case <-time.After(300 * time.Millisecond):
	}
	check(b.t, tx.Commit())
	return <-done
}

// race applies plans from programs of their own and tells how many won; the
// others must have been told of a conflict.
func (b *Bed) race(plans ...*survey.Plan) int {
	b.t.Helper()
	errs := make([]error, len(plans))
	var wait sync.WaitGroup
	start := make(chan struct{})
	for i, p := range plans {
		db := b.DB
		if i%2 == 1 {
			db = b.Again()
		}
		wait.Go(func() {
			<-start
			errs[i] = db.Apply(By(context.Background(), "anh Tú"), p)
		})
	}
	close(start)
	wait.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		wantFault(b.t, err, fault.Conflict, "fault.round_changed")
	}
	return won
}

func sameStamp(t *testing.T, b *Bed) {
	b.Settle()
	b.Open(Joined, 2025, b.People(Joined, 2025, 20)...)
	for turn := range 4 {
		var plans []*survey.Plan
		for range 4 {
			p := b.Plan(Joined, 2025)
			p.New = b.People(Joined, 2025, 10)
			plans = append(plans, p)
		}
		wantEqual(t, "winners", b.race(plans...), 1)
		b.wantSound(Joined, 2025, 20+10*(turn+1))
	}
}

func sameOpening(t *testing.T, b *Bed) {
	b.Settle()
	for year := 2025; year < 2029; year++ {
		var plans []*survey.Plan
		for range 4 {
			plans = append(plans, b.Opening(Joined, year, b.People(Joined, year, 10)...))
		}
		wantEqual(t, "winners", b.race(plans...), 1)
		b.wantSound(Joined, year, 10)
	}
}

// manyCommunes write the same new profiles into the dictionary, each in an
// order of its own if it were left to chance: that is how deadlocks are made.
func manyCommunes(t *testing.T, b *Bed) {
	b.Settle()
	communes := []place.ID{North, South, Other}
	for year := 2022; year < 2025; year++ {
		var plans []*survey.Plan
		for _, c := range communes {
			plans = append(plans, b.Opening(c, year, b.People(c, year, 400)...))
		}
		wantEqual(t, "winners", b.race(plans...), len(communes))
	}
	for _, c := range communes {
		b.wantSound(c, 2024, 400)
	}
}

func closedMeanwhile(t *testing.T, b *Bed) {
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	p := b.Plan(Joined, 2025)
	p.New = []*register.Record{b.Record(Joined, 2025)}
	err := b.meanwhile(`UPDATE rounds SET state = 'submitted'`, func() error { return b.Apply(By(context.Background(), "anh Tú"), p) })
	if fault.KindOf(err) != fault.Conflict {
		t.Errorf("got %v, want a conflict", err)
	}
	b.wantSound(Joined, 2025, 1)
}

func factsMeanwhile(t *testing.T, b *Bed) {
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	err := b.meanwhile(`UPDATE rounds SET state = 'closed'`, func() error {
		_, err := b.SaveFacts(By(context.Background(), "chị Lan"), Joined, 2025, []store.FactValue{{Fact: "rooms", Value: "9"}})
		return err
	})
	wantFault(t, err, fault.Conflict, "fault.round_closed")
	wantEqual(t, "figures", b.count("facts"), 0)
}

// readersWhole looks at the tally, recounts it and reads the records while every
// plan adds ten people and changes ten.
func readersWhole(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	b.Open(Joined, 2025, b.People(Joined, 2025, 10)...)
	second := b.Again()
	b.while(func() error { return b.grow(12) }, func() error {
		faults, err := second.CheckTally(ctx, Joined, 2025)
		if err != nil || len(faults) > 0 {
			return errors.Join(err, fmt.Errorf("faults of the tally: %v", faults))
		}
		rows, err := second.Tally(ctx, Joined, 2025)
		if err != nil || rows.Persons()%10 != 0 {
			return errors.Join(err, fmt.Errorf("persons in the tally: %d", rows.Persons()))
		}
		for _, r := range rows {
			if _, ok := second.Profile(r.Profile); !ok {
				return fmt.Errorf("profile %d of the tally is not in the dictionary", r.Profile)
			}
		}
		return nil
	})
	b.wantSound(Joined, 2025, 130)
}

func (b *Bed) grow(times int) error {
	ctx := context.Background()
	for range times {
		list, err := b.Records(ctx, Joined, 2025)
		if err != nil {
			return err
		}
		p := b.Plan(Joined, 2025)
		p.New = b.People(Joined, 2025, 10)
		for _, r := range list[len(list)-10:] {
			p.Changed = append(p.Changed, Changed(r, func(r *register.Record) { r.BirthYear--; r.HamletID = Joined2 }))
		}
		err = b.Apply(By(ctx, "anh Tú"), p)
		if err != nil {
			return err
		}
	}
	return nil
}

func cacheShared(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	second := b.Again()
	b.Open(Joined, 2025, b.People(Joined, 2025, 10)...)
	for n := 10; n < 60; n += 10 {
		for _, db := range []*store.DB{b.DB, second} {
			rows, err := db.Tally(ctx, Joined, 2025)
			check(t, err)
			wantEqual(t, "persons", rows.Persons(), int64(n))
		}
		p := b.Plan(Joined, 2025)
		p.New = b.People(Joined, 2025, 10)
		check(t, b.Apply(By(ctx, "anh Tú"), p))
	}
}
