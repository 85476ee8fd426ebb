package testkit

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// updateVariable makes failing `cmp` lines rewrite what the scripts expect.
const updateVariable = "HOCTAP_UPDATE"

// A Program is the command line as a function: arguments without the program's
// name in, exit code out.
type Program func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int

// ScriptMain lets scripts call hoctap: the test binary itself stands in for the
// program, so a script runs the code under test in a process of its own without
// a build. It is the body of TestMain and does not return:
//
//	func TestMain(m *testing.M) { testkit.ScriptMain(m, cli.Run, nil) }
//
// Tools are further programs that scripts of the package may call.
func ScriptMain(m *testing.M, program Program, tools map[string]func()) {
	commands := map[string]func(){"hoctap": func() { os.Exit(runProgram(program)) }}
	maps.Copy(commands, tools)
	testscript.Main(m, commands)
}

// runProgram hears an interrupt as a cancelled context, as the real main does; a
// second one ends it at once.
func runProgram(program Program) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return program(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// Scripts runs every text archive of dir as a test of its own. Beside the usual
// commands of testscript a script has
//
//	exits N hoctap …    the program ends with exactly this code
//	postgres NAME       puts the URL of a new PostgreSQL database into $NAME
//
// env are variables of the scripts, NAME=value. HOCTAP_UPDATE=1 rewrites what `cmp` expects,
// HOCTAP_KEEP=1 leaves the working folders.
func Scripts(t *testing.T, dir string, env ...string) {
	t.Helper()
	testscript.Run(t, testscript.Params{
		Dir: dir,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, env...)
			return scriptSetup(e)
		},
		UpdateScripts:      os.Getenv(updateVariable) != "",
		TestWork:           os.Getenv(keepVariable) != "",
		RequireUniqueNames: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exitsCommand,
			"postgres": postgresCommand,
		},
	})
}

// scriptSetup gives the script what the commands below need: its own test, which
// testscript otherwise keeps to itself, and the server of the whole run.
func scriptSetup(env *testscript.Env) error {
	t, ok := env.T().(testing.TB)
	if !ok {
		return errors.New("testscript no longer hands out the test itself")
	}
	env.Values[testKey{}] = t
	env.Setenv("LANG", "C.UTF-8")
	env.Setenv("TZ", "Asia/Ho_Chi_Minh")
	return nil
}

type testKey struct{}

// postgresCommand is `postgres NAME`.
func postgresCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: postgres NAME")
	}
	t, ok := ts.Value(testKey{}).(testing.TB)
	if !ok {
		ts.Fatalf("no test to make a database for")
	}
	ts.Setenv(args[0], Postgres(t))
}

// exitsCommand is `exits N program [argument...]`. Which code a refusal gives is
// part of the contract with scripts around us, and `!` takes any but 0.
func exitsCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N program [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("%s ended with %d, want %d", args[1], got, want)
	}
}
