package testkit

import (
	"context"
	"errors"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func TestPostgresGivesEachCallerAnEmptyDatabase(t *testing.T) {
	first, second := connect(t, Postgres(t)), connect(t, Postgres(t))
	_, err := first.Exec(t.Context(), "CREATE TABLE person (id bigint PRIMARY KEY)")
	if err != nil {
		t.Fatal(err)
	}
	var tables int
	err = second.QueryRow(t.Context(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&tables)
	if err != nil {
		t.Fatal(err)
	}
	if tables != 0 {
		t.Errorf("second database sees %d tables of the first", tables)
	}
}

func TestPostgresDropsTheDatabaseEvenWithAConnectionLeftOpen(t *testing.T) {
	var url string
	t.Run("user", func(t *testing.T) {
		url = Postgres(t)
		_, err := pgx.Connect(context.Background(), url)
		if err != nil {
			t.Fatal(err)
		}
	})
	_, err := pgx.Connect(t.Context(), url)
	if err == nil {
		t.Error("database is still there after its test")
	}
}

func TestServerAndItsFilesEndWithTheTether(t *testing.T) {
	leaveOutWhenShort(t, "PostgreSQL")
	server, err := StartPostgres()
	if errors.Is(err, ErrNoPostgres) {
		Need(t, "PostgreSQL", err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	conn := connect(t, server.URL)
	var dir string
	err = conn.QueryRow(t.Context(), "SHOW data_directory").Scan(&dir)
	if err != nil {
		t.Fatal(err)
	}
	err = server.Stop()
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.Stat(dir)
	if !os.IsNotExist(err) {
		t.Errorf("files of the stopped server are still in %s: %v", dir, err)
	}
}

// The server must also go when the process is killed and runs no cleanup. The
// child is this test binary itself, which kills itself once its server is up.
func TestServerEndsWhenItsProcessIsKilled(t *testing.T) {
	if os.Getenv("TESTKIT_KILLED") != "" {
		startAndDie()
		return
	}
	leaveOutWhenShort(t, "PostgreSQL")
	_, err := postgresBin()
	if err != nil {
		Need(t, "PostgreSQL", err.Error())
	}
	dir := folderOfKilledServer(t)
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		_, err = os.Stat(dir)
		if os.IsNotExist(err) {
			return
		}
	}
	t.Errorf("%s still there 30 s after the process was killed: %v", dir, err)
}

// The near end of the tether is a file, and the collector closes files nobody
// refers to any more: the server then went away in the middle of the tests.
func TestServerOutlivesTheGarbageCollector(t *testing.T) {
	conn := connect(t, Postgres(t))
	for range 3 {
		runtime.GC()
		time.Sleep(100 * time.Millisecond) // finalizers run beside us, pg_ctl takes a moment
	}
	err := conn.Ping(t.Context())
	if err != nil {
		t.Errorf("server is gone: %v", err)
	}
}
