package web

import (
	"slices"
	"strconv"

	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// classShow is one class with its learners and sessions.
func classShow(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	page, err := v.classShown(t, w)
	if err != nil {
		return err
	}
	if v.r.URL.Query().Has("q") {
		err = v.findLearners(t, w, &page)
		if err != nil {
			return err
		}
	}
	return v.show("class", page)
}

// roster are the records of a class's learners by person.
func (v *visit) roster(t *target, w *centre.Whole) (map[register.ID]*register.Record, error) {
	ids := make([]register.ID, len(w.Learners))
	for i, l := range w.Learners {
		ids[i] = l.Person
	}
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := v.Store.RecordsByPerson(v.ctx(), t.at.PlaceID, t.year, ids)
	out := make(map[register.ID]*register.Record, len(list))
	for _, r := range list {
		out[r.PersonID] = r
	}
	return out, err
}

func (v *visit) classShown(t *target, w *centre.Whole) (view.ClassPage, error) {
	frame, err := v.placeFrame(w.Name, t, "classes", "classes")
	if err != nil {
		return view.ClassPage{}, err
	}
	records, err := v.roster(t, w)
	if err != nil {
		return view.ClassPage{}, err
	}
	page := view.ClassPage{
		Page: frame, Heading: w.Name, State: v.classTag(w.State), Action: classPath(t, w.ID, "learners"), Active: w.Active(),
		Facts: v.classFacts(t, w), Links: v.classLinks(t, w), Sessions: v.classSessions(t, w),
	}
	for _, l := range sortedLearners(w, records) {
		page.Learners = append(page.Learners, v.learnerLine(t, w, l, records[l.Person]))
	}
	if count(w, centre.Completed) > 0 {
		page.Papers = &view.Dialog{Action: classPath(t, w.ID, "certificates.pdf"), Confirm: v.say.T("class.certificates")}
	}
	page.Totals = v.say.T("class.totals", "invited", count(w, centre.Invited), "seated", w.Seated(), "completed", count(w, centre.Completed))
	if w.Active() {
		page.Session = v.sessionForm(t, w, nil, nil)
		page.Find = &view.ClassFind{Action: classPath(t, w.ID), Query: view.Field{Name: "q", Label: v.say.T("class.find"), Hint: v.say.T("class.find_hint"), Type: "search"}}
		page.Moves = v.classMoves(t, w)
		page.Finish = v.finishForm(t, w, records)
	}
	return page, nil
}

func count(w *centre.Whole, state centre.LearnerState) int {
	n := 0
	for _, l := range w.Learners {
		if l.State == state {
			n++
		}
	}
	return n
}

// sortedLearners puts those who sit in the class first, by name.
func sortedLearners(w *centre.Whole, records map[register.ID]*register.Record) []centre.Learner {
	rank := map[centre.LearnerState]int{centre.Enrolled: 0, centre.Completed: 1, centre.Waiting: 2, centre.Invited: 3, centre.Left: 4}
	out := slices.Clone(w.Learners)
	slices.SortStableFunc(out, func(a, b centre.Learner) int {
		return orElse(rank[a.State]-rank[b.State], func() int {
			if records[a.Person] == nil || records[b.Person] == nil {
				return int(a.Person - b.Person)
			}
			return byName(records[a.Person], records[b.Person])
		})
	})
	return out
}

func (v *visit) classFacts(t *target, w *centre.Whole) []view.Fact {
	facts := []view.Fact{{Name: v.say.T("class.programme"), Value: v.programmeText(w.Programme)}, {Name: v.say.T("class.when"), Value: v.classDays(&w.Class)}}
	for _, f := range []view.Fact{
		{Name: v.say.T("class.timetable"), Value: w.Timetable}, {Name: v.say.T("class.venue"), Value: w.Venue},
		{Name: v.say.T("class.teacher"), Value: w.Teacher}, {Name: v.say.T("class.organiser"), Value: w.Organiser},
	} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	if w.Seats > 0 {
		facts = append(facts, view.Fact{Name: v.say.T("class.seats"), Value: strconv.Itoa(w.Seats)})
	}
	return facts
}

func (v *visit) classLinks(t *target, w *centre.Whole) []view.Link {
	links := []view.Link{{Text: v.say.T("class.invitations"), Href: classPath(t, w.ID, "invitations")}, {Text: v.say.T("class.book"), Href: classPath(t, w.ID, "book.pdf")}}
	if len(w.Sessions) > 0 {
		links = append(links, view.Link{Text: v.say.T("class.calendar"), Href: classPath(t, w.ID, "calendar.ics")})
	}
	if w.Active() {
		links = append([]view.Link{{Text: v.say.T("class.edit"), Href: classPath(t, w.ID, "edit")}}, links...)
	}
	if p := v.programmes.Programme(w.Programme); p != nil && p.Phase > 0 {
		links = append(links, view.Link{Text: v.say.T("class.to_verdict"), Href: t.path("verdicts", literacyStandard)})
	}
	return links
}

var learnerTones = map[centre.LearnerState]view.Tone{centre.Enrolled: view.Accent, centre.Completed: view.Good, centre.Waiting: view.Warn, centre.Left: view.Plain, centre.Invited: view.Plain}

// learnerMoves are what may become of a learner, by what they are.
var learnerMoves = map[centre.LearnerState][]centre.LearnerState{
	centre.Invited:  {centre.Enrolled, centre.Waiting, centre.Left},
	centre.Waiting:  {centre.Enrolled, centre.Left},
	centre.Enrolled: {centre.Left},
	centre.Left:     {centre.Enrolled},
}

func (v *visit) learnerLine(t *target, w *centre.Whole, l centre.Learner, r *register.Record) view.ClassLearner {
	line := view.ClassLearner{ID: idText(l.Person), Name: v.say.T("class.not_here"), State: view.Tag{Text: v.say.T("class.learner_" + string(l.State)), Tone: learnerTones[l.State]}}
	if r != nil {
		v.saw(r)
		line.Name, line.Href = r.Name(), personPath(r.PersonID, r.Year)
		line.Sub = viet.Date(r.BirthDate()) + " · " + verdict.HamletName(t.tree, r, rule.ReferenceDay(t.year))
	}
	here, marked := w.Came(l.Person)
	if marked > 0 {
		line.Came = v.say.T("class.came", "here", here, "of", marked)
	}
	if l.State == centre.Completed {
		line.Why = v.say.T("class.completed_on", "day", viet.Date(l.CompletedOn))
		if w.State != centre.CalledOff {
			line.Undo = &view.Dialog{
				ID: "undo-" + line.ID, Title: v.say.T("class.undo_title", "name", line.Name), Text: v.say.T("class.undo_text"), Confirm: v.say.T("class.undo"), Danger: true,
				Action: classPath(t, w.ID, "undo") + "?person=" + line.ID, Typed: &view.Field{Name: "reason", Label: v.say.T("round.reason")},
			}
		}
		return line
	}
	if w.Active() {
		for _, to := range learnerMoves[l.State] {
			line.Moves = append(line.Moves, view.ClassMove{To: string(to), Text: v.say.T("class.do_" + string(to))})
		}
	}
	return line
}

func (v *visit) classSessions(t *target, w *centre.Whole) []view.ClassSession {
	var out []view.ClassSession
	for _, s := range w.Sessions {
		line := view.ClassSession{
			When: viet.Date(s.On) + " " + hours(s), Topic: s.Topic, Href: sessionPath(t, w, s.ID),
			Marked: v.say.T("class.marked", "n", len(w.Marks[s.ID]), "of", w.Seated()),
		}
		if w.Active() && len(w.Marks[s.ID]) == 0 {
			line.Remove = sessionPath(t, w, s.ID) + "/remove"
		}
		out = append(out, line)
	}
	return out
}

// classMoves are what may become of the class itself.
func (v *visit) classMoves(t *target, w *centre.Whole) []view.Dialog {
	var out []view.Dialog
	for _, to := range []centre.State{centre.Over, centre.CalledOff} {
		if to == centre.CalledOff && count(w, centre.Completed) > 0 {
			continue
		}
		out = append(out, view.Dialog{
			ID: "class-" + string(to), Title: v.say.T("class.ask_" + string(to)), Text: v.say.T("class.text_" + string(to)), Confirm: v.say.T("class.to_" + string(to)),
			Action: classPath(t, w.ID, "state") + "?to=" + string(to), Danger: to == centre.CalledOff,
		})
	}
	return out
}

// classMove takes the class to its end, or calls it off.
func classMove(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	to := centre.State(v.r.URL.Query().Get("to"))
	switch {
	case !slices.Contains([]centre.State{centre.Over, centre.CalledOff}, to):
		return fault.New(fault.Invalid, "fault.form")
	case !w.Active():
		return fault.New(fault.Conflict, "class.not_active")
	case to == centre.CalledOff && count(w, centre.Completed) > 0:
		return fault.New(fault.Conflict, "class.has_completed")
	}
	w.State = to
	err = v.Store.ChangeClass(v.ctx(), &w.Class)
	if err != nil {
		return err
	}
	v.redirect(classPath(t, w.ID))
	return nil
}
