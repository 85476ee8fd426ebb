package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/followup"
	"hoctap/internal/place"
	"hoctap/internal/privacy"
	"hoctap/internal/register"
	"hoctap/internal/seal"
	"hoctap/internal/store"
	"hoctap/internal/testkit"
)

var sealings = []test{
	{"nobody reads numbers, telephones and notes without the key", nothingInClear},
	{"a database without its key, or under another, is not opened", keyLost},
	{"a database from before is sealed as it is opened", sealedLater},
	{"a number is found by its digest", numberFound},
	{"the key is turned while others write", turnedMeanwhile},
	{"a turn that was stopped goes on", turnGoesOn},
}

// secrets are what a stranger with the database must not find.
var secrets = []string{"038312000123", "0912345678", "mẹ đi làm xa, ở với bà", "JBSWY3DPEHPK3PXP"}

func secretive(r *register.Record) {
	r.PersonalNumber, r.Phone, r.Note = secrets[0], secrets[1], secrets[2]
}

// fillSecrets writes them everywhere they go: a record, a change of it, one that
// was taken out, the codes of an account.
func (b *Bed) fillSecrets() *register.Record {
	b.t.Helper()
	b.Settle()
	ctx := By(context.Background(), "chị Lan")
	r := b.Record(Joined, 2025, secretive)
	gone := b.Record(Joined, 2025, secretive, func(r *register.Record) { r.PersonalNumber = "" })
	later := b.Record(Joined, 2025)
	b.Open(Joined, 2025, r, gone, later)
	p := b.Plan(Joined, 2025)
	p.Changed = append(p.Changed, Changed(later, secretive), Changed(r, func(r *register.Record) { r.Note = "" }))
	check(b.t, b.Apply(ctx, p))
	check(b.t, b.RemoveRecord(ctx, Joined, 2025, gone.PersonID, "ghi nhầm"))
	asked := &privacy.Request{Commune: Joined, Person: later.PersonID, Kind: privacy.See, Text: secrets[2], Received: "2025-10-01", Answer: "2025-10-03", Finish: "2025-10-11", State: privacy.Received}
	check(b.t, b.AddRequest(ctx, asked))
	asked.State, asked.Outcome = privacy.Answered, secrets[1]
	check(b.t, b.SettleRequest(ctx, asked))
	check(b.t, b.NoteVisit(ctx, 2025, &followup.Visit{Commune: Joined, Person: later.PersonID, On: "2025-10-01", Outcome: followup.Agreed, Words: secrets[2], By: 1}, []string{"a"}))
	who := b.someone("lan")
	check(b.t, b.PendTOTP(ctx, who.ID, secrets[3]))
	check(b.t, b.ConfirmTOTP(ctx, who.ID, 1, nil))
	check(b.t, b.PendTOTP(ctx, who.ID, secrets[3]))
	return later
}

// found says which of the secrets stand in the database in clear, and in the file
// where it is one.
func (b *Bed) inClear() []string {
	b.t.Helper()
	var all strings.Builder
	for _, table := range b.tables() {
		all.WriteString(b.dump(table))
	}
	if !strings.HasPrefix(b.Address, "postgres") {
		for _, part := range []string{"", "-wal"} {
			raw, err := os.ReadFile(b.Address + part)
			if err == nil {
				all.Write(raw)
			}
		}
	}
	text := all.String()
	return slices.DeleteFunc(slices.Clone(secrets), func(s string) bool { return !strings.Contains(text, s) })
}

func (b *Bed) tables() []string {
	if strings.HasPrefix(b.Address, "postgres") {
		return b.texts(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`)
	}
	return b.texts(`SELECT name FROM sqlite_master WHERE type = 'table'`)
}

// dump is every value of a table.
func (b *Bed) dump(table string) string {
	b.t.Helper()
	rows, err := b.SQL().Query("SELECT * FROM " + table)
	check(b.t, err)
	defer rows.Close()
	names, err := rows.Columns()
	check(b.t, err)
	var out strings.Builder
	for rows.Next() {
		values := make([]sql.NullString, len(names))
		into := make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		check(b.t, rows.Scan(into...))
		for _, v := range values {
			out.WriteString(v.String + "\n")
		}
	}
	check(b.t, rows.Err())
	return out.String()
}

// readable fails unless the program reads back what was sealed.
func (b *Bed) readable(db *store.DB, r *register.Record) {
	b.t.Helper()
	ctx := context.Background()
	list, err := db.RecordsByPerson(ctx, Joined, 2025, []register.ID{r.PersonID})
	check(b.t, err)
	if len(list) != 1 || list[0].PersonalNumber != secrets[0] || list[0].Phone != secrets[1] || list[0].Note != secrets[2] {
		b.t.Errorf("reads %+v", list)
	}
	traces, err := db.Traces(ctx, r.PersonID)
	check(b.t, err)
	wantEqual(b.t, "changes", len(traces), 1)
	for key, want := range map[string]string{"personal_number": secrets[0], "phone": secrets[1], "note": secrets[2]} {
		wantEqual(b.t, "trace of "+key, fmt.Sprint(traces[0].Fields[key][1]), want)
	}
	asked, err := db.Requests(ctx, Joined)
	check(b.t, err)
	wantEqual(b.t, "request", asked[0].Text+" "+asked[0].Outcome, secrets[2]+" "+secrets[1])
	followed, err := db.FollowUps(ctx, []place.ID{Joined})
	check(b.t, err)
	wantEqual(b.t, "visit", followed[r.PersonID].Visits[0].Words, secrets[2])
	who, err := db.AccountByName(ctx, "lan")
	check(b.t, err)
	wantEqual(b.t, "codes", who.TOTP+" "+who.Pending, secrets[3]+" "+secrets[3])
}

func nothingInClear(t *testing.T, b *Bed) {
	r := b.fillSecrets()
	if found := b.inClear(); len(found) > 0 {
		t.Errorf("in clear: %v", found)
	}
	b.readable(b.DB, r)
	b.readable(b.Again(), r)
	round, err := b.RoundTraces(context.Background(), Joined, 2025)
	check(t, err)
	wantEqual(t, "changes of the round", len(round), 3)
}

func keyLost(t *testing.T, b *Bed) {
	r := b.fillSecrets()
	other, err := testkit.Ring("another")
	check(t, err)
	right := b.keys.Load()
	b.keys.Store(other)
	_, err = b.open()
	wantFault(t, err, fault.Missing, "seal.key_lost")
	b.keys.Store(right)
	b.readable(b.Again(), r)

	// Whoever proves the log needs no key, and learns nothing.
	db, err := store.Open(context.Background(), b.Address, store.Options{Now: testkit.At(now), IDs: b.ids.Next})
	check(t, err)
	defer db.Close()
	_, err = db.Records(context.Background(), Joined, 2025)
	wantFault(t, err, fault.Missing, "seal.locked")
}

// sealedLater puts back what a program without keys left behind.
func sealedLater(t *testing.T, b *Bed) {
	r := b.fillSecrets()
	below := b.SQL()
	for _, statement := range []string{
		`UPDATE records SET personal_number = '038312000123', phone = '0912345678', note = 'mẹ đi làm xa, ở với bà', number_digest = '' WHERE person_id = ` + fmt.Sprint(r.PersonID),
		`UPDATE record_changes SET fields = '{"hamlet":[9007199254740993,1],"note":["","mẹ đi làm xa, ở với bà"],"personal_number":["","038312000123"],"phone":["","0912345678"]}' WHERE person_id = ` + fmt.Sprint(r.PersonID),
		`UPDATE accounts SET totp = 'JBSWY3DPEHPK3PXP', pending = 'JBSWY3DPEHPK3PXP'`,
		`DELETE FROM settings WHERE name = 'seal.keys'`,
	} {
		_, err := below.Exec(statement)
		check(t, err)
	}
	wantEqual(t, "in clear before", len(b.inClear()), len(secrets))
	check(t, b.Close())
	db := b.Again()
	b.readable(db, r)
	if found := b.inClear(); len(found) > 0 {
		t.Errorf("in clear: %v", found)
	}
	wantEqual(t, "ids kept to the digit", strings.Contains(strings.Join(b.texts(`SELECT fields FROM record_changes`), ""), "9007199254740993"), true)
	found, err := db.SearchNumber(context.Background(), []place.ID{Joined}, secrets[0])
	check(t, err)
	wantEqual(t, "found by number", len(found), 2)
	b.DB = db
}

func numberFound(t *testing.T, b *Bed) {
	r := b.fillSecrets()
	ctx := context.Background()
	for _, want := range []struct {
		at     []place.ID
		number string
		n      int
	}{{[]place.ID{Joined}, secrets[0], 2}, {[]place.ID{Other}, secrets[0], 0}, {nil, secrets[0], 0}, {[]place.ID{Joined}, "038312000124", 0}, {[]place.ID{Joined}, "", 0}} {
		found, err := b.SearchNumber(ctx, want.at, want.number)
		check(t, err)
		wantEqual(t, "found "+want.number, len(found), want.n)
		if want.n > 0 && !slices.ContainsFunc(found, func(m store.Match) bool { return m.PersonID == r.PersonID && m.LastYear == 2025 }) {
			t.Errorf("found %v", found)
		}
	}
}

// turn puts a new key into the file, as the command does before it turns.
func (b *Bed) turn() *seal.Ring {
	b.t.Helper()
	key, err := seal.NewKey(rand.Reader)
	check(b.t, err)
	ring := b.keys.Load().Turned(key)
	b.keys.Store(ring)
	return ring
}

// wantUnder fails where anything is sealed under another key than the current one.
func (b *Bed) wantUnder(ring *seal.Ring) {
	b.t.Helper()
	for _, table := range []string{"records", "record_changes", "accounts", "data_requests", "visits"} {
		dump := b.dump(table)
		for _, old := range ring.Old() {
			if strings.Contains(dump, old.ID+":") {
				b.t.Errorf("%s still holds what is sealed under the old key", table)
			}
		}
		if !strings.Contains(dump, ring.Current().ID+":") {
			b.t.Errorf("%s holds nothing under the new key", table)
		}
	}
}

func turnedMeanwhile(t *testing.T, b *Bed) {
	r := b.fillSecrets()
	ctx := By(context.Background(), "anh Tú")
	people := b.People(Other, 2025, 1200)
	for _, p := range people {
		secretive(p)
	}
	b.Open(Other, 2025, people...)
	writer, stop := b.Again(), make(chan struct{})
	var wait sync.WaitGroup
	wrote := 0
	wait.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			p := b.Plan(Other, 2025)
			p.Changed = append(p.Changed, Changed(people[i%len(people)], func(r *register.Record) { r.Note = fmt.Sprint("ghi lần ", i) }))
			if err := writer.Apply(ctx, p); err != nil {
				t.Errorf("write %d while the key is turned: %v", i, err)
				return
			}
			people[i%len(people)] = p.Changed[0].After
			wrote++
		}
	})
	ring := b.turn()
	turner, err := store.Open(ctx, b.Address, store.Options{Now: testkit.At(now), IDs: b.ids.Next, Turns: true, Keys: func() (*seal.Ring, error) { return b.keys.Load(), nil }})
	check(t, err)
	defer turner.Close()
	rows, err := turner.TurnKey(ctx, nil)
	check(t, err)
	close(stop)
	wait.Wait()
	if rows < 1000 || wrote == 0 {
		t.Errorf("%d rows were sealed anew, %d written meanwhile", rows, wrote)
	}
	b.wantUnder(ring)
	b.keys.Store(ring.Settled())
	b.readable(b.Again(), r)
	again, err := b.Again().Records(ctx, Other, 2025)
	check(t, err)
	wantEqual(t, "people", len(again), len(people))
	b.wantProof(store.Proving{}, "")
}

// turnGoesOn stops in the middle: everything reads under either key, nobody opens a
// database whose file is ahead of it, and the next turn ends what was begun.
func turnGoesOn(t *testing.T, b *Bed) {
	r := b.fillSecrets()
	before := b.keys.Load()
	ring := b.turn()
	_, err := b.open()
	wantFault(t, err, fault.Conflict, "seal.key_unturned")

	stopped, stop := context.WithCancel(By(context.Background(), "anh Tú"))
	_, err = b.TurnKey(stopped, func(int) { stop() })
	if err == nil {
		t.Error("was not stopped")
	}
	b.readable(b.Again(), r)
	found, err := b.SearchNumber(context.Background(), []place.ID{Joined}, secrets[0])
	check(t, err)
	wantEqual(t, "found under either key", len(found), 2)
	b.keys.Store(ring.Settled())
	_, err = b.open()
	wantFault(t, err, fault.Missing, "seal.key_lost")
	b.keys.Store(before)
	_, err = b.open()
	wantFault(t, err, fault.Missing, "seal.key_lost")

	b.keys.Store(ring)
	_, err = b.TurnKey(By(context.Background(), "anh Tú"), nil)
	check(t, err)
	b.wantUnder(ring)
	turned, err := b.Turned(context.Background())
	check(t, err)
	wantEqual(t, "turned", turned, true)
	b.keys.Store(ring.Settled())
	b.readable(b.Again(), r)
}
