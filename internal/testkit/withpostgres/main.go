// Command withpostgres runs another command while a throw-away PostgreSQL server
// is up, and hands it the server's URL:
//
//	go run ./internal/testkit/withpostgres go test ./...
//
// Where the machine has no PostgreSQL the command runs without, and the tests
// that need it name what they miss.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"hoctap/internal/testkit"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprintln(stderr, "withpostgres: name a command")
		return 2
	}
	env := os.Environ()
	server, err := testkit.StartPostgres()
	switch {
	case errors.Is(err, testkit.ErrNoPostgres):
		fmt.Fprintln(stderr, "withpostgres:", err)
	case err != nil:
		fmt.Fprintln(stderr, "withpostgres:", err)
		return 1
	default:
		env = append(env, testkit.PostgresVariable+"="+server.URL)
		defer server.Stop()
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = env, stdin, stdout, stderr
	return exitCode(cmd, stderr)
}

// exitCode runs the command to its end. An interrupt is the command's to answer;
// we only wait, so that the server outlives it.
func exitCode(cmd *exec.Cmd, stderr io.Writer) int {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	err := cmd.Run()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		fmt.Fprintln(stderr, "withpostgres:", err)
		return 1
	}
	return 0
}
