package testkit

import (
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestMain(m *testing.M) { ScriptMain(m, sample, nil) }

func TestScripts(t *testing.T) { Scripts(t, "testdata/script") }

// sample stands for a command line with the exit codes of ours.
func sample(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprintln(stderr, "thiếu lệnh")
		return 2
	}
	switch args[0] {
	case "echo":
		_, err := io.Copy(stdout, stdin)
		if err != nil {
			return 1
		}
		return 0
	case "wait":
		err := os.WriteFile("started", nil, 0o644)
		if err != nil {
			return 1
		}
		<-ctx.Done()
		fmt.Fprintln(stdout, "được báo dừng")
		return 0
	case "where":
		conn, err := pgx.Connect(ctx, os.Getenv("DB"))
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
		fmt.Fprintln(stdout, "connected")
		conn.Close(ctx)
		return 0
	}
	return 1
}
