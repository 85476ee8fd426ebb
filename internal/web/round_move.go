package web

import (
	"errors"
	"strings"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/office"
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
	reason := strings.TrimSpace(v.r.PostForm.Get("reason"))
	_, stands, err := v.Store.Round(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	if stands {
		err = v.desk().MoveRound(v.ctx(), t.at.PlaceID, t.year, to, reason)
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

// openRound rolls the former round forward, each record left to be confirmed.
func (v *visit) openRound(t *target, to survey.State) error {
	if to != survey.Open {
		return noRound(t)
	}
	if !v.may(right.WriteRegister, t.at.PlaceID) {
		return right.Refuse()
	}
	plan, err := survey.PlanRound(v.ctx(), v.Store, t.at.PlaceID, t.year, v.Now().UTC().Format(time.RFC3339))
	if err != nil {
		return err
	}
	return v.Store.Apply(v.ctx(), plan)
}

func noRound(t *target) error { return fault.New(fault.NotFound, "fault.no_round", "year", t.year) }

// desk is where the visitor does what belongs in two hands.
func (v *visit) desk() *office.Desk {
	return &office.Desk{Store: v.server.Store, Book: v.Book, Forms: v.Forms, Holder: v.holder, Actor: v.Actor, Today: today(v.Now())}
}
