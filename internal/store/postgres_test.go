package store_test

import (
	"context"
	"database/sql"
	"net/url"
	"testing"

	"hoctap/internal/store/postgres"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

func TestPostgres(t *testing.T) { storetest.Run(t, testkit.Postgres) }

// TestPostgresElsewhere runs what sorts, searches and dates on a server that was
// set up by other hands: in another zone, and comparing text as a dictionary.
func TestPostgresElsewhere(t *testing.T) {
	storetest.Run(t, elsewhere, "open", "places", "rounds", "search", "schools", "decisions")
}

func elsewhere(t testing.TB) string {
	first := testkit.Postgres(t)
	at, err := url.Parse(first)
	if err != nil {
		t.Fatal(err)
	}
	name := at.Path[1:] + "_vi"
	at.Path = "/" + name
	execute(t, first, `CREATE DATABASE `+name+` TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi'`)
	t.Cleanup(func() { execute(t, first, `DROP DATABASE `+name+` WITH (FORCE)`) })
	execute(t, first, `ALTER DATABASE `+name+` SET timezone = 'America/St_Johns'`)
	execute(t, first, `ALTER DATABASE `+name+` SET datestyle = 'SQL, DMY'`)
	return at.String()
}

func execute(t testing.TB, address, statement string) {
	t.Helper()
	pool := raw(t, address)
	defer pool.Close()
	_, err := pool.Exec(statement)
	if err != nil {
		t.Fatal(err)
	}
}

func raw(t testing.TB, address string) *sql.DB {
	t.Helper()
	pool, err := postgres.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	return pool
}
