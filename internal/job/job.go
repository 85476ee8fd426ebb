// Package job runs long work apart from the request that asked for it, with
// progress that can be looked at and left. Jobs live in the process: what they
// do to the store is whole or not at all, so a job that dies with the process
// has done nothing.
package job

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"log/slog"
	"sync"
	"time"

	"hoctap/internal/fault"
)

// State is what has become of a job.
type State string

// The states.
const (
	Running State = "running"
	Done    State = "done"
	Failed  State = "failed"
)

// Progress is how far a job is. Total is 0 while it is not known.
type Progress struct {
	Stage string // key of words
	Done  int
	Total int
}

// Status is a job as it stands.
type Status struct {
	ID       string
	Kind     string
	Owner    string
	Title    string
	State    State
	Progress Progress
	Started  time.Time
	Ended    time.Time
	Result   any
	Err      error
}

// Manager runs jobs. Finished ones are kept for Keep, so that their result can
// be read, and no more than Most at once are running.
type Manager struct {
	mu    sync.Mutex
	jobs  map[string]*Status
	slots chan struct{}
	wait  sync.WaitGroup
	now   func() time.Time
	log   *slog.Logger
	ctx   context.Context
	stop  context.CancelFunc
}

// keep is how long the result of a job can be read.
const keep = 24 * time.Hour

// NewManager makes a manager for at most that many running jobs; others wait.
func NewManager(most int, now func() time.Time, log *slog.Logger) *Manager {
	ctx, stop := context.WithCancel(context.Background())
	return &Manager{jobs: map[string]*Status{}, slots: make(chan struct{}, most), now: now, log: log, ctx: ctx, stop: stop}
}

// Work is what a job does. It calls report as it goes and gives its result.
type Work func(ctx context.Context, report func(Progress)) (any, error)

// Start begins a job and gives its id, which nobody can guess.
func (m *Manager) Start(kind, owner, title string, work Work) string {
	id := newID()
	m.mu.Lock()
	m.sweep()
	m.jobs[id] = &Status{ID: id, Kind: kind, Owner: owner, Title: title, State: Running, Started: m.now()}
	m.mu.Unlock()
	m.wait.Go(func() { m.run(id, work) })
	return id
}

func (m *Manager) run(id string, work Work) {
	select {
	case m.slots <- struct{}{}:
	case <-m.ctx.Done():
		m.end(id, nil, m.ctx.Err())
		return
	}
	defer func() { <-m.slots }()
	result, err := work(m.ctx, func(p Progress) {
		m.mu.Lock()
		m.jobs[id].Progress = p
		m.mu.Unlock()
	})
	m.end(id, result, err)
}

func (m *Manager) end(id string, result any, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	j := m.jobs[id]
	j.Result, j.Err, j.Ended, j.State = result, err, m.now(), Done
	if err != nil {
		j.State = Failed
		m.tell(j, err)
	}
}

// tell logs a failure. A refusal is for the reader, whose page has its words; they
// may hold what stood in a workbook, so the log has its key alone.
func (m *Manager) tell(j *Status, err error) {
	var known *fault.Error
	if errors.As(err, &known) && known.Kind != fault.Internal {
		m.log.Info("job refused", "job", j.ID, "kind", j.Kind, "reason", known.Key)
		return
	}
	m.log.Error("job failed", "job", j.ID, "kind", j.Kind, "error", err)
}

// Get gives a job as it stands, false where there is none.
func (m *Manager) Get(id string) (Status, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	j, ok := m.jobs[id]
	if !ok {
		return Status{}, false
	}
	return *j, true
}

// List gives the jobs of a kind and title, newest first.
func (m *Manager) List(kind, owner string) []Status {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []Status
	for _, j := range m.jobs {
		if j.Kind == kind && j.Owner == owner {
			out = append(out, *j)
		}
	}
	for i := 1; i < len(out); i++ {
		for k := i; k > 0 && out[k].Started.After(out[k-1].Started); k-- {
			out[k], out[k-1] = out[k-1], out[k]
		}
	}
	return out
}

// sweep forgets what ended long ago.
func (m *Manager) sweep() {
	for id, j := range m.jobs {
		if j.State != Running && m.now().Sub(j.Ended) > keep {
			delete(m.jobs, id)
		}
	}
}

// Count tells how many jobs are kept, by state.
func (m *Manager) Count() map[State]int {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[State]int{Running: 0, Done: 0, Failed: 0}
	for _, j := range m.jobs {
		out[j.State]++
	}
	return out
}

// Close waits for the running jobs until the context ends, then stops them and
// tells how many it had to.
func (m *Manager) Close(ctx context.Context) int {
	finished := make(chan struct{})
	go func() {
		m.wait.Wait()
		close(finished)
	}()
	select {
	case <-finished:
	case <-ctx.Done():
	}
	stopped := m.Count()[Running]
	m.stop()
	<-finished
	return stopped
}

func newID() string {
	var b [15]byte
	_, _ = rand.Read(b[:]) // never fails: the runtime aborts the program instead
	return base64.RawURLEncoding.EncodeToString(b[:])
}
