package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"hoctap/internal/gate"
	"hoctap/internal/job"
	"hoctap/internal/meter"
	"hoctap/internal/store"
	"hoctap/internal/web"
)

// service is a server at work: what runs beside the pages, and how it ends.
type service struct {
	*app
	jobs    *job.Manager
	db      *store.DB
	meter   *meter.Meter
	leaving atomic.Bool
	point   func(context.Context) // signs the log
}

// pages makes the handler of all pages.
func (s *service) pages(e *exposure, of shown, c web.Config) (http.Handler, error) {
	var err error
	c.TrustedProxies, err = e.trusted()
	if err != nil {
		return nil, err
	}
	c.Book, c.Forms, c.Agreement, c.Store, c.Jobs, c.Words = of.forms.Book(), of.forms, of.agreement, s.db, s.jobs, s.say
	c.SignOn = of.signOn
	c.Log, c.Now, c.IDs, c.Version = s.log, s.now, s.ids.Next, version
	c.AllowedHosts, c.Meter, c.Ready = e.names(), s.meter, s.ready
	return web.New(c)
}

var errLeaving = errors.New("the program is ending")

// ready tells a balancer whether to send readers here.
func (s *service) ready(ctx context.Context) error {
	if s.leaving.Load() {
		return errLeaving
	}
	return s.db.Current(ctx)
}

// watch shows the meter what is not a request.
func (s *service) watch() {
	s.meter.WatchPools(func() []meter.Pool {
		var out []meter.Pool
		for _, p := range s.db.Pools() {
			out = append(out, meter.Pool{Name: p.Name, Most: p.Most, Open: p.Open, Busy: p.Busy, Waits: p.Waits, SecondsWaited: p.Waited.Seconds()})
		}
		return out
	})
	s.meter.WatchJobs(func() meter.Jobs {
		out := meter.Jobs{}
		for state, n := range s.jobs.Count() {
			out[string(state)] = n
		}
		return out
	})
}

// open serves until the context ends, then finishes what was accepted.
func (s *service) open(ctx context.Context, e *exposure, in *entrance, pages http.Handler) error {
	doors, err := s.doors(e, in, pages, s.meter)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, s.words.T("cli.serving", "url", e.url(in.pages)+"/"))
	if in.metrics != nil {
		fmt.Fprintln(s.out, s.words.T("cli.metrics", "url", "http://"+in.metrics.Addr().String()+"/metrics"))
	}
	err = gate.Gate{
		Log: s.log, Leave: e.leave, Leaving: s.leave, Grace: e.grace, Last: s.finish, Limits: gate.DefaultLimits(),
	}.Open(ctx, doors...)
	if err == nil {
		fmt.Fprintln(s.out, s.words.T("cli.ended"))
	}
	return err
}

// leave tells the operator that the end has begun and what it waits for.
func (s *service) leave() {
	s.leaving.Store(true)
	fmt.Fprintln(s.out, s.words.T("cli.ending", "n", s.jobs.Count()[job.Running]))
}

// finish lets running imports end. One that had no time is told: it wrote nothing,
// and its workbook has to be sent again.
func (s *service) finish(ctx context.Context) {
	stopped := s.jobs.Close(ctx)
	if stopped > 0 {
		fmt.Fprintln(s.err, s.words.T("cli.jobs_stopped", "n", stopped))
	}
	s.point(ctx)
}

// uploadsPrefix begins the folders of uploads, one a program.
const uploadsPrefix = "hoctap-uploads-"

// uploadsKept is how long a result that rests on an upload can be read.
const uploadsKept = 24 * time.Hour

// uploads makes the folder for workbooks that wait, for our eyes alone, and takes
// away those of programs that were killed before they could: workbooks name people.
func (a *app) uploads() (string, error) {
	old, err := filepath.Glob(filepath.Join(os.TempDir(), uploadsPrefix+"*"))
	if err != nil {
		return "", fmt.Errorf("folder for uploads: %w", err)
	}
	for _, folder := range old {
		info, err := os.Stat(folder)
		if err == nil && a.now().Sub(info.ModTime()) > uploadsKept {
			_ = os.RemoveAll(folder) // one of another user stays, and is theirs to see to
		}
	}
	folder, err := os.MkdirTemp("", uploadsPrefix)
	if err != nil {
		return "", fmt.Errorf("folder for uploads: %w", err)
	}
	return folder, nil
}
