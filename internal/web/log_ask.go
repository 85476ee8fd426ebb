package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// logAsk is what is asked of the log, as typed and as understood.
type logAsk struct {
	audit.Filter
	from, until string
	person      string
	place       string            // "" for all
	wrong       map[string]string // by field
}

// everywhere and system stand for no place in the choice of places.
const (
	everywhere = ""
	system     = "0"
)

// logAsk reads the filter from the address.
func (v *visit) logAsk() logAsk {
	query := v.r.URL.Query()
	ask := logAsk{from: strings.TrimSpace(query.Get("from")), until: strings.TrimSpace(query.Get("until")), wrong: map[string]string{}}
	ask.Account = viet.Clean(query.Get("who"))
	ask.Kind, _ = audit.KindOf(query.Get("kind"))
	ask.Before = audit.ParseCursor(query.Get("before"))
	ask.person = strings.TrimSpace(query.Get("person"))
	if id, err := strconv.ParseInt(ask.person, 10, 64); err == nil && id > 0 {
		ask.Person = register.ID(id)
	} else if ask.person != "" {
		ask.wrong["person"] = v.say.T("log.no_person")
	}
	if id, err := strconv.ParseInt(query.Get("place"), 10, 64); err == nil && id >= 0 {
		ask.Places, ask.place = []place.ID{place.ID(id)}, query.Get("place")
	}
	ask.From = v.logDay(&ask, "from", ask.from, 0)
	ask.Until = v.logDay(&ask, "until", ask.until, 1)
	return ask
}

// logDay is the first moment of a day in Viet Nam, so many days later, as the log
// writes moments.
func (v *visit) logDay(ask *logAsk, field, typed string, later int) string {
	if typed == "" {
		return ""
	}
	day, err := viet.ParseDate(typed)
	if err != nil {
		ask.wrong[field] = v.say.T("log.no_day")
		return ""
	}
	begins, err := time.ParseInLocation(time.DateOnly, day, vietnam)
	if err != nil {
		ask.wrong[field] = v.say.T("log.no_day")
		return ""
	}
	return begins.AddDate(0, 0, later).UTC().Format(time.RFC3339)
}

// withinLog keeps the question to what the visitor may read: all of the log, or the
// places that an auditor is of.
func (v *visit) withinLog(ask *logAsk) error {
	if v.may(right.ReadLog, 0) {
		return nil
	}
	if len(ask.Places) == 0 {
		c, err := v.recall()
		if err != nil {
			return err
		}
		ask.Places = c.searched(nil)
		for _, a := range v.holder.Assignments() {
			ask.Places = append(ask.Places, a.Place)
		}
	}
	ask.Places = slices.DeleteFunc(ask.Places, func(id place.ID) bool { return !v.may(right.ReadLog, id) })
	if len(ask.Places) == 0 {
		return right.Refuse()
	}
	return nil
}

// query is the address of the same question.
func (a *logAsk) query() url.Values {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	set("who", a.Account)
	set("kind", a.Kind.String())
	set("from", a.from)
	set("until", a.until)
	if a.Person != 0 {
		set("person", idText(a.Person))
	}
	set("place", a.place)
	return q
}

// logPath asks the log for the looks at one person.
func logPath(person register.ID) string {
	return address("/log", url.Values{"person": {idText(person)}})
}

func (v *visit) logFields(page *view.LogPage, ask *logAsk) error {
	typed := func(name, key, value, width string) view.Field {
		f := view.Field{Name: name, Label: v.say.T(key), Value: value, Width: width, Error: ask.wrong[name]}
		if f.Error != "" {
			page.Errors.Lines = append(page.Errors.Lines, view.Link{Text: f.Error, Href: "#" + name})
		}
		return f
	}
	page.From, page.Until = typed("from", "log.from", ask.from, "10"), typed("until", "log.until", ask.until, "10")
	page.Who = typed("who", "log.who", ask.Account, "20")
	page.Person = typed("person", "log.person", ask.person, "20")
	page.Kinds = view.Options{Name: "kind", Label: v.say.T("log.what"), Choices: []view.Option{{Text: v.say.T("log.all_kinds"), Selected: ask.Kind == 0}}}
	for _, k := range audit.Kinds() {
		page.Kinds.Choices = append(page.Kinds.Choices, view.Option{Value: k.String(), Text: v.kindText(k.String()), Selected: k == ask.Kind})
	}
	var err error
	page.Places, err = v.logPlaces(ask)
	return err
}

// logPlaces offers the communes that have people, and the system itself.
func (v *visit) logPlaces(ask *logAsk) (view.Options, error) {
	options := view.Options{Name: "place", Label: v.say.T("log.place")}
	c, err := v.recall()
	if err != nil {
		return options, err
	}
	chosen := ask.place
	options.Choices = []view.Option{{Text: v.say.T("log.all_places"), Selected: chosen == everywhere}}
	if v.may(right.ReadLog, 0) {
		options.Choices = append(options.Choices, view.Option{Value: system, Text: v.say.T("log.system"), Selected: chosen == system})
	}
	var communes []view.Option
	known := chosen == everywhere || chosen == system
	for _, id := range c.searched(nil) {
		if !v.may(right.ReadLog, id) {
			continue
		}
		communes = append(communes, view.Option{Value: idText(id), Text: v.chainName(id), Selected: idText(id) == chosen})
		known = known || idText(id) == chosen
	}
	if !known {
		communes = append(communes, view.Option{Value: chosen, Text: v.chainName(ask.Places[0]), Selected: true})
	}
	slices.SortStableFunc(communes, func(a, b view.Option) int { return viet.Compare(a.Text, b.Text) })
	options.Choices = append(options.Choices, communes...)
	return options, nil
}

// chainName names the place of a chain as it is called today, or was last.
func (v *visit) chainName(id place.ID) string {
	if id == 0 {
		return v.say.T("log.system")
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return idText(id)
	}
	at, ok := tree.Nearest(id, rule.ReferenceDay(v.Now().Year()))
	if !ok {
		return idText(id)
	}
	return at.Name
}

// kindText is a kind in words. One that a newer program wrote is shown as it is.
func (v *visit) kindText(kind string) string {
	if _, known := audit.KindOf(kind); !known {
		return kind
	}
	return v.say.T("log.kind_" + strings.NewReplacer(".", "_", "-", "_").Replace(kind))
}
