package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/right"
)

// followAssign gives the people ticked on a gap list to somebody to follow, or takes
// them back. All of them are given, or none.
func followAssign(v *visit) error {
	ids, err := v.ticked()
	if err != nil {
		return err
	}
	ask, err := v.whatIf()
	if err != nil {
		return err
	}
	people := gapPeople(ask.t, ask.gaps)
	all, err := v.following(ask.t, ask.gaps, people)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return fault.New(fault.Invalid, "follow.nobody_ticked")
	}
	lacked := map[register.ID][]string{}
	var chosen []*gapPerson
	for _, p := range people {
		if slices.Contains(ids, p.person.Record.PersonID) {
			lacked[p.person.Record.PersonID] = lackedBy(p)
			chosen = append(chosen, p)
		}
	}
	if len(lacked) < len(ids) {
		return fault.New(fault.NotFound, "follow.not_listed")
	}
	to, err := v.chosenFollower(all, chosen)
	if err != nil {
		return err
	}
	err = v.server.Store.AssignFollowUps(v.ctx(), ask.t.at.PlaceID, ask.t.year, to, today(v.Now()), lacked)
	if err != nil {
		return err
	}
	return elsewhere(v.afterAssigning(ask, ids))
}

// chosenFollower refuses to give somebody people of hamlets where they may not go.
func (v *visit) chosenFollower(all *following, chosen []*gapPerson) (right.ID, error) {
	text := v.r.PostForm.Get("follower")
	if text == "0" {
		return 0, nil
	}
	i := slices.IndexFunc(all.may, func(f follower) bool { return idText(f.id) == text })
	if i < 0 {
		return 0, fault.New(fault.Invalid, "follow.cannot_follow")
	}
	to, beyond := all.may[i], 0
	for _, p := range chosen {
		if !to.reach.Covers(p.person.Record.HamletID) {
			beyond++
		}
	}
	if beyond > 0 {
		return 0, fault.New(fault.Invalid, "follow.beyond", "name", to.name, "n", beyond)
	}
	return to.id, nil
}

// afterAssigning leads back to where the form stood.
func (v *visit) afterAssigning(ask *supposing, ids []register.ID) string {
	form := v.r.PostForm
	if form.Get("one") != "" {
		return followPath(ask.t, ask.gaps, ids[0])
	}
	query := url.Values{}
	for _, name := range []string{"list", "hamlet", "who"} {
		if value := form.Get(name); value != "" && !strings.ContainsAny(value, "\r\n") {
			query.Set(name, value)
		}
	}
	return address(ask.t.path("gaps", ask.std.ID, strconv.Itoa(ask.level)), query)
}
