package web

import (
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/privacy"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

const requestsPath = "/requests"

// requestList is what people have asked of the communes that the reader works in,
// what is due first.
func requestList(v *visit) error {
	title := v.say.T("asking.list")
	page := view.RequestList{Page: v.frame(title), Heading: title, Lead: v.say.T("asking.list_lead")}
	communes, err := v.answersFor()
	if err != nil {
		return err
	}
	for _, commune := range communes {
		list, err := v.server.Store.Requests(v.ctx(), commune.PlaceID)
		if err != nil {
			return err
		}
		for i := range list {
			item, err := v.requestItem(commune, &list[i])
			if err != nil {
				return err
			}
			if item != nil {
				page.Items = append(page.Items, *item)
			}
		}
	}
	if len(page.Items) == 0 {
		page.Empty = &view.Empty{Title: v.say.T("asking.none"), Text: v.say.T("asking.none_text")}
	}
	return v.show("request_list", page)
}

// answersFor are the communes whose register the reader keeps.
func (v *visit) answersFor() ([]place.Attributes, error) {
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	var out []place.Attributes
	for id := range c.rounds {
		if at, ok := tree.Nearest(id, rule.ReferenceDay(v.Now().Year())); ok && v.may(right.WriteRegister, id) {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, func(a, b place.Attributes) int { return viet.Compare(a.Name, b.Name) })
	return out, nil
}

// requestItem is a request with whoever asked it, nil where they are beyond reach.
func (v *visit) requestItem(commune place.Attributes, r *privacy.Request) (*view.RequestItem, error) {
	history, err := v.Store.PersonHistory(v.ctx(), r.Person)
	if err != nil || len(history) == 0 {
		return nil, err
	}
	who := history[len(history)-1]
	v.saw(who)
	item := &view.RequestItem{
		Name: who.Name(), Href: personPath(who.PersonID, who.Year), Place: commune.Name, Kind: v.say.T("asking.kind_" + string(r.Kind)), Text: r.Text,
		Tag: view.Tag{Tone: view.Accent, Text: v.say.T("asking.state_" + string(r.State))}, Outcome: r.Outcome,
		Days: v.say.T("asking.days", "received", viet.Date(r.Received), "answer", viet.Date(r.Answer), "finish", viet.Date(r.Finish)),
	}
	switch {
	case r.Late(today(v.Now())):
		item.Tag = view.Tag{Tone: view.Bad, Text: v.say.T("asking.late")}
	case !r.Open():
		item.Tag.Tone = view.Plain
		item.Days = v.say.T("asking.closed", "received", viet.Date(r.Received), "on", viet.Date(r.ClosedOn))
	}
	if r.Open() {
		item.Action = requestsPath + "/" + idText(r.Commune) + "/" + strconv.FormatInt(r.ID, 10)
		item.Outcomes = v.outcomes(r.State)
	}
	return item, nil
}

// outcomes are the states that a request may come to from its own.
func (v *visit) outcomes(from privacy.State) []view.Option {
	var out []view.Option
	for _, to := range []privacy.State{privacy.Answered, privacy.Done, privacy.Refused} {
		if to != from {
			out = append(out, view.Option{Value: string(to), Text: v.say.T("asking.to_" + string(to))})
		}
	}
	return out
}

// requestSettle writes what was told or done.
func requestSettle(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	commune, err := placeID(v.r.PathValue("commune"))
	if err != nil {
		return err
	}
	list, err := v.server.Store.Requests(v.ctx(), commune)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(r privacy.Request) bool { return strconv.FormatInt(r.ID, 10) == v.r.PathValue("request") })
	if i < 0 || !v.reaches(list[i].Person) {
		return fault.New(fault.NotFound, "asking.unknown")
	}
	r, to := list[i], privacy.State(v.r.PostForm.Get("to"))
	r.State, r.Outcome = to, viet.Clean(v.r.PostForm.Get("outcome"))
	if !slices.Contains([]privacy.State{privacy.Answered, privacy.Done, privacy.Refused}, to) || r.Outcome == "" {
		return fault.New(fault.Invalid, "asking.need_outcome")
	}
	if to != privacy.Answered {
		r.ClosedOn = today(v.Now())
	}
	err = v.server.Store.SettleRequest(v.ctx(), &r)
	if err != nil {
		return err
	}
	return elsewhere(requestsPath)
}

func (v *visit) reaches(person register.ID) bool {
	history, err := v.Store.PersonHistory(v.ctx(), person)
	return err == nil && len(history) > 0
}
