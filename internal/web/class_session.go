package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

func sessionPath(t *target, w *centre.Whole, id centre.ID) string {
	return classPath(t, w.ID, "sessions", strconv.FormatInt(int64(id), 10))
}

// mostWeekly is how many meetings one act makes: half a year, once a week.
const mostWeekly = 26

func (v *visit) sessionForm(t *target, w *centre.Whole, typed map[string]string, bad *fault.Error) *view.ClassSessionForm {
	day := today(v.Now())
	if day < w.Begins {
		day = w.Begins
	}
	value := func(name, usual string) string {
		if typed != nil {
			return typed[name]
		}
		return usual
	}
	begins, ends := "19:00", "21:00"
	if n := len(w.Sessions); n > 0 {
		begins, ends = w.Sessions[n-1].Begins, w.Sessions[n-1].Ends
	}
	form := &view.ClassSessionForm{Action: classPath(t, w.ID, "sessions"), Fields: []view.Field{
		{Name: "on", Label: v.say.T("class.session_on"), Hint: v.say.T("class.day_hint"), Value: value("on", viet.Date(day)), Width: "10", Mode: "numeric"},
		{Name: "from", Label: v.say.T("class.session_from"), Value: value("from", begins), Width: "4"},
		{Name: "to", Label: v.say.T("class.session_to"), Value: value("to", ends), Width: "4"},
		{Name: "topic", Label: v.say.T("class.topic"), Value: value("topic", ""), Optional: true},
		{Name: "weeks", Label: v.say.T("class.weeks"), Hint: v.say.T("class.weeks_hint"), Value: value("weeks", "1"), Width: "4", Mode: "numeric"},
	}}
	if bad != nil {
		form.Fields[0].Error = v.faultText(bad)
	}
	return form
}

// sessionAdd keeps a meeting, or one every week for some weeks.
func sessionAdd(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	if !w.Active() {
		return fault.New(fault.Conflict, "class.not_active")
	}
	sessions, bad := v.readSessions(w)
	if bad != nil {
		typed := map[string]string{}
		for _, name := range []string{"on", "from", "to", "topic", "weeks"} {
			typed[name] = v.r.PostForm.Get(name)
		}
		page, err := v.classShown(t, w)
		if err != nil {
			return err
		}
		page.Session = v.sessionForm(t, w, typed, bad)
		page.Errors = summary(page.Session.Fields...)
		return v.showAs(http.StatusUnprocessableEntity, "class", page)
	}
	for i := range sessions {
		err = v.Store.AddSession(v.ctx(), &w.Class, &sessions[i])
		if err != nil {
			return err
		}
	}
	v.redirect(classPath(t, w.ID))
	return nil
}

func (v *visit) readSessions(w *centre.Whole) ([]centre.Session, *fault.Error) {
	form := v.r.PostForm
	day, err := viet.ParseDate(form.Get("on"))
	if err != nil {
		return nil, fault.New(fault.Invalid, "class.session_day")
	}
	weeks, err := strconv.Atoi(form.Get("weeks"))
	if err != nil || weeks < 1 || weeks > mostWeekly {
		return nil, fault.New(fault.Invalid, "class.weeks_wrong", "most", mostWeekly)
	}
	first, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil, fault.New(fault.Invalid, "class.session_day")
	}
	var out []centre.Session
	for i := range weeks {
		s := centre.Session{On: first.AddDate(0, 0, 7*i).Format(time.DateOnly), Begins: form.Get("from"), Ends: form.Get("to"), Topic: viet.Clean(form.Get("topic"))}
		bad := w.CheckSession(s)
		if bad != nil {
			return nil, bad
		}
		out = append(out, s)
	}
	return out, nil
}

// sessionRemove takes a meeting away for which nobody was marked.
func sessionRemove(v *visit) error {
	t, w, s, err := v.classSession()
	if err != nil {
		return err
	}
	err = v.Store.RemoveSession(v.ctx(), &w.Class, s.ID)
	if err != nil {
		return err
	}
	v.redirect(classPath(t, w.ID))
	return nil
}

// classSession is the meeting of the address; v.session is that of who is signed in.
func (v *visit) classSession() (*target, *centre.Whole, *centre.Session, error) {
	t, err := v.standing()
	if err != nil {
		return nil, nil, nil, err
	}
	w, err := v.class(t)
	if err != nil {
		return nil, nil, nil, err
	}
	id, err := strconv.ParseInt(v.r.PathValue("session"), 10, 64)
	if err != nil {
		return nil, nil, nil, fault.New(fault.NotFound, "class.no_session")
	}
	s := w.Session(centre.ID(id))
	if s == nil {
		return nil, nil, nil, fault.New(fault.NotFound, "class.no_session")
	}
	return t, w, s, nil
}

// attendanceForm marks who came, a large button each.
func attendanceForm(v *visit) error {
	t, w, s, err := v.classSession()
	if err != nil {
		return err
	}
	page, err := v.attendancePage(t, w, s, nil)
	if err != nil {
		return err
	}
	if v.r.URL.Query().Has(savedMark) {
		page.Saved = v.say.T("class.marks_saved")
	}
	return v.show("session", page)
}

func (v *visit) attendancePage(t *target, w *centre.Whole, s *centre.Session, wrong map[register.ID]*fault.Error) (view.SessionPage, error) {
	frame, err := v.placeFrame(w.Name, t, "classes", "classes")
	if err != nil {
		return view.SessionPage{}, err
	}
	page := view.SessionPage{
		Page: frame, Heading: w.Name, Lead: v.say.T("class.session_of", "day", viet.Date(s.On), "hours", hours(*s), "topic", s.Topic),
		Back: view.Link{Text: w.Name, Href: classPath(t, w.ID)}, Action: sessionPath(t, w, s.ID), Closed: !w.Active(), Failed: v.say.T("class.mark_failed"),
	}
	records, err := v.roster(t, w)
	if err != nil {
		return page, err
	}
	for _, l := range sortedLearners(w, records) {
		r := records[l.Person]
		mark := w.Marks[s.ID][l.Person]
		if r == nil || !l.Taking() && l.State != centre.Invited && mark == "" {
			continue
		}
		v.saw(r)
		row := view.SessionRow{Person: idText(l.Person), Name: r.Name(), Sub: viet.Date(r.BirthDate()), Mark: string(mark)}
		for _, m := range centre.Marks() {
			row.Choices = append(row.Choices, view.Option{Value: string(m), Text: v.say.T("class.mark_" + string(m)), Selected: m == mark})
		}
		if bad := wrong[l.Person]; bad != nil {
			row.Error = v.faultText(bad)
			page.Errors.Lines = append(page.Errors.Lines, view.Link{Text: row.Name + ": " + row.Error, Href: "#m" + row.Person})
		}
		page.Rows = append(page.Rows, row)
	}
	return page, nil
}

// attendanceSave keeps the marks that were sent. The mark of another phone is not
// written over unseen. Whoever comes without having enrolled takes a seat.
func attendanceSave(v *visit) error {
	t, w, s, err := v.classSession()
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	if !w.Active() {
		return fault.New(fault.Conflict, "class.not_active")
	}
	if s.On > today(v.Now()) {
		return fault.New(fault.Conflict, "class.not_yet", "day", viet.Date(s.On))
	}
	wrong := map[register.ID]*fault.Error{}
	for i := range w.Learners {
		bad, err := v.markLearner(w, s, &w.Learners[i])
		if err != nil {
			return err
		}
		if bad != nil {
			wrong[w.Learners[i].Person] = bad
		}
	}
	if v.wantsJSON() {
		return v.answerMarks(t, s, wrong)
	}
	if len(wrong) > 0 {
		w, err = v.class(t)
		if err != nil {
			return err
		}
		page, err := v.attendancePage(t, w, s, wrong)
		if err != nil {
			return err
		}
		return v.showAs(http.StatusUnprocessableEntity, "session", page)
	}
	v.redirect(sessionPath(t, w, s.ID) + "?" + savedMark + "=1")
	return nil
}

// markLearner keeps the mark of one learner, if one was sent.
func (v *visit) markLearner(w *centre.Whole, s *centre.Session, l *centre.Learner) (*fault.Error, error) {
	name := "m" + idText(l.Person)
	if !v.r.PostForm.Has("was." + name) {
		return nil, nil
	}
	was, now := centre.Mark(v.r.PostForm.Get("was."+name)), centre.Mark(v.r.PostForm.Get(name))
	if was == now {
		return nil, nil
	}
	if now != "" && !slices.Contains(centre.Marks(), now) {
		return nil, fault.New(fault.Invalid, "fault.form")
	}
	_, err := v.Store.MarkAttendance(v.ctx(), &w.Class, s.ID, l.Person, was, now)
	if err == nil && now == centre.Here && l.State == centre.Invited {
		err = v.Store.MoveLearner(v.ctx(), &w.Class, l.Person, centre.Invited, centre.Enrolled)
	}
	return conflictOf(err)
}

// conflictOf parts what the reader can mend from what went wrong inside.
func conflictOf(err error) (*fault.Error, error) {
	if f, ok := fault.As(err); ok && f.Kind == fault.Conflict {
		return f, nil
	}
	return nil, err
}

// answerMarks tells the script what stands.
func (v *visit) answerMarks(t *target, s *centre.Session, wrong map[register.ID]*fault.Error) error {
	w, err := v.class(t)
	if err != nil {
		return err
	}
	out := cellAnswer{Saved: clockHere(v.Now()), Cells: map[string]cell{}}
	for _, l := range w.Learners {
		name := "m" + idText(l.Person)
		if !v.r.PostForm.Has("was." + name) {
			continue
		}
		c := cell{Text: string(w.Marks[s.ID][l.Person])}
		if bad := wrong[l.Person]; bad != nil {
			c.Error = v.faultText(bad)
		}
		out.Cells[name] = c
	}
	body, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("marks: %w", err)
	}
	status := http.StatusOK
	if len(wrong) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.sendJSON(status, body)
}
