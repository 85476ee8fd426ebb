package cli

import (
	"context"
	"iter"
	"time"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/form"
	"hoctap/internal/paper"
	"hoctap/internal/register"
	"hoctap/internal/store"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
)

// reasonFlag adds --reason to a command that names people. The pages insist on one;
// a script of the operator may leave it out, and the log then says so.
func (a *app) reasonFlag(c *cobra.Command) {
	c.Flags().StringVar(&a.reason, "reason", "", "lý do xem hoặc lấy danh sách, được ghi vào nhật ký")
}

func (a *app) because(ctx context.Context) context.Context {
	if a.reason == "" {
		return audit.Because(ctx, a.words.T("log.no_reason"))
	}
	return audit.Because(ctx, a.reason)
}

// enter keeps in the log whom a command is about to name. What it cannot keep, it
// does not show.
func (a *app) enter(ctx context.Context, db *store.DB, kind audit.Kind, command string, seen audit.Seen) error {
	return db.Log(a.because(ctx), seen.Entries(kind, audit.Detail{"command": command})...)
}

func seenIn(seen audit.Seen, list ...*register.Record) audit.Seen {
	for _, r := range list {
		seen.Add(r.CommuneID, r.Year, r.PersonID)
	}
	return seen
}

// seenInGaps are the people of a gap list.
func seenInGaps(g *verdict.Gaps) audit.Seen {
	seen := audit.Seen{}
	for _, c := range g.Criteria {
		for _, p := range c.Persons {
			seenIn(seen, p.Record)
		}
	}
	for _, p := range g.Fewest {
		seenIn(seen, p.Record)
	}
	return seen
}

// seenInQuestions are those who wait to be told apart, and who they may be.
func seenInQuestions(list []survey.OpenQuestion) audit.Seen {
	seen := audit.Seen{}
	for _, q := range list {
		seenIn(seen, q.Person)
		seenIn(seen, q.Candidates...)
	}
	return seen
}

// seenInReport are the people of the register whom a report names; those of the
// workbook the reader knows already.
func seenInReport(r *survey.Report) audit.Seen {
	seen := audit.Seen{}
	for _, list := range [][]survey.Problem{r.Errors, r.Warnings} {
		for _, p := range list {
			if p.Person != 0 {
				seen.Add(p.Commune, p.Year, p.Person)
			}
		}
	}
	return seen
}

// noted notes whom a list names while it is written.
func noted(seen audit.Seen, list iter.Seq2[form.Entry, error], year int) iter.Seq2[form.Entry, error] {
	return func(yield func(form.Entry, error) bool) {
		for e, err := range list {
			if e.Person != 0 {
				seen.Add(e.Commune, year, e.Person)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// taken says on a file who took it.
func (a *app) taken(ctx context.Context) *paper.Taken {
	act := audit.Of(a.because(ctx))
	return &paper.Taken{By: act.Account, At: a.now().UTC().Truncate(time.Second), Reason: act.Reason}
}
