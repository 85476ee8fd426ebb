package web

import (
	"net/http"
	"strconv"

	"hoctap/internal/audit"
	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// finishForm offers to complete those who sit in the class and came at least once.
func (v *visit) finishForm(t *target, w *centre.Whole, records map[register.ID]*register.Record) *view.ClassFinish {
	form := &view.ClassFinish{Action: classPath(t, w.ID, "complete"), Lead: v.say.T("class.finish_lead"), Fields: []view.Field{
		{Name: "on", Label: v.say.T("class.finish_on"), Hint: v.say.T("class.day_hint"), Value: viet.Date(today(v.Now())), Width: "10", Mode: "numeric"},
		{Name: "result", Label: v.say.T("class.result"), Hint: v.say.T("class.result_hint"), Value: v.say.T("class.result_usual"), Width: "20"},
	}}
	if p := v.programmes.Programme(w.Programme); p != nil && p.Phase > 0 {
		form.Lead = v.say.T("class.finish_lead_phase", "phase", p.Phase, "year", t.year)
	}
	for _, l := range sortedLearners(w, records) {
		here, marked := w.Came(l.Person)
		if r := records[l.Person]; l.State == centre.Enrolled && here > 0 && r != nil && !r.Gone() {
			form.People = append(form.People, view.ClassPerson{ID: idText(l.Person), Name: r.Name(), Sub: viet.Date(r.BirthDate()) + " · " + v.say.T("class.came", "here", here, "of", marked), Ticked: true})
		}
	}
	if len(form.People) == 0 {
		return nil
	}
	return form
}

// completionTries bounds how often a completion is worked out anew, because others
// wrote into the round in between.
const completionTries = 8

// classComplete ends the class for those who were ticked: a phase of literacy goes into
// their records of the open round, all of it or nothing.
func classComplete(v *visit) error {
	t, w, err := v.classToFinish()
	if err != nil {
		return err
	}
	on, err := viet.ParseDate(v.r.PostForm.Get("on"))
	if err != nil || on > today(v.Now()) || on < w.Begins {
		return v.refuseFinish(t, w, v.say.T("class.finish_day"))
	}
	persons, err := readPersons(v.r.PostForm["person"])
	if err != nil || len(persons) == 0 {
		return v.refuseFinish(t, w, v.say.T("class.finish_nobody"))
	}
	return v.finish(t, w, audit.ClassComplete, func(f *centre.Finish) *centre.Completion {
		f.On, f.Result = on, viet.Clean(v.r.PostForm.Get("result"))
		return f.Complete(persons)
	})
}

// classUndo takes one completion back, with a reason.
func classUndo(v *visit) error {
	t, w, err := v.classToFinish()
	if err != nil {
		return err
	}
	persons, err := readPersons([]string{v.r.URL.Query().Get("person")})
	if err != nil {
		return fault.New(fault.Invalid, "fault.form")
	}
	reason := viet.Clean(v.r.PostForm.Get("reason"))
	if reason == "" {
		return v.refuseFinish(t, w, v.say.T("class.undo_reason"))
	}
	v.r = v.r.WithContext(audit.Because(v.ctx(), reason))
	return v.finish(t, w, audit.ClassUndo, func(f *centre.Finish) *centre.Completion { return f.Undo(persons) })
}

func (v *visit) classToFinish() (*target, *centre.Whole, error) {
	t, err := v.standing()
	if err != nil {
		return nil, nil, err
	}
	w, err := v.class(t)
	if err != nil {
		return nil, nil, err
	}
	err = v.r.ParseForm()
	if err != nil {
		return nil, nil, formFault(err)
	}
	if w.State == centre.CalledOff {
		return nil, nil, fault.New(fault.Conflict, "class.not_active")
	}
	return t, w, nil
}

func readPersons(texts []string) ([]register.ID, error) {
	var out []register.ID
	for _, text := range texts {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, err
		}
		out = append(out, register.ID(id))
	}
	return out, nil
}

// finish works out what completing or undoing comes to and carries it out.
func (v *visit) finish(t *target, w *centre.Whole, kind audit.Kind, work func(*centre.Finish) *centre.Completion) error {
	for try := 1; ; try++ {
		f, err := v.finishing(t, w)
		if err != nil {
			return err
		}
		done := work(f)
		if len(done.Problems) > 0 {
			return v.refuseCompletion(t, w, f, done)
		}
		err = v.Store.Complete(v.ctx(), done, kind)
		if bad, ok := fault.As(err); ok && bad.Key == "fault.round_changed" && try < completionTries {
			continue
		}
		if err != nil {
			return err
		}
		v.redirect(classPath(t, w.ID))
		return nil
	}
}

// finishing reads what completing rests on.
func (v *visit) finishing(t *target, w *centre.Whole) (*centre.Finish, error) {
	f := &centre.Finish{Class: w, Now: v.Now()}
	if p := v.programmes.Programme(w.Programme); p != nil {
		f.Phase = p.Phase
	}
	round, ok, err := v.Store.Round(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fault.New(fault.NotFound, "fault.no_round", "year", t.year)
	}
	if f.Phase > 0 {
		err = round.MayChange()
		if err != nil {
			return nil, err
		}
	}
	f.Round = round
	f.Records, err = v.roster(t, w)
	return f, err
}

// refuseCompletion shows the class again with whom completing cannot include, and why.
func (v *visit) refuseCompletion(t *target, w *centre.Whole, f *centre.Finish, done *centre.Completion) error {
	var lines []string
	for _, p := range done.Problems {
		name := v.say.T("class.not_here")
		if r := f.Records[p.Person]; r != nil {
			name = r.Name()
		}
		lines = append(lines, name+": "+v.faultText(p.Why))
	}
	return v.refuseFinish(t, w, lines...)
}

func (v *visit) refuseFinish(t *target, w *centre.Whole, lines ...string) error {
	page, err := v.classShown(t, w)
	if err != nil {
		return err
	}
	for _, text := range lines {
		page.Errors.Lines = append(page.Errors.Lines, view.Link{Text: text, Href: "#finish"})
	}
	return v.showAs(http.StatusUnprocessableEntity, "class", page)
}
