package web

import (
	"net/http"
	"slices"
	"strconv"

	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// classEntry is a class as somebody types it.
type classEntry struct {
	class    centre.Class
	begins   string // as typed
	ends     string
	seats    string
	invited  []register.ID
	wrong    map[string]*fault.Error
	isNew    bool
	everyone bool // all of the gap list are ticked: nothing was sent yet
}

// classNew asks for a new class; from a gap list it comes with its people.
func classNew(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	e := &classEntry{isNew: true, everyone: true, class: centre.Class{Commune: t.at.PlaceID, Year: t.year, State: centre.Planned}}
	if p := v.programmes.Programme(v.r.URL.Query().Get("programme")); p != nil {
		e.class.Programme = p.ID
		e.class.Name = v.say.T("class.name_of", "programme", small(v.law(p.Title)), "name", t.at.Name)
	}
	page, err := v.classPage(t, e)
	if err != nil {
		return err
	}
	return v.show("class_form", page)
}

// classEdit is the form of a class that is there.
func classEdit(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	e := &classEntry{class: w.Class, begins: viet.Date(w.Begins), ends: viet.Date(w.Ends)}
	if w.Seats > 0 {
		e.seats = strconv.Itoa(w.Seats)
	}
	page, err := v.classPage(t, e)
	if err != nil {
		return err
	}
	return v.show("class_form", page)
}

func (v *visit) classPage(t *target, e *classEntry) (view.ClassForm, error) {
	title := v.say.T("class.new_title")
	action, back := t.path("classes", "new"), t.path("classes")
	if !e.isNew {
		title = e.class.Name
		action, back = classPath(t, e.class.ID, "edit"), classPath(t, e.class.ID)
	}
	frame, err := v.placeFrame(title, t, "classes", "classes")
	if err != nil {
		return view.ClassForm{}, err
	}
	page := view.ClassForm{
		Page: frame, Heading: title, Action: action, Back: view.Link{Text: v.say.T("class.desk"), Href: back},
		Programme: v.programmeChoice(e), Fields: v.classFields(e), Save: v.say.T("class.save"),
	}
	if e.isNew {
		page.Save = v.say.T("class.make")
		page.People, err = v.candidates(t, e)
		if err != nil {
			return page, err
		}
	}
	page.Errors = summary(page.Fields...)
	if page.Programme.Error != "" {
		page.Errors.Lines = append(page.Errors.Lines, view.Link{Text: page.Programme.Error, Href: "#programme"})
	}
	return page, nil
}

func (v *visit) programmeChoice(e *classEntry) view.Options {
	out := view.Options{Name: "programme", Label: v.say.T("class.programme"), Hint: v.say.T("class.programme_hint"), Choices: []view.Option{{}}}
	if bad := e.wrong["programme"]; bad != nil {
		out.Error = v.faultText(bad)
	}
	for _, p := range v.programmes.List {
		out.Choices = append(out.Choices, view.Option{Value: p.ID, Text: v.law(p.Title), Selected: p.ID == e.class.Programme})
	}
	return out
}

func (v *visit) classFields(e *classEntry) []view.Field {
	fields := []view.Field{
		{Name: "name", Label: v.say.T("class.name"), Value: e.class.Name},
		{Name: "begins", Label: v.say.T("class.begins"), Hint: v.say.T("class.day_hint"), Value: e.begins, Width: "10", Mode: "numeric"},
		{Name: "ends", Label: v.say.T("class.ends"), Value: e.ends, Width: "10", Mode: "numeric", Optional: true},
		{Name: "timetable", Label: v.say.T("class.timetable"), Hint: v.say.T("class.timetable_hint"), Value: e.class.Timetable, Optional: true},
		{Name: "venue", Label: v.say.T("class.venue"), Value: e.class.Venue, Optional: true},
		{Name: "teacher", Label: v.say.T("class.teacher"), Value: e.class.Teacher, Optional: true},
		{Name: "organiser", Label: v.say.T("class.organiser"), Hint: v.say.T("class.organiser_hint"), Value: e.class.Organiser, Optional: true},
		{Name: "seats", Label: v.say.T("class.seats"), Hint: v.say.T("class.seats_hint"), Value: e.seats, Width: "4", Mode: "numeric", Optional: true},
	}
	for i := range fields {
		if bad := e.wrong[fields[i].Name]; bad != nil {
			fields[i].Error = v.faultText(bad)
		}
	}
	return fields
}

// candidates are those who lack the phase that the class teaches, by hamlet, and sit in
// no class for it.
func (v *visit) candidates(t *target, e *classEntry) ([]view.ClassPeople, error) {
	programme := v.programmes.Programme(e.class.Programme)
	if programme == nil {
		return nil, nil
	}
	list, err := v.Store.Classes(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return nil, err
	}
	people, err := v.needing(t, programme, list)
	if err != nil {
		return nil, err
	}
	hamlet := v.r.URL.Query().Get("hamlet")
	var out []view.ClassPeople
	shown := 0
	for _, r := range people {
		if hamlet != "" && idText(r.HamletID) != hamlet || shown >= mostRows {
			continue
		}
		name := v.hamletCalled(t, r.HamletID)
		if len(out) == 0 || out[len(out)-1].Hamlet != name {
			out = append(out, view.ClassPeople{Hamlet: name})
		}
		v.saw(r)
		shown++
		at := &out[len(out)-1]
		at.People = append(at.People, view.ClassPerson{
			ID: idText(r.PersonID), Name: r.Name(), Sub: v.personSub(r), Ticked: e.everyone || slices.Contains(e.invited, r.PersonID),
		})
	}
	return out, nil
}

// personSub is what tells two of one name apart.
func (v *visit) personSub(r *register.Record) string {
	return viet.Date(r.BirthDate()) + " · " + r.Address
}

// classAdd makes a class and invites those who were ticked.
func classAdd(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	if !v.roundIsOpen(t) {
		return fault.New(fault.Conflict, "class.round_not_open", "year", t.year)
	}
	e := &classEntry{isNew: true, class: centre.Class{Commune: t.at.PlaceID, Year: t.year, State: centre.Planned}}
	err = v.readClass(e)
	if err != nil {
		return err
	}
	if len(e.wrong) > 0 {
		return v.refuseClass(t, e)
	}
	invited, err := v.invitations(t, e)
	if err != nil {
		return err
	}
	err = v.Store.AddClass(v.ctx(), &e.class, invited)
	if err != nil {
		return err
	}
	v.redirect(classPath(t, e.class.ID))
	return nil
}

func (v *visit) refuseClass(t *target, e *classEntry) error {
	page, err := v.classPage(t, e)
	if err != nil {
		return err
	}
	return v.showAs(http.StatusUnprocessableEntity, "class_form", page)
}

// invitations are those who were ticked and are within reach, with what they lack.
func (v *visit) invitations(t *target, e *classEntry) ([]centre.Learner, error) {
	records, err := v.Store.RecordsByPerson(v.ctx(), t.at.PlaceID, t.year, e.invited)
	if err != nil {
		return nil, err
	}
	why := ""
	if p := v.programmes.Programme(e.class.Programme); p != nil {
		why = p.Needs
	}
	var out []centre.Learner
	for _, r := range records {
		if !r.Gone() {
			out = append(out, centre.Learner{Person: r.PersonID, State: centre.Invited, Why: why})
		}
	}
	return out, nil
}

// classSave writes a class over what it was.
func classSave(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	e := &classEntry{class: w.Class}
	err = v.readClass(e)
	if err != nil {
		return err
	}
	if len(e.wrong) == 0 && e.class.Programme != w.Programme && len(w.Learners) > 0 {
		e.wrong["programme"] = fault.New(fault.Conflict, "class.programme_stays")
	}
	if len(e.wrong) > 0 {
		return v.refuseClass(t, e)
	}
	err = v.Store.ChangeClass(v.ctx(), &e.class)
	if err != nil {
		return err
	}
	v.redirect(classPath(t, w.ID))
	return nil
}

// readClass reads the form of a class.
func (v *visit) readClass(e *classEntry) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	form := v.r.PostForm
	c := &e.class
	for name, into := range map[string]*string{"programme": &c.Programme, "name": &c.Name, "timetable": &c.Timetable, "venue": &c.Venue, "teacher": &c.Teacher, "organiser": &c.Organiser} {
		*into = viet.Clean(form.Get(name))
	}
	e.begins, e.ends, e.seats = viet.Clean(form.Get("begins")), viet.Clean(form.Get("ends")), viet.Clean(form.Get("seats"))
	bad := map[string]*fault.Error{}
	c.Begins = readDay(e.begins, "begins", bad)
	c.Ends = readDay(e.ends, "ends", bad)
	c.Seats = 0
	if e.seats != "" {
		c.Seats, err = strconv.Atoi(e.seats)
		if err != nil {
			bad["seats"] = fault.New(fault.Invalid, "class.seats")
		}
	}
	e.wrong = c.Check(v.programmes)
	for name, why := range bad {
		e.wrong[name] = why
	}
	for _, text := range form["person"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err == nil {
			e.invited = append(e.invited, register.ID(id))
		}
	}
	return nil
}

func readDay(text, name string, bad map[string]*fault.Error) string {
	if text == "" {
		return ""
	}
	day, err := viet.ParseDate(text)
	if err != nil {
		bad[name] = fault.New(fault.Invalid, "class.day_form")
		return ""
	}
	return day
}
