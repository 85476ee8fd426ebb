package testkit

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// PostgresVariable names the URL of a server that already runs. `make test`
// starts one for all packages; without it each test binary starts its own.
const PostgresVariable = "HOCTAP_TEST_POSTGRES"

// keepVariable leaves databases and folders behind for a look inside.
const keepVariable = "HOCTAP_KEEP"

// adminLimit is far above what creating a database takes (some 50 ms); it only
// turns a hung server into a failure with a name.
const adminLimit = 60 * time.Second

// Postgres returns the URL of a new empty database on a real server, and drops
// the database after the test.
func Postgres(t testing.TB) string {
	t.Helper()
	leaveOutWhenShort(t, "PostgreSQL")
	server, err := serverURL()
	if errors.Is(err, ErrNoPostgres) {
		Need(t, "PostgreSQL", err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	name := "hoctap_" + strings.ToLower(rand.Text())
	err = administer(server, "CREATE DATABASE "+name+" TEMPLATE template0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dropDatabase(t, server, name) })
	return databaseURL(server, name)
}

// serverURL is the server of this process, started by the first test that asks.
// It outlives the tests and ends with the process, see StartPostgres.
func serverURL() (string, error) {
	if shared := os.Getenv(PostgresVariable); shared != "" {
		return shared, nil
	}
	server, err := ownServer()
	if err != nil {
		return "", err
	}
	return server.URL, nil
}

// ownServer keeps hold of the whole server, not of its URL alone: let go of, it
// ends.
var ownServer = sync.OnceValues(StartPostgres)

func dropDatabase(t testing.TB, server, name string) {
	if os.Getenv(keepVariable) != "" {
		t.Logf("kept database %s", databaseURL(server, name))
		return
	}
	// FORCE: a connection the test forgot must not keep the database for ever.
	err := administer(server, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	if err != nil {
		t.Error(err)
	}
}

func administer(server, statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), adminLimit)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return fmt.Errorf("connect to test server: %w", err)
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	if err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

// databaseURL points the URL of a server at one of its databases.
func databaseURL(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		// Whoever set the variable gets the text back in the failing connection.
		return server
	}
	u.Path = "/" + name
	return u.String()
}
