package web

import (
	"context"
	"iter"
	"time"

	"hoctap/internal/audit"
	"hoctap/internal/form"
	"hoctap/internal/job"
	"hoctap/internal/paper"
	"hoctap/internal/register"
)

// saw notes somebody whom the answer names. It is called where a name is put on a
// page, so that no handler has to remember it.
func (v *visit) saw(r *register.Record) { v.seen.Add(r.CommuneID, r.Year, r.PersonID) }

// enter keeps in the log whom the answer shows, before any of it leaves. Where the
// log cannot be written nobody is shown.
func (v *visit) enter(kind audit.Kind, detail audit.Detail) error {
	if detail == nil {
		detail = audit.Detail{}
	}
	detail["page"] = v.r.Pattern
	entries := v.seen.Entries(kind, detail)
	clear(v.seen)
	return v.Store.Log(v.ctx(), entries...)
}

// looks is what a page that names people is entered as: a look at one of them, or
// a list.
func (v *visit) looks() audit.Kind {
	if v.looksAtOne {
		return audit.PersonLook
	}
	return audit.PersonList
}

// noted notes whom a list hands out, of those from one place in it up to another.
func (v *visit) noted(list iter.Seq2[form.Entry, error], year, from, to int) iter.Seq2[form.Entry, error] {
	return func(yield func(form.Entry, error) bool) {
		at := 0
		for e, err := range list {
			if e.Person != 0 {
				if from <= at && at < to {
					v.seen.Add(e.Commune, year, e.Person)
				}
				at++
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// taken says on a file who took it.
func (v *visit) taken() *paper.Taken {
	act := audit.Of(v.ctx())
	return &paper.Taken{By: act.Account, At: v.Now().UTC().Truncate(time.Second), Reason: act.Reason}
}

// inName lets a job act as whoever began it: it outlives the request.
func (v *visit) inName(work job.Work) job.Work {
	act := audit.Of(v.ctx())
	return func(ctx context.Context, report func(job.Progress)) (any, error) {
		return work(audit.With(ctx, act), report)
	}
}
