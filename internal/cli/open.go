package cli

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/user"
	"strconv"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/internal/strict"
	"hoctap/rules"
)

// placesVersion grows when the shipped places change.
const placesVersion = "1"

// shippedPlaces names the version of the places that come with the program.
const shippedPlaces = "places.shipped"

// open opens the database; a new one gets the places that ship with the program.
func (a *app) open(ctx context.Context) (*store.DB, error) {
	err := a.newDatabaseKey(ctx)
	if err != nil {
		return nil, err
	}
	return a.openUnder(ctx, a.keys())
}

// openSealed opens it without the keys: for those who prove its log.
func (a *app) openSealed(ctx context.Context) (*store.DB, error) { return a.openUnder(ctx, nil) }

func (a *app) openUnder(ctx context.Context, keys store.Keys) (*store.DB, error) {
	db, err := store.Open(ctx, a.db, store.Options{Now: a.now, IDs: a.ids.Next, Keys: keys})
	if err != nil {
		return nil, err
	}
	err = a.shipPlaces(ctx, db)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// shipPlaces brings them in once, also when two programs open a new database at
// the same time: the one that claims the setting first writes, the other waits
// and finds them there.
func (a *app) shipPlaces(ctx context.Context, db *store.DB) error {
	have, err := db.Setting(ctx, shippedPlaces)
	if err != nil || have == placesVersion {
		return err
	}
	return db.Transact(ctx, func(tx *store.DB) error {
		err := tx.ClaimSetting(ctx, shippedPlaces)
		if err != nil {
			return err
		}
		have, err := tx.Setting(ctx, shippedPlaces)
		if err != nil || have == placesVersion {
			return err
		}
		err = shipped(ctx, tx, func() place.ID { return place.ID(a.ids.Next()) })
		if err != nil {
			return err
		}
		return tx.SaveSetting(ctx, shippedPlaces, placesVersion)
	})
}

// law loads the rules that ship with the program and any supplements over them.
func (a *app) law(supplements ...string) (*rule.Book, error) {
	layers := []fs.FS{rules.FS}
	for _, dir := range supplements {
		if dir == "" {
			continue
		}
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() {
			return nil, fault.New(fault.NotFound, "fault.file_missing", "file", dir)
		}
		layers = append(layers, os.DirFS(dir))
	}
	return loadLaw(layers...)
}

func loadLaw(layers ...fs.FS) (*rule.Book, error) {
	book, err := rule.Load(layers...)
	var ps strict.Problems
	if errors.As(err, &ps) {
		return nil, fault.New(fault.Invalid, "fault.rules", "problems", ps.Error())
	}
	return book, err
}

// operator names who runs the command in the trace of what it does.
func operator() string {
	u, err := user.Current()
	if err != nil {
		return "operator"
	}
	return "operator:" + u.Username
}

// actOf is the act of a command: whoever may run it on this machine may do what it
// does, and the log names that user.
func actOf() audit.Act {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "cli"
	}
	return audit.Act{Account: operator(), Role: "operator", From: host}
}

// writeJSON prints a value for programs.
func (a *app) writeJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// parseYear reads a survey year; the range keeps out a birth year or a typo.
func parseYear(s string) (int, error) {
	y, err := strconv.Atoi(s)
	if err != nil || y < 2000 || y > 2100 {
		return 0, fault.New(fault.Invalid, "fault.year", "given", s)
	}
	return y, nil
}
