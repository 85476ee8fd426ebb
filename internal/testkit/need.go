package testkit

import (
	"fmt"
	"os"
	"testing"
)

// NeedsPrefix begins the reason of every skip that a missing part of the machine
// causes, so that a log can be searched for it.
const NeedsPrefix = "NEEDS: "

// needsFile names the file to which skips are also written. `go test` shows the
// reason of a skip only with -v, and the plain output is what people read, so
// the list travels beside it. `make test` gives every run a file of its own:
// the go command sees the variable change and runs the skipped tests again
// instead of answering from its cache.
const needsFile = "HOCTAP_TEST_NEEDS"

// Need skips the test because the machine lacks part, for instance "PostgreSQL".
// The reason says what was looked for.
func Need(t testing.TB, part, reason string) {
	t.Helper()
	err := recordNeed(os.Getenv(needsFile), fmt.Sprintf("%s\t%s\t%s", part, t.Name(), reason))
	if err != nil {
		t.Fatalf("record that %s is missing: %v", part, err)
	}
	t.Skip(NeedsPrefix + part + ": " + reason)
}

// recordNeed appends one line in a single write: packages are tested side by
// side and their lines must not mix.
func recordNeed(file, line string) error {
	if file == "" {
		return nil
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("open list of needs: %w", err)
	}
	_, err = f.WriteString(line + "\n")
	if err != nil {
		f.Close()
		return fmt.Errorf("write list of needs: %w", err)
	}
	return f.Close()
}

// leaveOutWhenShort keeps `make test-fast` free of servers and browsers. It is
// not a need: whoever asked for the short run knows what it leaves out.
func leaveOutWhenShort(t testing.TB, part string) {
	t.Helper()
	if testing.Short() {
		t.Skipf("short run: %s is left out", part)
	}
}
