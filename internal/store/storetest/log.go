package storetest

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"sync"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/boundary"
	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/store"
	"hoctap/internal/survey"
)

var logs = []test{
	{"every write is entered once, in its own name", writesEntered},
	{"who is nobody writes nothing and sees nothing", nobodyActs},
	{"accounts are entered, signs of life are not", accountsEntered},
	{"what comes to nothing is not entered", failuresUnentered},
	{"an entry goes with its transaction", undoneTogether},
	{"looks leave the pulse as it is", looksQuiet},
	{"a filter gives what it asks for", logFiltered},
	{"who took a whole round took everybody in it", wholeIsEverybody},
	{"many hands at once make sound chains", chainsTogether},
	{"a sound log is proved", soundProved},
	{"one changed byte of any column is found", everyByteFound},
	{"whatever else is done to a log is found", tamperingFound},
	{"checkpoints prove what was written anew", rewritingFound},
	{"a key that took over from another", keyRotated},
}

// entries gives the log of a place, oldest first.
func (b *Bed) entries(of place.ID) []audit.Entry {
	b.t.Helper()
	var out []audit.Entry
	check(b.t, b.EachEntry(context.Background(), []place.ID{of}, func(e *audit.Entry) error {
		out = append(out, *e)
		return nil
	}))
	return out
}

func (b *Bed) lastEntry(of place.ID) audit.Entry {
	b.t.Helper()
	list := b.entries(of)
	if len(list) == 0 {
		b.t.Fatalf("the log of %d is empty", of)
	}
	return list[len(list)-1]
}

func writesEntered(t *testing.T, b *Bed) {
	ctx := By(context.Background(), "chị Lan")
	b.Settle()
	known, r, gone := b.Record(Joined, 2025), b.Record(Joined, 2025), b.Record(Joined, 2025)
	for _, w := range []struct {
		kind    audit.Kind
		of      place.ID
		persons []register.ID
		reason  string
		do      func() error
	}{
		{audit.PlaceImport, 0, nil, "", func() error { return b.SavePlaces(ctx, townKeys, town()) }},
		{audit.BoundaryImport, 0, nil, "", func() error {
			_, err := b.SaveBoundaries(ctx, []boundary.Boundary{outline(Joined, merger)})
			return err
		}},
		{audit.SettingChange, 0, nil, "", func() error { return b.SaveSetting(ctx, "a", "1") }},
		{audit.RoundOpen, Joined, []register.ID{known.PersonID, r.PersonID, gone.PersonID}, "", func() error { return b.Apply(ctx, b.Opening(Joined, 2025, known, r, gone)) }},
		{audit.Import, Joined, []register.ID{r.PersonID}, "", func() error {
			p := b.Plan(Joined, 2025)
			p.Changed = []survey.Change{Changed(r, func(r *register.Record) { r.Address = "số 7" })}
			p.Questions = []survey.Question{{PersonID: r.PersonID, Candidates: []register.ID{known.PersonID}}}
			return b.Apply(ctx, p)
		}},
		{audit.QuestionAnswer, Joined, []register.ID{r.PersonID}, "", func() error { return b.AnswerQuestion(ctx, Joined, 2025, survey.Answer{Person: r.PersonID}) }},
		{audit.RecordRemove, Joined, []register.ID{gone.PersonID}, "ghi nhầm", func() error { return b.RemoveRecord(ctx, Joined, 2025, gone.PersonID, "ghi nhầm") }},
		{audit.FactChange, Joined, nil, "", func() error {
			_, err := b.SaveFacts(ctx, Joined, 2025, []store.FactValue{{Fact: "staff", Value: "1"}, {Fact: "rooms", Value: "2"}})
			return err
		}},
		{audit.RoundMove, Joined, nil, "", func() error { return b.MoveRound(ctx, Joined, 2025, survey.Submitted, "") }},
		{audit.RoundMove, Joined, nil, "sót hộ", func() error { return b.MoveRound(ctx, Joined, 2025, survey.Open, "sót hộ") }},
		{audit.DecisionAdd, Province, nil, "", func() error { return b.AddDecision(ctx, decision(Province, 2025, "TH", "1", "2025-12-30")) }},
		{audit.FormKeep, Joined, nil, "", func() error {
			return b.KeepForm(ctx, form.KeptKey{Commune: Joined, Year: 2025, Code: "TH-M1", Stamp: 1}, "{}")
		}},
	} {
		before := b.count("log_entries")
		check(t, w.do())
		wantEqual(t, "new entries of "+w.kind.String(), b.count("log_entries")-before, 1)
		e := b.lastEntry(w.of)
		got := fmt.Sprint(e.Kind, e.Account, e.Role, e.From, e.Trace, e.Reason, e.At, e.Persons, e.Whole)
		want := audit.New(w.kind, w.of, 2025, nil).About(w.persons...)
		wantEqual(t, "entry", got, fmt.Sprint(w.kind, "chị Lan", "officer", "192.0.2.7", "t-1", w.reason, nowUTC, want.Persons, false))
	}
	b.wantProof(store.Proving{}, "")
}

func nobodyActs(t *testing.T, b *Bed) {
	b.Settle()
	ctx := context.Background()
	if b.SaveSetting(ctx, "a", "1") == nil || b.Apply(ctx, b.Opening(Joined, 2025, b.Record(Joined, 2025))) == nil ||
		b.Log(ctx, audit.New(audit.PersonLook, Joined, 2025, nil)) == nil {
		t.Error("somebody acted who is nobody")
	}
	v, err := b.Setting(ctx, "a")
	check(t, err)
	_, stands, err := b.Round(ctx, Joined, 2025)
	check(t, err)
	if v != "" || stands {
		t.Errorf("setting %q, round %v: something stayed", v, stands)
	}
}

// failuresUnentered: what was refused or changed nothing has nothing to tell.
func failuresUnentered(t *testing.T, b *Bed) {
	ctx := By(context.Background(), "chị Lan")
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	d := decision(Joined, 2025, "TH", "1", "2025-12-30")
	check(t, b.AddDecision(ctx, d))
	key := form.KeptKey{Commune: Joined, Year: 2025, Code: "TH-M1", Stamp: 1}
	check(t, b.KeepForm(ctx, key, "{}"))
	before := b.count("log_entries")
	wantFault(t, b.AddDecision(ctx, d), fault.Conflict, "fault.decision_twice")
	wantFault(t, b.MoveRound(ctx, Joined, 2026, survey.Submitted, ""), fault.NotFound, "fault.no_round")
	check(t, b.KeepForm(ctx, key, "{}"))
	_, err := b.SaveFacts(ctx, Joined, 2025, nil)
	check(t, err)
	wantEqual(t, "new entries", b.count("log_entries")-before, 0)
}

func undoneTogether(t *testing.T, b *Bed) {
	ctx := By(context.Background(), "chị Lan")
	b.Settle()
	wrong := errors.New("wrong")
	err := b.Transact(ctx, func(tx *store.DB) error {
		check(t, tx.SaveSetting(ctx, "a", "1"))
		return wrong
	})
	if !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
	wantEqual(t, "settings", b.count("settings WHERE name = 'a'"), 0)
	wantEqual(t, "entries of settings", b.count("log_entries WHERE kind = 'setting.change'"), 0)
}

func looksQuiet(t *testing.T, b *Bed) {
	ctx := By(context.Background(), "chị Lan")
	b.Settle()
	r := b.Record(Joined, 2025)
	b.Open(Joined, 2025, r)
	before, err := b.Pulse(ctx)
	check(t, err)
	for range 3 {
		check(t, b.Log(ctx, audit.New(audit.PersonLook, Joined, 2025, nil).About(r.PersonID)))
	}
	after, err := b.Pulse(ctx)
	check(t, err)
	wantEqual(t, "pulse", after, before)
}

// look enters a look at people of a place.
func (b *Bed) look(who string, of place.ID, persons ...register.ID) {
	b.t.Helper()
	check(b.t, b.Log(By(context.Background(), who), audit.New(audit.PersonLook, of, 2025, audit.Detail{"page": "GET /persons/{person}"}).About(persons...)))
}

func logFiltered(t *testing.T, b *Bed) {
	b.Settle()
	b.look("chị Lan", Joined, 11, 12)
	b.look("anh Tú", Joined, 12)
	b.look("chị Lan", Other, 13)
	check(t, b.Log(By(context.Background(), "anh Tú"), audit.New(audit.Export, Other, 2025, nil).OfAll()))
	for _, f := range []struct {
		filter audit.Filter
		want   int
	}{
		{audit.Filter{Limit: 100}, 5}, // with the places of the town
		{audit.Filter{Limit: 2}, 2},
		{audit.Filter{Account: "chị Lan", Limit: 100}, 3},
		{audit.Filter{Account: "chị", Limit: 100}, 0},
		{audit.Filter{Kind: audit.Export, Limit: 100}, 1},
		{audit.Filter{Places: []place.ID{Joined}, Limit: 100}, 2},
		{audit.Filter{Places: []place.ID{Joined, Other}, Limit: 100}, 4},
		{audit.Filter{Person: 12, Limit: 100}, 2},
		{audit.Filter{Person: 12, Account: "anh Tú", Places: []place.ID{Joined}, Limit: 100}, 1},
		{audit.Filter{Person: 99, Limit: 100}, 0},
		{audit.Filter{From: nowUTC, Limit: 100}, 5},
		{audit.Filter{Until: nowUTC, Limit: 100}, 0},
	} {
		list, err := b.Entries(context.Background(), f.filter)
		check(t, err)
		wantEqual(t, fmt.Sprintf("entries of %+v", f.filter), len(list), f.want)
	}
	b.pagesThrough(audit.Filter{Limit: 2}, 5)
	b.pagesThrough(audit.Filter{Limit: 1, Places: []place.ID{Joined}}, 2)
}

// pagesThrough reads a log page by page and meets every entry once.
func (b *Bed) pagesThrough(f audit.Filter, want int) {
	b.t.Helper()
	met := map[string]bool{}
	for {
		list, err := b.Entries(context.Background(), f)
		check(b.t, err)
		for i := range list {
			met[list[i].Hash] = true
			f.Before = audit.ParseCursor(audit.CursorOf(&list[i]).String())
		}
		if len(list) < f.Limit {
			break
		}
	}
	wantEqual(b.t, "entries over all pages", len(met), want)
}

func wholeIsEverybody(t *testing.T, b *Bed) {
	b.Settle()
	here, there := b.Record(Joined, 2025), b.Record(Other, 2025)
	b.Open(Joined, 2025, here)
	b.Open(Other, 2025, there)
	check(t, b.Log(By(context.Background(), "anh Tú"), audit.New(audit.Export, Joined, 2025, nil).OfAll(), audit.New(audit.Export, Joined, 2024, nil).OfAll()))
	for _, one := range []struct {
		person register.ID
		want   int
	}{{here.PersonID, 2}, {there.PersonID, 1}} {
		list, err := b.Entries(context.Background(), audit.Filter{Person: one.person, Limit: 10})
		check(t, err)
		wantEqual(t, "entries about a person", len(list), one.want)
	}
}

// chainsTogether lets programs of their own write into the same chains at once.
func chainsTogether(t *testing.T, b *Bed) {
	b.Settle()
	const hands, each = 6, 12
	var wait sync.WaitGroup
	errs := make([]error, hands)
	for i := range hands {
		db := b.DB
		if i%2 == 1 {
			db = b.Again()
		}
		wait.Go(func() {
			for n := range each {
				// Two places in one transaction, in either order.
				first, second := audit.New(audit.PersonList, Joined, 2025, nil), audit.New(audit.PersonList, Other, 2025, nil)
				if i%2 == 1 {
					first, second = second, first
				}
				errs[i] = errors.Join(errs[i], db.Log(By(context.Background(), fmt.Sprint("tay ", i)), first.About(register.ID(n+1)), second.About(register.ID(n+1))))
			}
		})
	}
	wait.Wait()
	check(t, errors.Join(errs...))
	wantEqual(t, "entries", len(b.entries(Joined))+len(b.entries(Other)), 2*hands*each)
	b.wantProof(store.Proving{}, "")
}

// signer is a key that is the same in every run.
func signer(seed byte) ed25519.PrivateKey {
	text := make([]byte, ed25519.SeedSize)
	text[0] = seed
	return ed25519.NewKeyFromSeed(text)
}

func (b *Bed) checkpoint(key ed25519.PrivateKey) audit.Checkpoint {
	b.t.Helper()
	c, _, err := b.Checkpoint(context.Background(), func(c *audit.Checkpoint) { c.Sign(key) })
	check(b.t, err)
	return c
}

// wantProof proves the log and wants this flaw, or none.
func (b *Bed) wantProof(with store.Proving, want audit.Flaw) *store.Proof {
	b.t.Helper()
	p, err := b.VerifyLog(context.Background(), with)
	check(b.t, err)
	got := audit.Sound
	if len(p.Breaks) > 0 {
		got = p.Breaks[0].Flaw
	}
	if got != want {
		b.t.Errorf("the log has the flaw %q, want %q: %+v", got, want, p.Breaks)
	}
	return p
}

func soundProved(t *testing.T, b *Bed) {
	key := signer(1)
	b.aLog(key)
	p := b.wantProof(store.Proving{Key: audit.PublicText(key)}, "")
	wantEqual(t, "what was proved", fmt.Sprint(p.Chains, p.Entries, p.Checkpoints), "3 10 2")
	c, made, err := b.Checkpoint(context.Background(), func(*audit.Checkpoint) { t.Error("signed again") })
	check(t, err)
	wantEqual(t, "a checkpoint of what has one", fmt.Sprint(c.Number, made), "2 false")
	again, err := audit.ParseCheckpoints(c.Text())
	check(t, err)
	wantEqual(t, "read back", again[0].Text(), c.Text())
	b.wantProof(store.Proving{Key: audit.PublicText(signer(2))}, audit.CheckpointForged)
}

// aLog writes a log of three chains with two checkpoints.
func (b *Bed) aLog(key ed25519.PrivateKey) {
	b.t.Helper()
	ctx := By(context.Background(), "chị Lan")
	b.Settle()
	check(b.t, b.SaveSetting(ctx, store.LogKey, audit.PublicText(key)))
	for i := range register.ID(4) {
		b.look("anh Tú", Joined, 20+i, 30+i)
	}
	b.checkpoint(key)
	for range 2 {
		check(b.t, b.Log(audit.Because(ctx, "rà soát"), audit.New(audit.Export, Other, 2025, audit.Detail{"form": "SO-TD"}).OfAll()))
	}
	b.look("anh Tú", Other, 41)
	b.look("anh Tú", Joined, 42)
	b.checkpoint(key)
}
