// Package office holds the acts that belong in two hands: a round that one person
// hands in and another checks, a decision that one proposes and another records.
// Pages, commands and programs that ask from outside all come through here, so that
// none of them can forget the second hand.
package office

import (
	"context"
	"slices"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
)

// Store is what the acts ask of the database.
type Store interface {
	form.Keeper
	verdict.Recorder
	Accounts(ctx context.Context) ([]*account.Account, error)
	AllAssignments(ctx context.Context) ([]right.Assignment, error)
	Steps(ctx context.Context, commune place.ID, year int) ([]survey.Step, error)
	MoveRound(ctx context.Context, commune place.ID, year int, to survey.State, reason string) error
	Propose(ctx context.Context, p verdict.Proposal) error
	RecordProposal(ctx context.Context, d verdict.Decision, proposal int64) error
	WithdrawProposal(ctx context.Context, id place.ID, proposal int64) error
}

// Desk is where somebody acts: with what they hold, on a day.
type Desk struct {
	Store  Store
	Book   *rule.Book
	Forms  *form.Library
	Holder *right.Holder
	Actor  string
	Today  place.Date
}

// ActorOf is how a trace names an account.
func ActorOf(name string) string { return "account:" + name }

// Able names all who may do something in a place today.
func (d *Desk) Able(ctx context.Context, do right.Action, at place.ID) ([]string, error) {
	list, err := d.Store.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	rights, err := d.Store.AllAssignments(ctx)
	if err != nil {
		return nil, err
	}
	tree, err := d.Store.Places(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, a := range list {
		if !a.Disabled && right.NewHolder(a.ID, a.Name, rights, tree, d.Today).May(do, at) {
			out = append(out, ActorOf(a.Name))
		}
	}
	return out, nil
}

// separate refuses the second of two acts to whoever did the first, where anybody
// else could do it; alone says that nobody else could.
func (d *Desk) separate(ctx context.Context, first string, do right.Action, at place.ID) (alone bool, err error) {
	if first != d.Actor {
		return false, nil
	}
	able, err := d.Able(ctx, do, at)
	if err != nil {
		return false, err
	}
	allowed, alone := right.Separate(first, d.Actor, able)
	if !allowed {
		return false, fault.New(fault.Refused, "right.twice")
	}
	return alone, nil
}

// Submitter is who last handed a round in.
func Submitter(steps []survey.Step) string {
	for _, s := range slices.Backward(steps) {
		if s.To == survey.Submitted {
			return s.By
		}
	}
	return ""
}
