package web

import (
	"slices"
	"strconv"

	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
)

// firstSteps is the path of a new ward to its first verdict, or that of whoever has to
// let somebody in first. It shows what is done by looking, and goes away by itself when
// the first round is handed in.
func (v *visit) firstSteps(c *recall, tree *place.Tree) (*view.TaskList, error) {
	for _, a := range v.holder.Assignments() {
		at, ok := tree.At(a.Place, today(v.Now()))
		if !ok || at.Kind != place.Commune || !v.may(right.WriteRegister, a.Place) {
			continue
		}
		return v.wardSteps(c, tree, at)
	}
	if len(c.rounds) == 0 && v.holder.Holds(right.ManageAccounts) {
		return v.ownerSteps(tree)
	}
	return nil, nil
}

func (v *visit) wardSteps(c *recall, tree *place.Tree, at place.Attributes) (*view.TaskList, error) {
	rounds := c.rounds[at.PlaceID]
	year := v.Now().Year()
	for only := range rounds {
		year = only
	}
	if len(rounds) > 1 || len(rounds) == 1 && rounds[year].State != survey.Open {
		return nil, nil
	}
	t, err := newTarget(tree, at.PlaceID, year)
	if err != nil {
		return nil, err
	}
	written := len(rounds) == 1
	runs := v.importRuns(t)
	mend := t.path("import")
	if len(runs) > 0 && !written {
		mend = runs[0].Href
	}
	list := &view.TaskList{Title: v.say.T("start.title", "name", at.Name), Lead: v.say.T("start.lead")}
	list.Tasks = []view.Task{
		{Title: v.say.T("start.place", "name", at.Name), Text: v.say.T("start.place_text"), Href: t.path(), Done: true},
		{Title: v.say.T("start.workbook"), Text: v.say.T("start.workbook_text", "year", strconv.Itoa(year)), Href: t.path("import"), Done: written || len(runs) > 0},
		{Title: v.say.T("start.mend"), Text: v.say.T("start.mend_text"), Href: mend, Done: written},
	}
	open, err := v.openQuestions(t, written)
	if err != nil {
		return nil, err
	}
	if open > 0 {
		list.Tasks = append(list.Tasks, view.Task{Title: v.say.T("start.who", "n", open), Text: v.say.T("start.who_text"), Href: t.path("questions")})
	}
	list.Tasks = append(list.Tasks, view.Task{Title: v.say.T("start.verdict"), Text: v.say.T("start.verdict_text"), Href: t.path(), Done: written && open == 0})
	list.Finish(v.say.T("start.done"))
	return list, nil
}

func (v *visit) openQuestions(t *target, written bool) (int, error) {
	if !written {
		return 0, nil
	}
	list, err := v.Store.Questions(v.ctx(), t.at.PlaceID, t.year)
	return len(list), err
}

// ownerSteps are those of whoever may only let others in.
func (v *visit) ownerSteps(tree *place.Tree) (*view.TaskList, error) {
	held, err := v.server.Store.AllAssignments(v.ctx())
	if err != nil {
		return nil, err
	}
	places := slices.ContainsFunc(tree.All(), func(a place.Attributes) bool { return a.Kind == place.Commune && a.Holds(today(v.Now())) })
	officer := slices.ContainsFunc(held, func(a right.Assignment) bool { return a.Role == right.WardOfficer && a.Holds(today(v.Now())) })
	list := &view.TaskList{Title: v.say.T("start.owner_title"), Lead: v.say.T("start.owner_lead"), Tasks: []view.Task{
		{Title: v.say.T("start.places"), Text: v.say.T("start.places_text"), Href: helpHref("dia-gioi#tinh-khac-thanh-hoa"), Done: places},
		{Title: v.say.T("start.officer"), Text: v.say.T("start.officer_text"), Href: accountsPath + "/new", Done: officer},
	}}
	list.Finish(v.say.T("start.owner_done"))
	return list, nil
}
