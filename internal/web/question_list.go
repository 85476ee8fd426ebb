package web

import (
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// questionList shows who of a round may be somebody we know: what the rows alone
// cannot tell, a person decides.
func questionList(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	list, err := v.Store.Questions(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(v.say.T("question.title", "year", t.year, "name", t.at.Name), t, "round", "questions")
	if err != nil {
		return err
	}
	page := view.QuestionList{
		Page: frame, Heading: v.say.T("question.heading", "year", t.year), Lead: v.say.T("question.lead"),
		Back: view.Link{Text: v.say.T("round.title", "year", t.year), Href: t.path("round")},
	}
	if len(list) == 0 {
		page.Empty = &view.Empty{Title: v.say.T("question.none")}
	}
	for i := range list {
		page.Items = append(page.Items, v.question(t, &list[i]))
	}
	return v.show("question_list", page)
}

func (v *visit) question(t *target, q *survey.OpenQuestion) view.Question {
	v.saw(q.Person)
	id := idText(q.Person.PersonID)
	item := view.Question{
		Action: t.path("questions"), Person: id, Name: q.Person.Name(), Facts: v.recordFacts(t.tree, q.Person), Href: personPath(q.Person.PersonID, q.Person.Year),
		Same: view.Options{Name: "same-" + id, Label: v.say.T("question.who")},
	}
	for _, k := range q.Candidates {
		v.saw(k)
		item.Same.Choices = append(item.Same.Choices, view.Option{Value: idText(k.PersonID), Text: v.say.T("question.same", "name", k.Name()), Hint: v.recordFacts(t.tree, k)})
	}
	item.Same.Choices = append(item.Same.Choices, view.Option{Value: "0", Text: v.say.T("question.somebody_else")})
	return item
}

// recordFacts tell in a line who somebody is: born when, living where, on which
// sheet.
func (v *visit) recordFacts(tree *place.Tree, r *register.Record) string {
	on := rule.ReferenceDay(r.Year)
	where := verdict.HamletName(tree, r, on)
	if at, ok := tree.Nearest(r.CommuneID, on); ok && where != "" {
		where += ", " + at.Name
	} else if ok {
		where = at.Name
	}
	return v.say.T("find.person", "birth", viet.Date(r.BirthDate()), "where", where, "sheet", r.SheetNumber, "year", r.Year)
}
