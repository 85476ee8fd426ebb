package web

import (
	"net/url"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/formout"
	"hoctap/internal/place"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
)

// asked is a form as the address names it.
type asked struct {
	form   *form.Form
	hamlet place.ID // 0: the whole place
}

// filledOf is what a filled form is remembered by. A form without names is small;
// those of hamlets are made anew, since there are as many as hamlets times forms.
type filledOf struct {
	ofYear
	code string
}

var scopes = map[place.Kind]form.Scope{
	place.Commune: form.OfCommune, place.District: form.OfDistrict, place.Province: form.OfProvince,
}

// askedForm reads the form and hamlet of the address.
func (v *visit) askedForm(t *target, code string) (*asked, error) {
	f, err := v.Forms.Form(code, t.year)
	if err != nil {
		return nil, err
	}
	ask := &asked{form: f}
	given := v.r.URL.Query().Get("hamlet")
	if given == "" {
		return ask, nil
	}
	id, err := strconv.ParseInt(given, 10, 64)
	if err != nil {
		return nil, fault.New(fault.NotFound, "form.hamlet_unknown", "name", t.at.Name)
	}
	ask.hamlet = place.ID(id)
	return ask, nil
}

// filled makes the form out, or gives it as it was made out since anything last
// changed. It is shared and not to be written to.
func (v *visit) filled(t *target, ask *asked) (*form.Filled, error) {
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	fill := func() (*form.Filled, error) {
		return v.Forms.MakeOut(v.ctx(), c, ask.form, form.For{Place: t.at.PlaceID, Year: t.year, Hamlet: ask.hamlet}, v.today())
	}
	if ask.hamlet != 0 {
		return fill()
	}
	return once(c, filledOf{ofYear{t.at.PlaceID, t.year}, ask.form.Code}, fill)
}

func (v *visit) today() string { return v.Now().Format("2006-01-02") }

// document is a filled form on its way out: as made today, or on the day on which
// its round was handed in.
func (v *visit) document(f *form.Filled) (*formout.Document, error) {
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	dated := *f
	if round, stands := c.rounds[f.Place.ID][f.Year]; !stands || round.State == survey.Open {
		dated.MadeOn = v.today()
	}
	d := &formout.Document{Filled: &dated, Words: v.say}
	if f.List != nil {
		d.Entries = v.Forms.Entries(v.ctx(), c, &dated)
	}
	return d, nil
}

// formPath is the address of a form: its code as people type it.
func formPath(t *target, code string, hamlet place.ID, parts ...string) string {
	query := url.Values{}
	if hamlet != 0 {
		query.Set("hamlet", idText(hamlet))
	}
	return address(t.path(append([]string{"forms", slug(code)}, parts...)...), query)
}

// fileLinks are the files that a form is written as.
func fileLinks(t *target, code string, hamlet place.ID) []view.Link {
	var out []view.Link
	for _, kind := range []string{"pdf", "xlsx", "csv"} {
		query := url.Values{}
		if hamlet != 0 {
			query.Set("hamlet", idText(hamlet))
		}
		out = append(out, view.Link{Text: fileWords[kind], Href: address(t.path("forms", slug(code)+"."+kind), query)})
	}
	return out
}

var fileWords = map[string]string{"pdf": "PDF", "xlsx": "Excel", "csv": "CSV"}

// hamletOptions lets a form be made out for one hamlet, where it may be.
func (v *visit) hamletOptions(t *target, ask *asked) view.Options {
	options := view.Options{Name: "hamlet", Label: v.say.T("overview.hamlet")}
	if t.at.Kind != place.Commune || !slices.Contains(ask.form.Scopes, form.OfHamlet) {
		return options
	}
	options.Choices = []view.Option{{Text: v.say.T("people.all_hamlets"), Selected: ask.hamlet == 0}}
	for _, h := range t.hamlets() {
		options.Choices = append(options.Choices, view.Option{Value: idText(h.PlaceID), Text: h.Name, Selected: h.PlaceID == ask.hamlet})
	}
	return options
}

// hamlets are those of the commune on the day, or of the units it was made of.
func (t *target) hamlets() []place.Attributes {
	all := t.tree.Below(t.at.PlaceID, place.Hamlet, t.on)
	if t.exists {
		return all
	}
	for _, share := range t.tree.Standing(t.at.PlaceID, t.on) {
		all = append(all, t.tree.Below(share.Place.PlaceID, place.Hamlet, t.on)...)
	}
	return all
}
