package web

import (
	"errors"
	"slices"
	"strings"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/survey"
)

// roundMove takes a round one step on, opens it from the former one, or reopens
// it for a reason.
func roundMove(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	to := survey.State(v.r.Form.Get("to"))
	err = v.mayMove(t, to)
	if err != nil {
		return err
	}
	reason := strings.TrimSpace(v.r.PostForm.Get("reason"))
	_, stands, err := v.Store.Round(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	if stands {
		err = v.moveRound(t, to, reason)
	} else {
		err = v.openRound(t, to)
	}
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Invalid {
		return v.refuseMove(t, to, f, reason)
	}
	if err != nil {
		return err
	}
	v.redirect(t.path("round"))
	return nil
}

// moves are the actions by which a round comes to a state.
var moves = map[survey.State]right.Action{
	survey.Submitted: right.SubmitRound, survey.Checked: right.CheckRound, survey.Closed: right.CheckRound, survey.Open: right.ReopenRound,
}

// mayMove refuses a step to whoever has no right to it, and to whoever handed the
// round in and would now check it, unless nobody else can.
func (v *visit) mayMove(t *target, to survey.State) error {
	do, known := moves[to]
	if !known {
		return fault.New(fault.Invalid, "fault.form")
	}
	_, stands, err := v.Store.Round(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	if !stands {
		do = right.WriteRegister
	}
	if !v.may(do, t.at.PlaceID) {
		return right.Refuse()
	}
	if to != survey.Checked {
		return nil
	}
	steps, err := v.Store.Steps(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	return v.separate(submitter(steps), do, t.at.PlaceID)
}

// submitter is who last handed the round in.
func submitter(steps []survey.Step) string {
	for _, s := range slices.Backward(steps) {
		if s.To == survey.Submitted {
			return s.By
		}
	}
	return ""
}

// moveRound changes the state. The forms of a round that is handed in are kept as
// they are on that day.
func (v *visit) moveRound(t *target, to survey.State, reason string) error {
	err := v.Store.MoveRound(v.ctx(), t.at.PlaceID, t.year, to, v.Actor, reason)
	if err != nil || to != survey.Submitted {
		return err
	}
	_, err = v.Forms.KeepAll(v.ctx(), v.Store, t.at.PlaceID, t.year, v.today())
	return err
}

// openRound rolls the former round forward, each record left to be confirmed.
func (v *visit) openRound(t *target, to survey.State) error {
	if to != survey.Open {
		return noRound(t)
	}
	plan, err := survey.PlanRound(v.ctx(), v.Store, t.at.PlaceID, t.year, v.Actor, v.Now().UTC().Format(time.RFC3339))
	if err != nil {
		return err
	}
	return v.Store.Apply(v.ctx(), plan)
}

func noRound(t *target) error { return fault.New(fault.NotFound, "fault.no_round", "year", t.year) }
