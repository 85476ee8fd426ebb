package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
)

// decisionAdd puts a decision forward for somebody else to record. Where nobody
// else could, it is recorded at once, with the verdict and the figures it rests on.
func decisionAdd(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	form := v.r.PostForm
	typed := deciding{
		standard: form.Get("standard"), level: form.Get("level"), number: strings.TrimSpace(form.Get("number")), signer: strings.TrimSpace(form.Get("signer")),
		day: strings.TrimSpace(form.Get("date-day")), month: strings.TrimSpace(form.Get("date-month")), year: strings.TrimSpace(form.Get("date-year")),
	}
	judge := verdict.Judge{Book: v.Book, Source: v.server.Store}
	j, err := judge.Judge(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	draft, wrong := v.decisionDraft(j, typed)
	if len(wrong) > 0 {
		return v.refuseDecision(t, typed, wrong)
	}
	d, err := j.Decide(draft)
	if err != nil {
		return err
	}
	_, err = v.desk().PutForward(v.ctx(), d)
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Conflict {
		return v.refuseDecision(t, typed, map[string]string{"number": v.faultText(f)})
	}
	if err != nil {
		return err
	}
	v.redirect(t.path("decisions"))
	return nil
}

// decisionDraft reads what was typed, and tells by field what is wrong.
func (v *visit) decisionDraft(j *verdict.Judgement, typed deciding) (verdict.Draft, map[string]string) {
	wrong := map[string]string{}
	draft := verdict.Draft{Standard: typed.standard, Number: typed.number, Signer: typed.signer}
	ver := j.Of(typed.standard)
	if ver == nil {
		wrong["standard"] = v.say.T("deciding.choose_standard")
	} else if level, err := strconv.Atoi(typed.level); err != nil && ver.Standard.MaxLevel > 0 {
		wrong["level"] = v.say.T("fault.level_missing", "standard", v.law(ver.Standard.Title), "max", ver.Standard.MaxLevel)
	} else {
		draft.Level = &level
		_, err = verdict.CheckLevel(ver.Standard, draft.Level)
		var f *fault.Error
		if errors.As(err, &f) {
			wrong["level"] = v.faultText(f)
		}
	}
	if typed.number == "" {
		wrong["number"] = v.say.T("deciding.need_number")
	}
	if typed.signer == "" {
		wrong["signer"] = v.say.T("deciding.need_signer")
	}
	on, err := viet.ParseDate(fmt.Sprintf("%s/%s/%s", typed.day, typed.month, typed.year))
	switch {
	case typed.day == "" && typed.month == "" && typed.year == "":
		wrong["date"] = v.say.T("deciding.need_date")
	case err != nil:
		wrong["date"] = v.say.T("deciding.no_such_day")
	case on > today(v.Now()):
		wrong["date"] = v.say.T("deciding.date_future")
	}
	draft.On = on
	return draft, wrong
}

func (v *visit) refuseDecision(t *target, typed deciding, wrong map[string]string) error {
	page, err := v.decisionPage(t, typed, wrong)
	if err != nil {
		return err
	}
	return v.showAs(http.StatusUnprocessableEntity, "decision_form", page)
}
