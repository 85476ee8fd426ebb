package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/seal"
)

// Keys gives the keys of an installation as they are now: they may be turned while
// the program runs.
type Keys func() (*seal.Ring, error)

// ring is the keys for reading.
func (db *DB) ring() (*seal.Ring, error) {
	if db.acts != nil && db.acts.ring != nil {
		return db.acts.ring, nil
	}
	if db.keys == nil {
		return nil, fault.New(fault.Missing, "seal.locked")
	}
	return db.keys()
}

// sealing is the key under which a transaction seals. It is one from beginning to
// end, and at the end it is still the one of the database, or all is done again:
// who turns the key must find nothing sealed under the old one afterwards.
func (db *DB) sealing() (*seal.Key, error) {
	if db.acts == nil {
		return nil, errBare
	}
	ring, err := db.ring()
	if err != nil {
		return nil, err
	}
	db.acts.ring = ring
	return ring.Current(), nil
}

// keyNames are the ids of the keys that something in the database is sealed under,
// as the setting of the installation keeps them.
type keyNames struct {
	Current string   `json:"current"`
	Old     []string `json:"old,omitempty"` // while the key is turned
}

// sealKeys is the setting.
const sealKeys = "seal.keys"

func (db *DB) keyNames(ctx context.Context) (keyNames, error) {
	var names keyNames
	text, err := db.Setting(ctx, sealKeys)
	if err != nil || text == "" {
		return names, err
	}
	err = json.Unmarshal([]byte(text), &names)
	if err != nil {
		return names, fmt.Errorf("setting %s: %w", sealKeys, err)
	}
	return names, nil
}

// errTurned: the key was turned while a transaction was under way.
var errTurned = fmt.Errorf("the key of the database was turned meanwhile")

// stillSealing holds the key of a transaction that sealed something against that of
// the database, and keeps the key from being turned until it has ended.
func (db *DB) stillSealing(ctx context.Context) error {
	if db.acts.ring == nil || db.acts.turning {
		return nil
	}
	lock := ""
	if db.engine == Postgres {
		lock = " FOR SHARE"
	}
	var text string
	err := db.tx.QueryRowContext(ctx, `SELECT value FROM settings WHERE name = $1`+lock, sealKeys).Scan(&text)
	if err != nil {
		return fmt.Errorf("setting %s: %w", sealKeys, err)
	}
	var names keyNames
	err = json.Unmarshal([]byte(text), &names)
	if err != nil {
		return fmt.Errorf("setting %s: %w", sealKeys, err)
	}
	if names.Current != db.acts.ring.Current().ID {
		return errTurned
	}
	return nil
}

// openRecord opens the sealed fields of a record that was read.
func openRecord(ring *seal.Ring, r *register.Record) error {
	for _, f := range register.SealedFields {
		p := f.At(r).(*string)
		plain, err := ring.Open(f.Key, *p)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Key, err)
		}
		*p = plain
	}
	return nil
}

// sealedValue is the value of a field as it is stored.
func sealedValue(key *seal.Key, f register.Field, value any) any {
	if text, ok := value.(string); ok && f.Sealed {
		return key.Seal(f.Key, text)
	}
	return value
}

const numberField = "personal_number"

func numberDigest(key *seal.Key, number string) string { return key.Digest(numberField, number) }

// sealedTrace is what a field was before and after, as the trace of changes keeps
// it: what is sealed on the sheet is sealed there.
func (db *DB) sealedTrace(fields map[string][2]any) (string, error) {
	key, err := db.sealing()
	if err != nil {
		return "", err
	}
	for _, f := range register.SealedFields {
		if pair, ok := fields[f.Key]; ok {
			fields[f.Key] = [2]any{sealedValue(key, f, pair[0]), sealedValue(key, f, pair[1])}
		}
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return "", fmt.Errorf("trace of changes: %w", err)
	}
	return string(text), nil
}

// openTrace opens what sealedTrace sealed.
func openTrace(ring *seal.Ring, fields map[string][2]any) error {
	for _, f := range register.SealedFields {
		pair, ok := fields[f.Key]
		if !ok {
			continue
		}
		for i, value := range pair {
			text, isText := value.(string)
			if !isText {
				continue
			}
			plain, err := ring.Open(f.Key, text)
			if err != nil {
				return fmt.Errorf("%s: %w", f.Key, err)
			}
			pair[i] = plain
		}
		fields[f.Key] = pair
	}
	return nil
}

// among gives "column IN (…)" for the digests of a number under every key.
func among(column string, from int, digests []string) (string, []any) {
	args := make([]any, len(digests))
	for i, d := range digests {
		args[i] = d
	}
	return column + " IN (" + placeholders(from, len(digests)) + ")", args
}

// wanted are the keys that the database names and a ring lacks.
func (n keyNames) wanted(ring *seal.Ring) []string {
	var out []string
	for _, id := range append([]string{n.Current}, n.Old...) {
		if ring.Key(id) == nil {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

func (n keyNames) text() string {
	text, _ := json.Marshal(n) // of texts alone
	return string(text)
}

// lost is the refusal to work without a key.
func lost(ids []string) error {
	return fault.New(fault.Missing, "seal.key_lost", "key", strings.Join(ids, ", "))
}
