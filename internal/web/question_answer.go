package web

import (
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

// questionAnswer settles who one person of the round is.
func questionAnswer(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	given := v.r.PostForm.Get("person")
	person, err := strconv.ParseInt(given, 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "fault.person_id", "id", given)
	}
	same, err := strconv.ParseInt(v.r.PostForm.Get("same-"+given), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "question.choose")
	}
	err = v.Store.AnswerQuestion(v.ctx(), t.at.PlaceID, t.year, survey.Answer{Person: register.ID(person), Same: register.ID(same)})
	if err != nil {
		return err
	}
	v.redirect(t.path("questions"))
	return nil
}
