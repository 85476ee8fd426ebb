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
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, stdout, stderr
	server, err := testkit.StartPostgres()
	if errors.Is(err, testkit.ErrNoPostgres) {
		fmt.Fprintln(stderr, "withpostgres:", err)
		return finish(cmd, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "withpostgres:", err)
		return 1
	}
	cmd.Env = append(os.Environ(), testkit.PostgresVariable+"="+server.URL)
	code := finish(cmd, stderr)
	err = server.Stop()
	if err != nil {
		fmt.Fprintln(stderr, "withpostgres:", err)
	}
	return code
}

// finish runs the command to its end and returns its exit code.
func finish(cmd *exec.Cmd, stderr io.Writer) int {
	// Heard from before the command starts: one that ends us at once would
	// otherwise leave the server behind.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer func() { signal.Stop(signals); close(signals) }()
	err := cmd.Start()
	if err != nil {
		fmt.Fprintln(stderr, "withpostgres:", err)
		return 1
	}
	go passSignals(signals, cmd.Process)
	err = cmd.Wait()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		// A command that died of a signal has the code -1, which a shell reads as 255.
		return exit.ExitCode()
	}
	if err != nil {
		fmt.Fprintln(stderr, "withpostgres:", err)
		return 1
	}
	return 0
}

// passSignals leaves the answer to the command, so that the server outlives it.
// An interrupt at the keyboard reaches the command without us; a request to end,
// as from a build machine, is sent to us alone and handed on.
func passSignals(signals <-chan os.Signal, to *os.Process) {
	for got := range signals {
		if got == syscall.SIGTERM {
			to.Signal(got)
		}
	}
}
