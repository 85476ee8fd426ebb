package store_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// What stands on every node of a cluster, written alone or first in a
// transaction. Everything else is spread by commune, so a new table has to be
// named here or lead its keys with commune_id.
var reference = []string{
	"accounts", "answers", "assignments", "attempts", "ceremonies", "deliveries", "hooks", "decision_proposals", "devices", "identities", "passkeys", "recovery_codes", "sessions", "tokens", // of the installation, not of a commune
	"boundaries", "certificates", "decisions", "log_checkpoints", "place_attributes", "place_difficulties", "place_successions", "place_totals", "places", "profiles", "publications", "settings",
	"goose_db_version", // of the migration library, not ours
}

// TestCatalogueFitsCitus asks plain PostgreSQL for what Citus would refuse, or
// could not spread: design, section 6, rules 1 to 5.
func TestCatalogueFitsCitus(t *testing.T) {
	pool := storetest.NewBed(t, testkit.Postgres).SQL()
	if spread := spreadTables(t, pool); len(spread) < 10 {
		t.Fatalf("only %d tables are spread by commune: %v", len(spread), spread)
	}
	for _, breach := range breaches(t, pool) {
		t.Error(breach)
	}
}

// TestCatalogueSeesBreaches breaks one rule at a time, so that no check can go
// blind unnoticed.
func TestCatalogueSeesBreaches(t *testing.T) {
	pool := storetest.NewBed(t, testkit.Postgres).SQL()
	for _, c := range []struct{ change, want string }{
		{`CREATE TABLE queue (id BIGINT PRIMARY KEY)`, "queue: commune_id is [], want bigint, never null"},
		{`CREATE TABLE queue (commune_id INTEGER NOT NULL, id BIGINT, PRIMARY KEY (commune_id, id))`, "queue: commune_id is [integer NO], want bigint, never null"},
		{`CREATE TABLE queue (commune_id BIGINT NOT NULL, id BIGINT, PRIMARY KEY (id, commune_id))`, "queue: key (id, commune_id) does not begin with commune_id"},
		{`CREATE TABLE queue (commune_id BIGINT NOT NULL)`, "queue: no primary key"},
		{`ALTER TABLE persons ADD UNIQUE (search_name)`, "persons: key (search_name) does not begin with commune_id"},
		{`CREATE UNIQUE INDEX odd ON persons (id)`, "persons: key (id) does not begin with commune_id"},
		{`ALTER TABLE schools ADD UNIQUE (code), ADD FOREIGN KEY (code) REFERENCES schools (code)`, "schools: foreign key across communes: FOREIGN KEY (code) REFERENCES schools(code)"},
		{`ALTER TABLE imports ADD FOREIGN KEY (commune_id, year) REFERENCES rounds (commune_id, year) ON DELETE SET NULL`, "foreign keys that act by themselves"},
		{`CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`, "functions: f"},
		{`CREATE TRIGGER tr BEFORE UPDATE ON persons FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`, "triggers: persons.tr"},
		{`CREATE VIEW v AS SELECT id FROM persons`, "views: v"},
		{`CREATE SEQUENCE s`, "sequences: s"},
		{`ALTER TABLE imports ADD COLUMN n BIGINT GENERATED ALWAYS AS IDENTITY`, "generated columns: imports.n"},
		{`ALTER TABLE imports ADD COLUMN made_at TEXT DEFAULT now()`, "defaults that are no constant: imports.made_at now()"},
		{`ALTER TABLE imports ADD COLUMN made_at TIMESTAMPTZ`, "times the server would shift: imports.made_at"},
		{`ALTER TABLE imports ADD COLUMN class_id INTEGER`, "ids of another type: imports.class_id integer"},
		{`DROP TABLE place_totals`, "place_totals: is named as a reference table and is not there"},
	} {
		t.Run(c.want, func(t *testing.T) {
			tx, err := pool.Begin()
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Rollback()
			_, err = tx.Exec(c.change)
			if err != nil {
				t.Fatal(err)
			}
			found := breaches(t, tx)
			if !slices.ContainsFunc(found, func(b string) bool { return strings.HasPrefix(b, c.want) }) {
				t.Errorf("got %q", found)
			}
		})
	}
}

type asker interface {
	Query(query string, args ...any) (*sql.Rows, error)
}

func spreadTables(t *testing.T, pool asker) []string {
	tables := ask(t, pool, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`)
	return slices.DeleteFunc(tables, func(name string) bool { return slices.Contains(reference, name) })
}

// breaches lists what Citus would not bear.
func breaches(t *testing.T, pool asker) []string {
	t.Helper()
	var out []string
	spread := spreadTables(t, pool)
	for _, table := range spread {
		for _, b := range tableBreaches(t, pool, table, spread) {
			out = append(out, table+": "+b)
		}
	}
	tables := ask(t, pool, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)
	for _, name := range reference {
		if !slices.Contains(tables, name) {
			out = append(out, name+": is named as a reference table and is not there")
		}
	}
	for _, rule := range refused {
		for _, found := range ask(t, pool, rule.query) {
			out = append(out, rule.name+": "+found)
		}
	}
	return out
}

// ours leaves out the one table that the migration library makes for itself.
const ours = `table_schema = 'public' AND table_name NOT LIKE 'goose%'`

var refused = []struct{ name, query string }{
	{"triggers", `SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal`},
	{"rules", `SELECT tablename || '.' || rulename FROM pg_rules WHERE schemaname = 'public'`},
	{"views", `SELECT viewname FROM pg_views WHERE schemaname = 'public'`},
	{"functions", `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`},
	{"foreign keys that act by themselves", `SELECT conrelid::regclass || '.' || conname FROM pg_constraint
		WHERE contype = 'f' AND (confdeltype <> 'a' OR confupdtype <> 'a')`},
	{"sequences", `SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND sequencename NOT LIKE 'goose%'`},
	{"generated columns", `SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE ` + ours + ` AND (is_identity = 'YES' OR is_generated <> 'NEVER')`},
	{"defaults that are no constant", `SELECT table_name || '.' || column_name || ' ' || column_default FROM information_schema.columns
		WHERE ` + ours + ` AND column_default !~ '^(''[^'']*''::text|-?[0-9]+|true|false)$'`},
	{"ids of another type", `SELECT table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns
		WHERE ` + ours + ` AND (column_name = 'id' OR column_name LIKE '%\_id') AND data_type <> 'bigint'
		AND column_name <> 'fact_id' -- a name of the law, not a number of ours`},
	{"times the server would shift", `SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE ` + ours + ` AND (data_type LIKE 'time%' OR data_type = 'date')`},
}

// tableBreaches checks that a table can be cut by commune: its keys begin with
// it, and no foreign key reaches across.
func tableBreaches(t *testing.T, pool asker, table string, spread []string) []string {
	var out []string
	kind := ask(t, pool, `SELECT data_type || ' ' || is_nullable FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name = $1 AND column_name = 'commune_id'`, table)
	if !slices.Equal(kind, []string{"bigint NO"}) {
		out = append(out, fmt.Sprintf("commune_id is %v, want bigint, never null", kind))
	}
	primary := ask(t, pool, `SELECT 'x' FROM pg_index WHERE indrelid = $1::regclass AND indisprimary`, table)
	if len(primary) == 0 {
		out = append(out, "no primary key")
	}
	for _, index := range ask(t, pool, `SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = $1::regclass AND indisunique`, table) {
		key := index[strings.Index(index, "("):]
		if !strings.HasPrefix(key, "(commune_id") {
			out = append(out, "key "+key+" does not begin with commune_id")
		}
	}
	for _, key := range ask(t, pool, `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = $1::regclass`, table) {
		_, to, _ := strings.Cut(key, " REFERENCES ")
		to, columns, _ := strings.Cut(to, "(")
		// A row of one commune may name what stands on every node.
		if slices.Contains(spread, to) && !(strings.HasPrefix(key, "FOREIGN KEY (commune_id,") && strings.HasPrefix(columns, "commune_id,")) {
			out = append(out, "foreign key across communes: "+key)
		}
	}
	return out
}

// ask reads one column of text.
func ask(t *testing.T, pool asker, query string, args ...any) []string {
	t.Helper()
	rows, err := pool.Query(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		err = rows.Scan(&s)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return out
}
