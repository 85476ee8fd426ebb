package job

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"hoctap/internal/fault"
)

func newTestManager(t *testing.T, most int) (*Manager, *time.Time) {
	t.Helper()
	now := time.Date(2026, 9, 30, 8, 0, 0, 0, time.UTC)
	m := NewManager(most, func() time.Time { return now }, slog.New(slog.DiscardHandler))
	t.Cleanup(func() { m.Close(t.Context()) })
	return m, &now
}

func TestJobReportsAndEnds(t *testing.T) {
	m, _ := newTestManager(t, 1)
	step, seen := make(chan struct{}), make(chan struct{})
	id := m.Start("import", "lan", "a.xlsx", func(_ context.Context, report func(Progress)) (any, error) {
		report(Progress{"import.reading", 3, 10})
		close(seen)
		<-step
		return 42, nil
	})
	<-seen
	s, ok := m.Get(id)
	if !ok || s.State != Running || s.Progress.Done != 3 {
		t.Errorf("while running: %+v, %v", s, ok)
	}
	close(step)
	m.wait.Wait()
	s, _ = m.Get(id)
	if s.State != Done || s.Result != 42 || s.Err != nil {
		t.Errorf("at the end: %+v", s)
	}
}

func TestFailedJobKeepsItsError(t *testing.T) {
	m, _ := newTestManager(t, 1)
	wrong := errors.New("wrong")
	id := m.Start("import", "lan", "a.xlsx", func(context.Context, func(Progress)) (any, error) { return nil, wrong })
	m.wait.Wait()
	s, _ := m.Get(id)
	if s.State != Failed || !errors.Is(s.Err, wrong) {
		t.Errorf("got %+v", s)
	}
}

func TestJobsAreCounted(t *testing.T) {
	m, _ := newTestManager(t, 2)
	step := make(chan struct{})
	m.Start("import", "lan", "a", func(context.Context, func(Progress)) (any, error) { return nil, errors.New("wrong") })
	m.wait.Wait()
	m.Start("import", "lan", "b", func(context.Context, func(Progress)) (any, error) { <-step; return nil, nil })
	if n := m.Count(); n[Running] != 1 || n[Failed] != 1 || n[Done] != 0 {
		t.Errorf("while one runs: %v", n)
	}
	close(step)
	if stopped := m.Close(t.Context()); stopped != 0 {
		t.Errorf("%d were stopped that had time to end", stopped)
	}
}

// What stood in a workbook is for its reader and not for the log.
func TestTheLogHasTheKeyOfARefusal(t *testing.T) {
	var log bytes.Buffer
	m := NewManager(1, time.Now, slog.New(slog.NewTextHandler(&log, nil)))
	m.Start("import", "lan", "a", func(context.Context, func(Progress)) (any, error) {
		return nil, fmt.Errorf("row 7: %w", fault.New(fault.Conflict, "fault.person_twice", "name", "Nguyễn Thị Hòa"))
	})
	m.Close(t.Context())
	if !strings.Contains(log.String(), "reason=fault.person_twice") || strings.Contains(log.String(), "Nguy") {
		t.Errorf("the log says %s", log.String())
	}
}

func TestOldJobsAreForgotten(t *testing.T) {
	m, now := newTestManager(t, 1)
	nothing := func(context.Context, func(Progress)) (any, error) { return nil, nil }
	old := m.Start("import", "lan", "a", nothing)
	m.wait.Wait()
	*now = now.Add(keep + time.Minute)
	m.Start("import", "lan", "b", nothing)
	if _, ok := m.Get(old); ok {
		t.Error("a job of the day before is still there")
	}
}

func TestCloseStopsWhatDoesNotEnd(t *testing.T) {
	m, _ := newTestManager(t, 1)
	id := m.Start("import", "lan", "a", func(ctx context.Context, _ func(Progress)) (any, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if stopped := m.Close(ctx); stopped != 1 {
		t.Errorf("%d jobs were told to be stopped, want 1", stopped)
	}
	s, _ := m.Get(id)
	if s.State != Failed {
		t.Errorf("after closing: %+v", s)
	}
}
