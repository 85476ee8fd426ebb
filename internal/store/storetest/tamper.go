package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/store"
)

// logColumns are the columns of the log with a row to change in each table.
var logColumns = []struct {
	table, row string
	columns    []string
}{
	{"log_entries", "commune_id = 6 AND seq = 2", []string{"commune_id", "seq", "encoding", "happens_at", "account", "role", "from_address",
		"trace", "reason", "kind", "year", "persons", "whole", "detail", "prev", "hash"}},
	{"log_entries", "commune_id = 5 AND seq = 3", []string{"persons", "whole", "detail", "prev", "hash"}},
	{"log_entries", "commune_id = 5 AND seq = 5", []string{"account", "prev", "hash"}},
	{"log_heads", "commune_id = 5", []string{"commune_id", "seq", "hash"}},
	{"log_persons", "commune_id = 5 AND seq = 2 AND person_id = 21", []string{"commune_id", "person_id", "seq"}},
	{"log_checkpoints", "number = 1", []string{"number", "made_at", "body"}},
	{"log_checkpoints", "number = 2", []string{"number", "made_at", "body"}},
}

// everyByteFound changes one byte, or one number by one, in each column.
func everyByteFound(t *testing.T, b *Bed) {
	b.aLog(signer(1))
	b.wantProof(store.Proving{}, "")
	for _, table := range logColumns {
		b.everyColumnKnown(table.table, logColumns[0].columns)
		for _, column := range table.columns {
			b.wantFound(table.table, column, table.row)
		}
	}
	b.wantProof(store.Proving{}, "")
}

// everyColumnKnown fails when the schema has a column of entries that this test
// does not change.
func (b *Bed) everyColumnKnown(table string, columns []string) {
	b.t.Helper()
	if table != "log_entries" {
		return
	}
	rows, err := b.SQL().Query("SELECT * FROM log_entries WHERE seq = 0")
	check(b.t, err)
	defer rows.Close()
	there, err := rows.Columns()
	check(b.t, err)
	wantEqual(b.t, "columns of "+table, strings.Join(there, " "), strings.Join(columns, " "))
}

// wantFound changes a column and has it found, for every byte of a text, and puts
// it back.
func (b *Bed) wantFound(table, column, row string) {
	b.t.Helper()
	pool := b.SQL()
	var was any
	check(b.t, pool.QueryRow("SELECT "+column+" FROM "+table+" WHERE "+row).Scan(&was))
	for _, other := range others(was) {
		tx := b.changed(pool, table, column, row, was, other)
		p, err := b.VerifyLog(context.Background(), store.Proving{})
		check(b.t, err)
		if len(p.Breaks) == 0 {
			b.t.Errorf("%s.%s: %v became %v, and nobody noticed", table, column, was, other)
		}
		tx()
	}
}

// changed makes the change, and gives what undoes it.
func (b *Bed) changed(pool *sql.DB, table, column, row string, was, other any) func() {
	b.t.Helper()
	set := func(from, to any, where string) {
		res, err := pool.Exec("UPDATE "+table+" SET "+column+" = $1 WHERE "+where, to)
		check(b.t, err)
		n, err := res.RowsAffected()
		check(b.t, err)
		if n != 1 {
			b.t.Fatalf("%s.%s from %v to %v: %d rows", table, column, from, to, n)
		}
	}
	set(was, other, row)
	back := row
	if strings.Contains(row, column+" = ") {
		back = strings.Replace(row, fmt.Sprintf("%s = %v", column, was), fmt.Sprintf("%s = %v", column, other), 1)
	}
	return func() { set(other, was, back) }
}

// others are values one byte or one step away.
func others(was any) []any {
	switch x := was.(type) {
	case int64:
		return []any{x + 1000}
	case bool:
		return []any{!x}
	case []byte:
		return others(string(x))
	case string:
		out := []any{x + "0"}
		// Every byte of a short text, and of a long one the first, the last and some between.
		for i := 0; i < len(x); i += max(len(x)/12, 1) {
			if x[i] < 0x80 {
				out = append(out, x[:i]+string(x[i]^1)+x[i+1:])
			}
		}
		return out
	}
	return nil
}

// tamperings are done one at a time and undone by doing the last again backwards:
// each has a bed of its own.
func tamperingFound(t *testing.T, b *Bed) {
	for _, c := range []struct {
		name string
		do   []string
		want audit.Flaw
	}{
		{"an entry is removed", []string{`DELETE FROM log_entries WHERE commune_id = 5 AND seq = 2`}, audit.EntryMissing},
		{"the first entry is removed", []string{`DELETE FROM log_entries WHERE commune_id = 5 AND seq = 1`}, audit.EntryMissing},
		{"two entries change places", []string{
			`UPDATE log_entries SET seq = 99 WHERE commune_id = 5 AND seq = 2`, `UPDATE log_entries SET seq = 2 WHERE commune_id = 5 AND seq = 3`,
			`UPDATE log_entries SET seq = 3 WHERE commune_id = 5 AND seq = 99`}, audit.EntryChanged},
		{"a row of the index is removed", []string{`DELETE FROM log_persons WHERE commune_id = 5 AND person_id = 22`}, audit.IndexDiffers},
		{"a row of the index is added", []string{`INSERT INTO log_persons (commune_id, person_id, seq) VALUES (5, 77, 2)`}, audit.IndexDiffers},
		{"the index knows what is to come", []string{`INSERT INTO log_persons (commune_id, person_id, seq) VALUES (5, 77, 9)`}, audit.IndexDiffers},
		{"the index knows a place without a chain", []string{`INSERT INTO log_persons (commune_id, person_id, seq) VALUES (77, 77, 1)`}, audit.IndexDiffers},
		{"the tail is cut off", []string{`DELETE FROM log_entries WHERE commune_id = 5 AND seq = 5`, `DELETE FROM log_persons WHERE commune_id = 5 AND seq = 5`,
			`UPDATE log_heads SET seq = 4, hash = (SELECT hash FROM log_entries WHERE commune_id = 5 AND seq = 4) WHERE commune_id = 5`}, audit.CheckpointAhead},
		{"the tail is cut off and the head stays", []string{`DELETE FROM log_entries WHERE commune_id = 6 AND seq = 3`, `DELETE FROM log_persons WHERE commune_id = 6`}, audit.CheckpointAhead},
		{"a chain is removed", []string{`DELETE FROM log_entries WHERE commune_id = 6`, `DELETE FROM log_persons WHERE commune_id = 6`, `DELETE FROM log_heads WHERE commune_id = 6`}, audit.CheckpointAhead},
		{"a head is removed", []string{`DELETE FROM log_heads WHERE commune_id = 5`}, audit.HeadDiffers},
		{"a head without a chain", []string{`INSERT INTO log_heads (commune_id, seq, hash) VALUES (77, 0, '')`}, audit.HeadDiffers},
		{"a checkpoint is removed", []string{`DELETE FROM log_checkpoints WHERE number = 1`}, audit.CheckpointMissing},
	} {
		t.Run(c.name, func(t *testing.T) {
			one := NewBed(t, b.fresh)
			one.aLog(signer(1))
			for _, statement := range c.do {
				one.tamper(statement)
			}
			p := one.wantProof(store.Proving{}, c.want)
			if len(p.Breaks) > 0 && p.Breaks[0].Checkpoint == 0 && p.Breaks[0].Seq == 0 && c.want != audit.HeadDiffers {
				t.Errorf("the break has no number: %+v", p.Breaks[0])
			}
		})
	}
}

// rewritingFound: who may write to the database can make a chain that fits in
// itself. What was signed, here or elsewhere, does not fit it.
func rewritingFound(t *testing.T, b *Bed) {
	key := signer(1)
	b.aLog(key)
	kept, err := b.Checkpoints(context.Background())
	check(t, err)
	b.forge()
	b.wantProof(store.Proving{}, audit.CheckpointDiffers)
	b.tamper(`DELETE FROM log_checkpoints`)
	b.wantProof(store.Proving{}, "") // nothing signed is left here to hold it against
	b.wantProof(store.Proving{Kept: kept}, audit.CheckpointMissing)

	other := signer(2)
	b.tamper(fmt.Sprintf(`UPDATE settings SET value = '%s' WHERE name = '%s'`, audit.PublicText(other), store.LogKey))
	b.checkpoint(other)
	b.wantProof(store.Proving{}, "")
	b.wantProof(store.Proving{Key: audit.PublicText(key)}, audit.CheckpointForged)
}

// forge changes an entry and reckons the chain anew, as an intruder would.
func (b *Bed) forge() {
	b.t.Helper()
	head := audit.Head{Place: Joined}
	pool := b.SQL()
	for _, e := range b.entries(Joined) {
		if e.Seq == 2 {
			e.Account = "không ai"
		}
		head = head.Seal(&e)
		_, err := pool.Exec(`UPDATE log_entries SET account = $1, prev = $2, hash = $3 WHERE commune_id = $4 AND seq = $5`, e.Account, e.Prev, e.Hash, int64(e.Place), e.Seq)
		check(b.t, err)
	}
	_, err := pool.Exec(`UPDATE log_heads SET hash = $1 WHERE commune_id = $2`, head.Hash, int64(Joined))
	check(b.t, err)
}

func keyRotated(t *testing.T, b *Bed) {
	old, next := signer(1), signer(2)
	b.aLog(old)
	check(t, b.RotateLogKey(audit.Because(By(context.Background(), "chị Lan"), "mất khóa"), audit.PublicText(next)))
	c := b.checkpoint(next)
	wantEqual(t, "the next checkpoint", c.Number, int64(3))
	b.wantProof(store.Proving{Key: audit.PublicText(next)}, "")
	b.wantProof(store.Proving{}, "")
	b.wantProof(store.Proving{Key: audit.PublicText(old)}, audit.CheckpointForged)
}
