package office

import (
	"context"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/survey"
)

// Moves are the actions by which a round comes to a state.
var Moves = map[survey.State]right.Action{
	survey.Submitted: right.SubmitRound, survey.Checked: right.CheckRound, survey.Closed: right.CheckRound, survey.Open: right.ReopenRound,
}

// MoveRound takes a round to another state, if that is in the hands of whoever
// asks. The forms of a round that is handed in are kept as they are on that day.
func (d *Desk) MoveRound(ctx context.Context, commune place.ID, year int, to survey.State, reason string) error {
	alone, err := d.mayMove(ctx, commune, year, to)
	if err != nil {
		return err
	}
	if alone {
		ctx = audit.Alone(ctx)
	}
	err = d.Store.MoveRound(ctx, commune, year, to, reason)
	if err != nil || to != survey.Submitted {
		return err
	}
	_, err = d.Forms.KeepAll(ctx, d.Store, commune, year, d.Today)
	return err
}

// mayMove says whether the step is in the hands of whoever asks; alone that it is so
// only because the place has nobody else.
func (d *Desk) mayMove(ctx context.Context, commune place.ID, year int, to survey.State) (alone bool, err error) {
	do, known := Moves[to]
	switch {
	case !known:
		return false, fault.New(fault.Invalid, "fault.form")
	case !d.Holder.May(do, commune):
		return false, right.Refuse()
	case to != survey.Checked:
		return false, nil
	}
	steps, err := d.Store.Steps(ctx, commune, year)
	if err != nil {
		return false, err
	}
	return d.separate(ctx, Submitter(steps), do, commune)
}
