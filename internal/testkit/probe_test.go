package testkit

import (
	"fmt"
	"runtime"
	"testing"
)

// A probe stands in for the test that a helper would fail or skip.
type probe struct {
	testing.TB
	errors  int
	skipped string
	failed  string
}

func (p *probe) Helper() {}

func (p *probe) Error(...any) { p.errors++ }

func (p *probe) Skip(args ...any) {
	p.skipped = fmt.Sprint(args...)
	runtime.Goexit()
}

func (p *probe) Skipf(format string, args ...any) { p.Skip(fmt.Sprintf(format, args...)) }

func (p *probe) Fatalf(format string, args ...any) {
	p.failed = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// during runs what a test would run and comes back when it skips or fails.
func (p *probe) during(run func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	<-done
}
