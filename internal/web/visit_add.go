package web

import (
	"net/http"
	"slices"
	"unicode/utf8"

	"hoctap/internal/followup"
	"hoctap/internal/right"
	"hoctap/internal/viet"
)

// longestWords is what fits on the back of a sheet.
const longestWords = 1000

// visitAdd keeps a visit.
func visitAdd(v *visit) error {
	f, err := v.notes()
	if err != nil {
		return err
	}
	form := v.r.PostForm
	visited := &followup.Visit{Commune: f.t.at.PlaceID, Person: f.person.person.Record.PersonID, Outcome: followup.Outcome(form.Get("outcome")), Words: viet.Clean(form.Get("words")), By: v.account.ID}
	wrong := map[string]string{}
	visited.On, err = viet.ParseDate(form.Get("on"))
	if err != nil || visited.On > today(v.Now()) {
		visited.On, wrong["on"] = form.Get("on"), v.say.T("follow.on_wrong")
	}
	if !slices.Contains(followup.Outcomes(), visited.Outcome) {
		wrong["outcome"] = v.say.T("follow.need_outcome")
	}
	if utf8.RuneCountInString(visited.Words) > longestWords {
		wrong["words"] = v.say.T("follow.words_long", "n", longestWords)
	}
	if len(wrong) > 0 {
		page, err := v.followPage(f, visited, wrong)
		if err != nil {
			return err
		}
		return v.showAs(http.StatusUnprocessableEntity, "follow", page)
	}
	err = v.server.Store.NoteVisit(v.ctx(), f.t.year, visited, lackedBy(f.person))
	if err != nil {
		return err
	}
	return elsewhere(followPath(f.t, f.gaps, visited.Person))
}

// notes is a person whose hamlet the visitor may note visits in, with what was posted.
func (v *visit) notes() (*follow, error) {
	err := v.r.ParseForm()
	if err != nil {
		return nil, formFault(err)
	}
	f, err := v.follow()
	if err != nil {
		return nil, err
	}
	if !v.reach(right.NoteVisits, f.t.at.PlaceID).Covers(f.person.person.Record.HamletID) {
		return nil, right.Refuse()
	}
	return f, nil
}
