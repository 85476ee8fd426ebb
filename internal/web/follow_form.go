package web

import (
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/followup"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

func followPath(t *target, g *verdict.Gaps, person register.ID) string {
	return t.path("gaps", g.Standard.ID, strconv.Itoa(g.Level), "follow", idText(person))
}

// follow is one person of a gap list with everything that was done about them.
type follow struct {
	*supposing
	person *gapPerson
	all    *following
}

// followForm shows who follows a person of the list and every visit, and takes the
// next one.
func followForm(v *visit) error {
	f, err := v.follow()
	if err != nil {
		return err
	}
	page, err := v.followPage(f, &followup.Visit{On: today(v.Now())}, nil)
	if err != nil {
		return err
	}
	return v.show("follow", page)
}

// follow finds the person of the address on the list of the address.
func (v *visit) follow() (*follow, error) {
	ask, err := v.whatIf()
	if err != nil {
		return nil, err
	}
	people := gapPeople(ask.t, ask.gaps)
	all, err := v.following(ask.t, ask.gaps, people)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		if idText(p.person.Record.PersonID) == v.r.PathValue("person") {
			return &follow{ask, p, all}, nil
		}
	}
	return nil, fault.New(fault.NotFound, "follow.not_listed")
}

func (f *follow) listPath() string {
	return f.t.path("gaps", f.std.ID, strconv.Itoa(f.level))
}

func (v *visit) followPage(f *follow, typed *followup.Visit, wrong map[string]string) (view.FollowPage, error) {
	r := f.person.person.Record
	v.looksAtOne = true
	frame, err := v.placeFrame(v.say.T("follow.title", "name", r.Name()), f.t, "gaps", "gaps", f.std.ID, strconv.Itoa(f.level))
	here := followPath(f.t, f.gaps, r.PersonID)
	row := v.gapRow(f.person, 0)
	page := view.FollowPage{
		Page: frame, Name: r.Name(), Person: &view.Link{Text: v.say.T("follow.person"), Href: personPath(r.PersonID, r.Year)}, Missing: row.Missing, Back: view.Link{Text: v.goalTitle(f.std, f.level), Href: f.listPath()},
		Facts: []view.Fact{{Name: v.say.T("gap.birth"), Value: viet.Date(r.BirthDate())}, {Name: v.say.T("gap.household"), Value: row.Household}, {Name: v.say.T("people.address"), Value: row.Address}, {Name: v.say.T("overview.hamlet"), Value: f.person.hamlet}, {Name: v.say.T("people.learning"), Value: row.Learning}},
	}
	v.followState(&page, f, here)
	if v.reach(right.NoteVisits, f.t.at.PlaceID).Covers(r.HamletID) {
		page.Visit = v.visitForm(here, typed, wrong)
		page.Errors = summary(page.Visit.On, page.Visit.Words)
	}
	if v.may(right.AssignFollowUps, f.t.at.PlaceID) {
		page.Assign = v.assignForm(f.t, f.gaps, f.all)
		page.Assign.Person, page.Assign.To.Label = idText(r.PersonID), v.say.T("follow.assign_one")
	}
	return page, err
}

// followState says how far the matter has come.
func (v *visit) followState(page *view.FollowPage, f *follow, here string) {
	one := f.person.follow
	follower := ""
	if one != nil {
		follower = f.all.names[one.Follower]
	}
	if follower == "" {
		follower = v.say.T("follow.nobody")
	}
	page.Facts = append(page.Facts, view.Fact{Name: v.say.T("follow.who"), Value: follower})
	page.Mark = view.FollowMark{Action: here + "/mark", Hint: v.say.T("follow.mark_hint")}
	if one == nil {
		return
	}
	if one.WonOn != "" {
		page.Mark.On = v.say.T("follow.marked_on", "on", viet.Date(one.WonOn))
	}
	for i := range one.Visits {
		visited := &one.Visits[i]
		page.Visits = append(page.Visits, view.Event{When: viet.Date(visited.On), Title: v.outcomeText(visited.Outcome), Lines: nonEmpty(visited.Words), Changed: f.all.names[visited.By], Current: i == 0})
	}
}

func nonEmpty(texts ...string) []string {
	var out []string
	for _, text := range texts {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

func (v *visit) visitForm(action string, typed *followup.Visit, wrong map[string]string) *view.VisitForm {
	form := &view.VisitForm{
		Action:  action,
		On:      view.Field{Name: "on", Label: v.say.T("follow.on"), Hint: v.say.T("follow.on_hint"), Value: viet.Date(typed.On), Width: "10", Error: wrong["on"]},
		Outcome: view.Options{Name: "outcome", Label: v.say.T("follow.outcome"), Error: wrong["outcome"]},
		Words:   view.Field{Name: "words", Label: v.say.T("follow.words"), Hint: v.say.T("follow.words_hint"), Type: "textarea", Value: typed.Words, Optional: true, Error: wrong["words"]},
	}
	for _, o := range followup.Outcomes() {
		form.Outcome.Choices = append(form.Outcome.Choices, view.Option{Value: string(o), Text: v.outcomeText(o), Selected: o == typed.Outcome})
	}
	return form
}

// assignForm offers those who may note visits in the commune.
func (v *visit) assignForm(t *target, g *verdict.Gaps, f *following) *view.AssignForm {
	form := &view.AssignForm{
		Action: t.path("gaps", g.Standard.ID, strconv.Itoa(g.Level), "assign"),
		To:     view.Options{Name: "follower", Label: v.say.T("follow.assign_to"), Choices: []view.Option{{Text: v.say.T("follow.choose")}}},
	}
	for _, a := range f.may {
		text := a.name
		if !a.reach.Whole {
			text = v.say.T("follow.of_hamlets", "name", a.name, "hamlets", v.hamletNames(t, a.reach))
		}
		form.To.Choices = append(form.To.Choices, view.Option{Value: idText(a.id), Text: text})
	}
	form.To.Choices = append(form.To.Choices, view.Option{Value: "0", Text: v.say.T("follow.take_back")})
	return form
}

func (v *visit) hamletNames(t *target, reach right.Reach) string {
	var names string
	for i, id := range reach.Hamlets {
		if i > 0 {
			names += ", "
		}
		if at, ok := t.tree.Nearest(id, rule.ReferenceDay(t.year)); ok {
			names += at.Name
		}
	}
	return names
}
