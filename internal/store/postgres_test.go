package store_test

import (
	"context"
	"database/sql"
	"net/url"
	"strings"
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

// TestPostgresKeepsThePassword looks at the errors an operator is most likely to
// paste into a message.
func TestPostgresKeepsThePassword(t *testing.T) {
	for _, address := range []string{
		"postgres://hoctap:s3cret@127.0.0.1:1/hoctap",
		"postgres://hoctap:s3cret@nowhere.invalid/hoctap?sslmode=disable",
		"postgres://hoctap:s3cret@127.0.0.1:port/hoctap",
		"postgres://hoctap:s3cret@127.0.0.1/hoctap?sslmode=oddly",
		"postgresql://hoctap@127.0.0.1:1/hoctap?password=s3cret",
	} {
		pool, err := postgres.Open(context.Background(), address)
		if err == nil {
			pool.Close()
			t.Fatalf("%s: opened", address)
		}
		if strings.Contains(err.Error(), "s3cret") {
			t.Errorf("the password is in the error: %v", err)
		}
	}
}
