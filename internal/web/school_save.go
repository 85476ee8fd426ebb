package web

import (
	"strings"

	"hoctap/internal/fault"
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
	typed := map[string]string{}
	wrong := map[string]*fault.Error{}
	var values []rule.FactValue
	for _, fact := range f.asked {
		// A form may hold a part of the figures only; what it has no field for
		// stays as it was.
		if !v.r.PostForm.Has(fact.ID) {
			continue
		}
		text := strings.TrimSpace(v.r.PostForm.Get(fact.ID))
		typed[fact.ID] = text
		value := ""
		if text != "" {
			var bad *fault.Error
			value, bad = rule.ParseFact(fact, text)
			if bad != nil {
				wrong[fact.ID] = v.inWords(fact, bad)
				continue
			}
		}
		values = append(values, rule.FactValue{School: f.school, Fact: fact.ID, Value: value})
	}
	if len(wrong) > 0 {
		return v.refuseFigures(f, typed, wrong)
	}
	_, err = v.Store.SaveFacts(v.ctx(), t.at.PlaceID, t.year, values)
	if err != nil {
		return err
	}
	v.redirect(t.path("schools"))
	return nil
}

// inWords names the figure in the reader's language.
func (v *visit) inWords(fact *rule.Fact, bad *fault.Error) *fault.Error {
	if _, ok := bad.Args["text"]; ok {
		bad.Args["text"] = v.law(fact.Text)
	}
	return bad
}
