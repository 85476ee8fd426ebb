package store_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"
	"testing"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/store"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// TestHotQueriesUseAnIndex listens to what the store asks for pages and imports,
// and asks SQLite how it would answer. No table of persons may be read from end
// to end, and the index named must be used as deep as it goes.
func TestHotQueriesUseAnIndex(t *testing.T) {
	bed := storetest.NewBed(t, testkit.SQLite)
	bed.Settle()
	known := bed.Record(storetest.Joined, 2025)
	bed.Open(storetest.Joined, 2025, known)
	ear := listen(t, bed)
	ctx := context.Background()
	const ward = storetest.Joined
	for _, c := range []struct {
		name string
		ask  func() error
		want string
	}{
		{"tally", func() error { _, err := bed.Tally(ctx, ward, 2025); return err }, "tallies USING INDEX sqlite_autoindex_tallies_1 (commune_id=? AND year=?"},
		{"records", func() error { _, err := bed.Records(ctx, ward, 2025); return err }, "records USING INDEX sqlite_autoindex_records_1 (commune_id=? AND year=?"},
		{"recount", func() error { _, err := bed.CheckTally(ctx, ward, 2025); return err }, "sqlite_autoindex_records_1 (commune_id=? AND year=?"},
		{"persons", func() error {
			_, err := bed.RecordsByPerson(ctx, ward, 2025, []register.ID{1, 2, 3})
			return err
		}, "sqlite_autoindex_records_1 (commune_id=? AND year=? AND person_id=?)"},
		{"profiles", func() error {
			_, err := bed.RecordsByProfile(ctx, ward, 2025, []profile.ID{1, 2, 3})
			return err
		}, "records_by_profile (commune_id=? AND year=? AND profile_id=?)"},
		{"list of a hamlet", func() error {
			_, err := bed.ListByProfile(ctx, ward, 2025, storetest.Joined1, []profile.ID{1, 2})
			return err
		}, "records_by_profile (commune_id=? AND year=? AND profile_id=? AND hamlet_id=?)"},
		{"household", func() error { _, err := bed.Household(ctx, ward, 1, 2025); return err }, "records_by_household (commune_id=? AND household_id=? AND year=?)"},
		{"communes of a person", func() error { _, err := bed.PersonHistory(ctx, known.PersonID); return err }, "persons_by_id (id=?)"},
		{"records of a person", func() error { _, err := bed.PersonHistory(ctx, known.PersonID); return err }, "sqlite_autoindex_records_1 (commune_id=? AND year=? AND person_id=?)"},
		{"traces", func() error { _, err := bed.Traces(ctx, 1); return err }, "record_changes_by_person (commune_id=? AND person_id=?)"},
		{"search", func() error {
			_, err := bed.SearchPersons(ctx, []place.ID{ward, storetest.Other}, "hoa", 20)
			return err
		}, "persons USING COVERING INDEX persons_by_commune (commune_id=?)"},
		{"elsewhere by name", func() error { _, err := bed.Elsewhere(ctx, ward, 2025); return err }, "persons_by_name (search_name=? AND birth_date=?)"},
		{"elsewhere by number", func() error { _, err := bed.Elsewhere(ctx, ward, 2025); return err }, "records_by_number (number_digest=? AND year=?)"},
		{"round", func() error { _, _, err := bed.Round(ctx, ward, 2025); return err }, "(commune_id=? AND year=?)"},
		{"progress", func() error { _, _, err := bed.RoundProgress(ctx, ward, 2025); return err }, "records_unconfirmed (commune_id=? AND year=?)"},
		{"steps", func() error { _, err := bed.Steps(ctx, ward, 2025); return err }, "(commune_id=?"},
		{"imports", func() error { _, err := bed.Intakes(ctx, ward, 2025); return err }, "(commune_id=?"},
		{"figures", func() error { _, err := bed.Facts(ctx, ward, 2025); return err }, "facts USING INDEX sqlite_autoindex_facts_1 (commune_id=? AND year=?)"},
		{"decisions on a place", func() error { _, err := bed.PlaceDecisions(ctx, ward); return err }, "(place_id=?)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ear.heard = nil
			err := c.ask()
			if err != nil {
				t.Fatal(err)
			}
			wantPlan(t, ear.plans(t), c.want)
		})
	}
}

// small tables may be read whole: a province has some thousand rows in each.
var small = []string{"rounds", "settings", "place", "decisions", "schools"}

func wantPlan(t *testing.T, plans, want string) {
	t.Helper()
	if !strings.Contains(plans, want) {
		t.Errorf("want %q, got\n%s", want, plans)
	}
	for line := range strings.Lines(plans) {
		table, scanned := strings.CutPrefix(line, "SCAN ")
		known := false
		for _, s := range small {
			known = known || strings.HasPrefix(table, s)
		}
		if scanned && !known {
			t.Errorf("reads a whole table: %s", line)
		}
	}
}

// ear is a driver that hands everything on to SQLite and remembers what was
// asked.
type ear struct {
	path  string
	real  driver.Driver
	plain *sql.DB
	heard []question
}

type question struct {
	query string
	args  []any
}

func listen(t *testing.T, bed *storetest.Bed) *ear {
	plain := bed.SQL()
	e := &ear{path: bed.Address, real: plain.Driver(), plain: plain}
	pool := sql.OpenDB(e)
	t.Cleanup(func() { pool.Close() })
	store.UseReader(bed.DB, pool)
	return e
}

func (e *ear) Driver() driver.Driver { return e.real }

func (e *ear) Connect(context.Context) (driver.Conn, error) {
	conn, err := e.real.Open("file:" + e.path)
	return listener{conn, e}, err
}

// listener knows the one way in which the store reads.
type listener struct {
	driver.Conn
	ear *ear
}

func (l listener) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	q := question{query: query}
	for _, a := range args {
		q.args = append(q.args, a.Value)
	}
	l.ear.heard = append(l.ear.heard, q)
	return l.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}

func (l listener) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	return l.Conn.(driver.ConnBeginTx).BeginTx(ctx, opts)
}

// plans are the plans of everything heard, a line a step.
func (e *ear) plans(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	for _, q := range e.heard {
		rows, err := e.plain.Query(`EXPLAIN QUERY PLAN `+q.query, q.args...)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id, parent, unused int
			var detail string
			err = rows.Scan(&id, &parent, &unused, &detail)
			if err != nil {
				t.Fatal(err)
			}
			out.WriteString(detail + "\n")
		}
		if rows.Err() != nil {
			t.Fatal(rows.Err())
		}
	}
	return out.String()
}
