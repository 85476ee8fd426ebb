package web

import (
	"slices"
	"strconv"

	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// mostLearnersFound is how many people a search for learners shows.
const mostLearnersFound = 20

// findLearners looks for people of the ward by name, to be added to the class.
func (v *visit) findLearners(t *target, w *centre.Whole, page *view.ClassPage) error {
	if page.Find == nil {
		return nil
	}
	query := viet.Clean(v.r.URL.Query().Get("q"))
	err := numberTyped(query)
	if err != nil {
		return err
	}
	page.Find.Query.Value = query
	matches, err := v.Store.SearchPersons(v.ctx(), []place.ID{t.at.PlaceID}, query, mostLearnersFound)
	if err != nil {
		return err
	}
	var ids []register.ID
	for _, m := range matches {
		if w.Learner(m.PersonID) == nil {
			ids = append(ids, m.PersonID)
		}
	}
	records, err := v.Store.RecordsByPerson(v.ctx(), t.at.PlaceID, t.year, ids)
	if err != nil {
		return err
	}
	slices.SortFunc(records, byName)
	for _, r := range records {
		if r.Gone() {
			continue
		}
		v.saw(r)
		page.Find.Found = append(page.Find.Found, view.ClassPerson{ID: idText(r.PersonID), Name: r.Name(), Sub: v.personSub(r)})
	}
	page.Find.Add = classPath(t, w.ID, "learners")
	if len(page.Find.Found) == 0 {
		page.Find.None = v.say.T("class.found_none")
	}
	return nil
}

// classLearners adds people to the class, or takes one on: invited, enrolled, left.
func classLearners(v *visit) error {
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
	if v.r.PostForm.Has("add") {
		err = v.addLearners(t, w)
	} else {
		err = v.moveLearner(t, w)
	}
	if err != nil {
		return err
	}
	v.redirect(classPath(t, w.ID))
	return nil
}

func (v *visit) addLearners(t *target, w *centre.Whole) error {
	e := &classEntry{class: w.Class}
	for _, text := range v.r.PostForm["person"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err == nil {
			e.invited = append(e.invited, register.ID(id))
		}
	}
	list, err := v.invitations(t, e)
	if err != nil || len(list) == 0 {
		return err
	}
	state := centre.LearnerState(v.r.PostForm.Get("add"))
	if state != centre.Enrolled {
		state = centre.Invited
	}
	_, err = v.Store.AddLearners(v.ctx(), &w.Class, withState(list, centre.Invited))
	if err != nil || state == centre.Invited {
		return err
	}
	for _, l := range list {
		err = v.Store.MoveLearner(v.ctx(), &w.Class, l.Person, centre.Invited, centre.Enrolled)
		if err != nil {
			return err
		}
	}
	return nil
}

func withState(list []centre.Learner, state centre.LearnerState) []centre.Learner {
	out := slices.Clone(list)
	for i := range out {
		out[i].State = state
	}
	return out
}

// moveLearner takes on whom a button names: the value is "person:state".
func (v *visit) moveLearner(t *target, w *centre.Whole) error {
	person, to := v.r.PostForm.Get("person"), centre.LearnerState(v.r.PostForm.Get("to"))
	id, err := strconv.ParseInt(person, 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "fault.form")
	}
	records, err := v.Store.RecordsByPerson(v.ctx(), t.at.PlaceID, t.year, []register.ID{register.ID(id)})
	if err != nil {
		return err
	}
	l := w.Learner(register.ID(id))
	if l == nil || len(records) == 0 || !slices.Contains(learnerMoves[l.State], to) {
		return fault.New(fault.Conflict, "class.moved_meanwhile")
	}
	return v.Store.MoveLearner(v.ctx(), &w.Class, l.Person, l.State, to)
}
