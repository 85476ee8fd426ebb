package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/right"
	"hoctap/internal/store"
	"hoctap/internal/verdict"
)

// accountsEntered: who works here, what they hold and when they come in is entered;
// a sign of life or a wrong password is not.
func accountsEntered(t *testing.T, b *Bed) {
	b.Settle()
	ctx, outside := By(context.Background(), "account:quản trị"), context.Background()
	who := &account.Account{Name: "lan", FullName: "Mai Thị Lan"}
	started := time.Date(2025, 10, 1, 16, 0, 0, 0, time.UTC)
	var given int64
	for _, w := range []struct {
		kind audit.Kind
		by   string
		n    int
		do   func() error
	}{
		{audit.RightGive, "account:quản trị", 2, func() error {
			return b.AddAccount(ctx, who, right.Assignment{Role: right.WardOfficer, Place: Joined, From: "2025-01-01"})
		}},
		{audit.SignIn, "account:lan", 1, func() error {
			return b.BeginSession(outside, &account.Session{Digest: "d", Account: who.ID, Started: started, Seen: started, Second: true})
		}},
		{0, "", 0, func() error { return b.SeeSession(outside, "d", started.Add(time.Hour)) }},
		{0, "", 0, func() error {
			a, err := b.BeginAttempt(outside, []account.Counter{{Key: "lan", Own: true}}, started)
			return errors.Join(err, b.ForgiveAttempt(outside, a))
		}},
		{0, "", 0, func() error { return b.KnowDevice(outside, who.ID, "x") }},
		{audit.AccountChange, "account:lan", 1, func() error { return b.SetPassword(By(outside, "account:lan"), who.ID, "hash", false, "d") }},
		{audit.SignOut, "account:lan", 1, func() error { return b.EndSession(outside, who.ID, "d") }},
		{0, "", 0, func() error { return b.EndSession(outside, who.ID, "d") }},
		{audit.AccountChange, "account:quản trị", 1, func() error { return b.Disable(ctx, who.ID, true) }},
		{audit.RightEnd, "account:quản trị", 1, func() error {
			held, err := b.Assignments(outside, who.ID)
			check(t, err)
			given = held[0].ID
			return b.EndAssignment(ctx, who.ID, given, "2025-12-31")
		}},
	} {
		before := b.count("log_entries")
		check(t, w.do())
		wantEqual(t, "new entries of "+w.kind.String(), b.count("log_entries")-before, w.n)
		if w.n > 0 {
			e := b.lastEntry(0)
			wantEqual(t, "entry", fmt.Sprint(e.Kind, e.Account), fmt.Sprint(w.kind, w.by))
		}
	}
	if b.AddAccount(outside, &account.Account{Name: "tu"}) == nil {
		t.Error("nobody added an account")
	}
	b.proposalsEntered(ctx)
	b.wantProof(store.Proving{}, "")
}

// proposalsEntered: a decision that is put forward, and one that is taken back.
func (b *Bed) proposalsEntered(ctx context.Context) {
	b.t.Helper()
	check(b.t, b.Propose(ctx, verdict.Proposal{PlaceID: Joined, Year: 2025, Standard: "TH", Level: 1, Number: "1", On: "2025-12-30"}))
	waiting, err := b.Proposals(ctx, Joined)
	check(b.t, err)
	wantEqual(b.t, "who proposed", waiting[0].ProposedBy, "account:quản trị")
	check(b.t, b.WithdrawProposal(ctx, Joined, waiting[0].ID))
	list := b.entries(Joined)
	wantEqual(b.t, "entries of proposals", fmt.Sprint(list[0].Kind, " ", list[1].Kind), "decision.propose decision.withdraw")
}
