package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"hoctap/internal/testkit"
)

func TestCommandGetsTheServerAndItsCodeComesBack(t *testing.T) {
	testkit.Postgres(t) // skips where there is no server to start
	var out, errs bytes.Buffer
	code := run([]string{"sh", "-c", "echo $" + testkit.PostgresVariable + "; cat; exit 3"}, strings.NewReader("input"), &out, &errs)
	if code != 3 {
		t.Errorf("code is %d, want 3: %s", code, errs.String())
	}
	url, rest, _ := strings.Cut(out.String(), "\n")
	if !strings.HasPrefix(url, "postgres://") || rest != "input" {
		t.Errorf("command saw %q", out.String())
	}
	_, dir, _ := strings.Cut(url, "host=")
	_, err := os.Stat(strings.ReplaceAll(dir, "%2F", "/"))
	if !os.IsNotExist(err) {
		t.Errorf("server is still there after its command: %v", err)
	}
}

func TestSignalToEndIsHandedOn(t *testing.T) {
	testkit.Postgres(t)
	var out, errs bytes.Buffer
	script := `trap 'echo told; exit 4' TERM; kill -TERM $PPID; while :; do sleep 0.02; done`
	code := run([]string{"sh", "-c", script}, strings.NewReader(""), &out, &errs)
	if code != 4 || out.String() != "told\n" {
		t.Errorf("code is %d and output %q, want 4 and told: %s", code, out.String(), errs.String())
	}
}

func TestMisuse(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run(nil, nil, &out, &errs); code != 2 || errs.Len() == 0 {
		t.Errorf("no command: code %d, message %q", code, errs.String())
	}
	testkit.Postgres(t)
	if code := run([]string{"no-such-command"}, nil, &out, &errs); code != 1 {
		t.Errorf("no such command: code %d, want 1", code)
	}
}
