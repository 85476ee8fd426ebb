package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// The dumped schemas show what all migrations come to, for whoever wants to read
// the present shape and not its history. HOCTAP_UPDATE=1 writes them anew.

func TestSQLiteSchemaIsDumped(t *testing.T) {
	pool := storetest.NewBed(t, testkit.SQLite).SQL()
	// SQLite keeps the text of a statement as it was written, comments included.
	list := ask(t, pool, `SELECT sql || ';' FROM sqlite_schema
		WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'goose%' AND tbl_name NOT LIKE 'sqlite%' ORDER BY tbl_name, type DESC, name`)
	wantDump(t, "sqlite", list)
}

// TestPostgresSchemaIsDumped reads the catalogue and not pg_dump, whose text is
// another with every version of it.
func TestPostgresSchemaIsDumped(t *testing.T) {
	pool := storetest.NewBed(t, testkit.Postgres).SQL()
	var list []string
	for _, table := range ask(t, pool, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'goose%' ORDER BY tablename`) {
		lines := ask(t, pool, `SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
			|| COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
			FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`, table)
		lines = append(lines, ask(t, pool, `SELECT pg_get_constraintdef(oid) FROM pg_constraint
			WHERE conrelid = $1::regclass AND contype IN ('p', 'u', 'f', 'c') ORDER BY contype DESC, conname`, table)...)
		list = append(list, "CREATE TABLE "+table+" (\n    "+strings.Join(lines, ",\n    ")+"\n);")
		list = append(list, ask(t, pool, `SELECT pg_get_indexdef(i.indexrelid) || ';' FROM pg_index i
			WHERE i.indrelid = $1::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
			ORDER BY i.indexrelid::regclass::text`, table)...)
	}
	wantDump(t, "postgres", list)
}

func wantDump(t *testing.T, engine string, statements []string) {
	t.Helper()
	name := filepath.Join("..", "..", "migrations", "schema", engine+"-schema.sql")
	want := "-- What the migrations come to. Written by scripts/dump-schema; do not edit.\n\n" + strings.Join(statements, "\n\n") + "\n"
	if os.Getenv("HOCTAP_UPDATE") != "" {
		err := os.MkdirAll(filepath.Dir(name), 0o755)
		if err != nil {
			t.Fatal(err)
		}
		err = os.WriteFile(name, []byte(want), 0o644)
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is stale: run scripts/dump-schema", name)
	}
}
