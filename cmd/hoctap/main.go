// Command hoctap is the working system of a learning-society programme.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"hoctap/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// Who presses Ctrl+C again does not want to wait: a change is whole or has not
	// happened, so nothing is harmed.
	context.AfterFunc(ctx, stop)
	code := cli.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
