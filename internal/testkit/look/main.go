// Command look takes full-page pictures of pages, narrow and wide, light and
// dark, so that people can look at what they built:
//
//	go run ./internal/testkit/look -out build/look http://127.0.0.1:8080/
//
// It also says which pages are wider than the window, what the browser wrote to
// its console, and which answers were errors; any of these makes it exit with 1.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("look", flag.ContinueOnError)
	flags.SetOutput(stderr)
	var r round
	flags.StringVar(&r.out, "out", "build/look", "`folder` for the pictures")
	flags.Func("cookie", "`name=value` sent with every page, for instance a signed-in session; may be repeated", r.addCookie)
	flags.Func("widths", "comma-separated window widths (default 390,1440)", r.setWidths)
	flags.BoolVar(&r.print, "print", false, "also take each page as it would be printed")
	flags.BoolVar(&r.noScript, "noscript", false, "switch JavaScript off")
	err := flags.Parse(args)
	if err != nil {
		return 2
	}
	if flags.NArg() == 0 {
		fmt.Fprintln(stderr, "look: name at least one URL")
		return 2
	}
	faults, err := r.take(ctx, flags.Args(), stdout)
	if err != nil {
		fmt.Fprintln(stderr, "look:", err)
		return 1
	}
	if faults > 0 {
		return 1
	}
	return 0
}
