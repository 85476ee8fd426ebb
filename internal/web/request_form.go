package web

import (
	"net/http"
	"slices"

	"hoctap/internal/privacy"
	"hoctap/internal/register"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

func askPath(id register.ID) string { return "/persons/" + idText(id) + "/request" }

// requestForm takes down what somebody asks about their data.
func requestForm(v *visit) error {
	r, err := v.asking()
	if err != nil {
		return err
	}
	return v.show("request", v.requestPage(r, privacy.See, "", "", nil))
}

// asking is the person in the address, as last surveyed.
func (v *visit) asking() (*register.Record, error) {
	history, err := v.personHistory()
	if err != nil {
		return nil, err
	}
	r := history[len(history)-1]
	v.looksAtOne = true
	v.saw(r)
	return r, nil
}

func (v *visit) requestPage(r *register.Record, kind privacy.Kind, on, text string, wrong map[string]string) view.RequestPage {
	title := v.say.T("asking.title")
	if on == "" {
		on = viet.Date(today(v.Now()))
	}
	page := view.RequestPage{
		Page: v.frame(title), Heading: title, Lead: v.say.T("asking.of", "name", r.Name()), Action: askPath(r.PersonID), Back: view.Link{Text: r.Name(), Href: personPath(r.PersonID, r.Year)},
		Kind: view.Options{Name: "kind", Label: v.say.T("asking.kind")},
		On:   view.Field{Name: "on", Label: v.say.T("asking.on"), Hint: v.say.T("asking.on_hint"), Value: on, Width: "10", Error: wrong["on"]},
		Text: view.Field{Name: "text", Label: v.say.T("asking.text"), Hint: v.say.T("asking.text_hint"), Type: "textarea", Value: text, Error: wrong["text"]},
	}
	for _, k := range privacy.Kinds() {
		page.Kind.Choices = append(page.Kind.Choices, view.Option{Value: string(k), Text: v.say.T("asking.kind_" + string(k)), Selected: k == kind})
	}
	page.Errors = summary(page.On, page.Text)
	return page
}

// requestAdd keeps it, with the days that the law gives.
func requestAdd(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	r, err := v.asking()
	if err != nil {
		return err
	}
	form := v.r.PostForm
	kind, text := privacy.Kind(form.Get("kind")), viet.Clean(form.Get("text"))
	on, err := viet.ParseDate(form.Get("on"))
	wrong := map[string]string{}
	if err != nil || on > today(v.Now()) {
		wrong["on"] = v.say.T("asking.on_wrong")
	}
	if text == "" {
		wrong["text"] = v.say.T("asking.need_text")
	}
	if !slices.Contains(privacy.Kinds(), kind) {
		kind = privacy.See
		wrong["text"] = v.say.T("asking.need_text")
	}
	if len(wrong) > 0 {
		return v.showAs(http.StatusUnprocessableEntity, "request", v.requestPage(r, kind, form.Get("on"), text, wrong))
	}
	asked := &privacy.Request{Commune: r.CommuneID, Person: r.PersonID, Kind: kind, Text: text, Received: on, State: privacy.Received}
	asked.Answer, asked.Finish = privacy.Deadlines(kind, on, privacy.FixedHolidays(v.Now().Year()))
	err = v.server.Store.AddRequest(v.ctx(), asked)
	if err != nil {
		return err
	}
	return elsewhere(requestsPath)
}
