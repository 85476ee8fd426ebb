package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"hoctap/internal/audit"
)

// LogKey is the setting that names the public key which checkpoints are signed with.
const LogKey = "log.key"

// Checkpoint signs the ends of all chains. Where none has moved since the last
// checkpoint it gives that one, and false.
func (db *DB) Checkpoint(ctx context.Context, sign func(*audit.Checkpoint)) (c audit.Checkpoint, made bool, err error) {
	err = db.Transact(ctx, func(tx *DB) error {
		last, ok, err := tx.lastCheckpoint(ctx)
		if err != nil {
			return err
		}
		heads, err := tx.chains(ctx)
		if err != nil {
			return err
		}
		c, made = last, false
		if ok && slices.Equal(heads, last.Heads) {
			return nil
		}
		c = audit.Checkpoint{Number: last.Number + 1, At: tx.stampTime(), Heads: heads}
		if ok {
			c.Prev = last.Sum()
		}
		sign(&c)
		made = true
		// No entry in the log: it would move a chain on, and ask for the next
		// checkpoint. The signature says who made it, and the next one that it was.
		return tx.hold(ctx, `INSERT INTO log_checkpoints (number, made_at, body) VALUES ($1, $2, $3)`, c.Number, c.At, c.Text())
	})
	return c, made, err
}

func (db *DB) lastCheckpoint(ctx context.Context) (audit.Checkpoint, bool, error) {
	var body string
	err := db.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&body) }, `SELECT body FROM log_checkpoints ORDER BY number DESC LIMIT 1`)
	if err != nil || body == "" {
		return audit.Checkpoint{}, false, err
	}
	list, err := audit.ParseCheckpoints(body)
	if err != nil {
		return audit.Checkpoint{}, false, err
	}
	return list[0], true, nil
}

// storedCheckpoints reads all, and tells of the first that is not as it was made.
func (db *DB) storedCheckpoints(ctx context.Context) ([]audit.Checkpoint, *audit.Break, error) {
	var out []audit.Checkpoint
	var broken *audit.Break
	err := db.each(ctx, func(rows *sql.Rows) error {
		var number int64
		var at, body string
		err := rows.Scan(&number, &at, &body)
		if err != nil {
			return err
		}
		list, parseErr := audit.ParseCheckpoints(body)
		whole := parseErr == nil && len(list) == 1 && list[0].Number == number && list[0].At == at && list[0].Text() == body
		if whole {
			out = append(out, list[0])
		} else if broken == nil {
			broken = &audit.Break{Flaw: audit.CheckpointForged, At: at, Checkpoint: number}
		}
		return nil
	}, `SELECT number, made_at, body FROM log_checkpoints ORDER BY number`)
	if err != nil {
		return nil, nil, fmt.Errorf("checkpoints: %w", err)
	}
	return out, broken, nil
}

// Checkpoints gives all checkpoints, the oldest first.
func (db *DB) Checkpoints(ctx context.Context) ([]audit.Checkpoint, error) {
	list, _, err := db.storedCheckpoints(ctx)
	return list, err
}

// RotateLogKey puts a new key in the place of the old one; the log keeps both, so
// that what the old one signed stays proved.
func (db *DB) RotateLogKey(ctx context.Context, public string) error {
	return db.Transact(ctx, func(tx *DB) error {
		old, err := tx.Setting(ctx, LogKey)
		if err != nil {
			return err
		}
		err = tx.SaveSetting(ctx, LogKey, public)
		if err != nil {
			return err
		}
		return tx.note(ctx, audit.New(audit.KeyRotate, installation, 0, audit.Detail{"new": public, "old": old}))
	})
}

// trustedKeys are the key of the installation and those that it took over from.
func (p *prover) trustedKeys(ctx context.Context) (map[string]bool, error) {
	key := p.with.Key
	if key == "" {
		named, err := p.Setting(ctx, LogKey)
		if err != nil {
			return nil, err
		}
		key = named
	}
	trusted := map[string]bool{key: true}
	rotations, err := p.Entries(ctx, audit.Filter{Kind: audit.KeyRotate, Limit: entriesAtOnce})
	if err != nil {
		return nil, err
	}
	for i := range rotations {
		var d struct{ New, Old string }
		err = json.Unmarshal([]byte(rotations[i].Detail), &d)
		if err == nil && trusted[d.New] && d.Old != "" {
			trusted[d.Old] = true
		}
	}
	return trusted, nil
}
