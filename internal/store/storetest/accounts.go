package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/store"
)

var accounts = []test{
	{"an installation has one first account", oneFirstAccount},
	{"a code of the telephone lets one in", oneByTOTP},
	{"a recovery code lets one in", oneByRecoveryCode},
	{"attempts made together are all counted", attemptsTogether},
	{"an attempt that succeeds costs nobody anything", attemptForgiven},
	{"sessions end with the password", sessionsEndWithPassword},
}

// both runs an act from two programs at once, eight times each.
func (b *Bed) both(act func(*store.DB) error) []error {
	b.t.Helper()
	errs := make([]error, 16)
	programs := []*store.DB{b.DB, b.Again()}
	var wait sync.WaitGroup
	start := make(chan struct{})
	for i := range errs {
		wait.Go(func() {
			<-start
			errs[i] = act(programs[i%2])
		})
	}
	close(start)
	wait.Wait()
	return errs
}

var errTooLate = errors.New("somebody was faster")

// winners counts who came through; the others must have been told why not.
func winners(t *testing.T, errs []error) int {
	t.Helper()
	won := 0
	for _, err := range errs {
		var f *fault.Error
		switch {
		case err == nil:
			won++
		case !errors.Is(err, errTooLate) && !errors.As(err, &f):
			t.Errorf("not told why: %v", err)
		}
	}
	return won
}

func oneFirstAccount(t *testing.T, b *Bed) {
	b.Settle()
	var n atomic.Int64
	errs := b.both(func(db *store.DB) error {
		who := &account.Account{Name: fmt.Sprintf("nguoi%d", n.Add(1)), FullName: "Người đầu tiên"}
		return db.FirstAccount(context.Background(), who, right.Assignment{Role: right.SystemAdministrator, From: "2025-01-01", GivenBy: "setup"})
	})
	wantEqual(t, "first accounts", winners(t, errs), 1)
	wantEqual(t, "accounts", b.count("accounts"), 1)
	wantEqual(t, "rights", b.count("assignments"), 1)
}

// someone adds an account.
func (b *Bed) someone(name string) *account.Account {
	b.t.Helper()
	who := &account.Account{Name: name, FullName: name, Password: "hash"}
	check(b.t, b.AddAccount(By(context.Background(), "test"), who))
	return who
}

func oneByTOTP(t *testing.T, b *Bed) {
	b.Settle()
	who, ctx := b.someone("lan"), By(context.Background(), "account:lan")
	check(t, b.PendTOTP(ctx, who.ID, "secret"))
	check(t, b.ConfirmTOTP(ctx, who.ID, 100, []string{"abcd"}))
	use := func(step int64) int {
		return winners(t, b.both(func(db *store.DB) error { return late(db.UseTOTP(context.Background(), who.ID, step)) }))
	}
	wantEqual(t, "let in by the code it was confirmed with", use(100), 0)
	wantEqual(t, "let in by one code", use(101), 1)
	wantEqual(t, "let in by an older code", use(99), 0)
}

func oneByRecoveryCode(t *testing.T, b *Bed) {
	b.Settle()
	lan, tu := b.someone("lan"), b.someone("tu")
	check(t, b.SetRecoveryCodes(By(context.Background(), "account:lan"), lan.ID, []string{"abcd", "efgh"}))
	use := func(who *account.Account, code string) int {
		return winners(t, b.both(func(db *store.DB) error { return late(db.UseRecoveryCode(context.Background(), who.ID, code)) }))
	}
	wantEqual(t, "let in by the code of another", use(tu, "abcd"), 0)
	wantEqual(t, "let in by one code", use(lan, "abcd"), 1)
	wantEqual(t, "let in by a code that was used", use(lan, "abcd"), 0)
	left, err := b.RecoveryCodesLeft(context.Background(), lan.ID)
	check(t, err)
	wantEqual(t, "codes left", left, 1)
}

func late(won bool, err error) error {
	if err == nil && !won {
		return errTooLate
	}
	return err
}

var attempted = time.Date(2025, 10, 1, 16, 0, 0, 0, time.UTC)

// attemptsTogether: of guesses sent at once no more are let through than of guesses
// sent one after the other.
func attemptsTogether(t *testing.T, b *Bed) {
	counters := []account.Counter{{Key: "lan", Free: 5, Own: true}, {Key: "network", Free: 50}}
	errs := b.both(func(db *store.DB) error {
		a, err := db.BeginAttempt(context.Background(), counters, attempted)
		if err == nil && a.Wait > 0 {
			return errTooLate
		}
		return err
	})
	// Five are free, and the sixth is the one after which there is something to wait for.
	wantEqual(t, "let through", winners(t, errs), 5)
	other, err := b.BeginAttempt(context.Background(), []account.Counter{{Key: "hoa", Free: 5, Own: true}, counters[1]}, attempted)
	check(t, err)
	wantEqual(t, "what another name waits", other.Wait, 0)
}

func attemptForgiven(t *testing.T, b *Bed) {
	ctx := context.Background()
	own, shared := account.Counter{Key: "lan", Free: 2, Own: true}, account.Counter{Key: "network", Free: 2}
	try := func(at time.Time) account.Attempt {
		a, err := b.BeginAttempt(ctx, []account.Counter{own, shared}, at)
		check(t, err)
		return a
	}
	try(attempted)
	good := try(attempted.Add(time.Minute))
	check(t, b.ForgiveAttempt(ctx, good))
	for range 2 {
		good = try(attempted.Add(time.Hour))
		wantEqual(t, "waits after a wrong one and a right one", good.Wait, 0)
		check(t, b.ForgiveAttempt(ctx, good))
	}
	try(attempted.Add(time.Hour))
	a, err := b.BeginAttempt(ctx, []account.Counter{shared}, attempted.Add(time.Hour))
	check(t, err)
	if a.Wait == 0 {
		t.Error("a right password makes the wrong ones of a network good")
	}
	kept := b.texts(`SELECT failures || ' ' || last_at FROM attempts ORDER BY failures`)
	wantEqual(t, "kept", strings.Join(kept, ", "), "1 2025-10-01T17:00:00Z, 2 2025-10-01T17:00:00Z")
}

// sessionsEndWithPassword: whoever knew the old password is out, and the browser
// that changed it stays in.
func sessionsEndWithPassword(t *testing.T, b *Bed) {
	b.Settle()
	lan, tu, ctx := b.someone("lan"), b.someone("tu"), By(context.Background(), "account:lan")
	begin := func(who *account.Account, digest string) {
		check(t, b.BeginSession(ctx, &account.Session{Digest: digest, Account: who.ID, Started: attempted, Seen: attempted, Second: true}))
	}
	left := func() string {
		var digests []string
		for _, who := range []*account.Account{lan, tu} {
			list, err := b.Sessions(ctx, who.ID)
			check(t, err)
			for _, s := range list {
				digests = append(digests, s.Digest)
			}
		}
		slices.Sort(digests)
		return strings.Join(digests, " ")
	}
	begin(lan, "home")
	begin(lan, "office")
	begin(tu, "other")
	check(t, b.SetPassword(ctx, lan.ID, "new", false, "home"))
	wantEqual(t, "after changing the password", left(), "home other")
	begin(lan, "office")
	check(t, b.EndSessions(ctx, lan.ID, "office"))
	wantEqual(t, "after signing out elsewhere", left(), "office other")
	check(t, b.Disable(ctx, lan.ID, true))
	wantEqual(t, "after the account is closed", left(), "other")
}
