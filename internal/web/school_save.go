package web

import (
	"maps"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form/agree"
	"hoctap/internal/rule"
)

// schoolSave keeps the figures of one school or of the commune: all of them, or
// none and the form again with what was typed.
func schoolSave(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	f, err := v.figures(t)
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	e, values := v.readFigures(f)
	if v.r.PostForm.Has(takeButton) {
		return v.takeFigures(f, e)
	}
	if len(e.wrong) == 0 {
		v.checkSums(f, e, values)
	}
	if len(e.wrong) > 0 {
		return v.refuseFigures(f, e)
	}
	_, err = v.Store.SaveFacts(v.ctx(), t.at.PlaceID, t.year, values)
	if err != nil {
		return err
	}
	v.redirect(t.path("schools"))
	return nil
}

// readFigures reads the fields that the form has; what it has no field for stays
// as it was.
func (v *visit) readFigures(f *figures) (*entry, []rule.FactValue) {
	e := &entry{typed: map[string]string{}, wrong: map[string][]*fault.Error{}}
	var values []rule.FactValue
	for _, fact := range f.asked {
		if !v.r.PostForm.Has(fact.ID) {
			continue
		}
		text := strings.TrimSpace(v.r.PostForm.Get(fact.ID))
		e.typed[fact.ID] = text
		value := ""
		if text != "" {
			var bad *fault.Error
			value, bad = rule.ParseFact(fact, text)
			if bad != nil {
				e.wrong[fact.ID] = append(e.wrong[fact.ID], v.inWords(fact, bad))
				continue
			}
		}
		values = append(values, rule.FactValue{School: f.school, Fact: fact.ID, Value: value})
	}
	return e, values
}

// checkSums holds what was typed, together with what is kept, against the sums
// that must agree on the forms.
func (v *visit) checkSums(f *figures, e *entry, values []rule.FactValue) {
	all := maps.Clone(f.values)
	given := map[string]bool{}
	for _, value := range values {
		all[value.Fact], given[value.Fact] = value.Value, true
	}
	for _, b := range agree.BrokenBy(v.sums, all) {
		if b.Touches(given) {
			e.wrong[b.Field()] = append(e.wrong[b.Field()], b.Fault(v.lang))
		}
	}
}

// inWords names the figure in the reader's language.
func (v *visit) inWords(fact *rule.Fact, bad *fault.Error) *fault.Error {
	if _, ok := bad.Args["text"]; ok {
		bad.Args["text"] = v.law(fact.Text)
	}
	return bad
}
