package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/web/view"
)

const entriesPerPage = 100

// logList shows the log, the newest first. It names no person: whose entries these
// are says the address, and that somebody asked is entered too.
func logList(v *visit) error {
	ask := v.logAsk()
	ask.Limit = entriesPerPage + 1
	err := v.withinLog(&ask)
	if err != nil {
		return err
	}
	list, err := v.logEntries(&ask)
	if err != nil {
		return err
	}
	page := view.LogPage{
		Page: v.frame(v.say.T("log.title")), Heading: v.say.T("log.title"), Lead: v.say.T("log.lead"),
		Export: view.Link{Text: v.say.T("log.export"), Href: address("/log/export.xlsx", ask.query())},
	}
	if ask.Person != 0 {
		page.Heading, page.Lead = v.say.T("log.of_person"), v.say.T("log.of_person_lead", "id", idText(ask.Person))
		page.All = &view.Link{Text: v.say.T("log.all"), Href: "/log"}
	}
	err = v.logFields(&page, &ask)
	if err != nil {
		return err
	}
	if len(list) > entriesPerPage {
		list = list[:entriesPerPage]
		query := ask.query()
		query.Set("before", audit.CursorOf(&list[len(list)-1]).String())
		page.Older = &view.Link{Text: v.say.T("log.older"), Href: address("/log", query)}
	}
	if ask.Before != (audit.Cursor{}) {
		page.Newest = &view.Link{Text: v.say.T("log.newest"), Href: address("/log", ask.query())}
	}
	page.Entries = v.logTable(list)
	status := http.StatusOK
	if len(ask.wrong) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.showAs(status, "log", page)
}

// logEntries reads the log. Who asks about one person has looked at what is known
// of them.
func (v *visit) logEntries(ask *logAsk) ([]audit.Entry, error) {
	if len(ask.wrong) > 0 {
		return nil, nil
	}
	list, err := v.Store.Entries(v.ctx(), ask.Filter)
	if err != nil || ask.Person == 0 {
		return list, err
	}
	return list, v.Store.Log(v.ctx(), audit.New(audit.LogRead, 0, 0, nil).About(ask.Person))
}

func (v *visit) logTable(list []audit.Entry) *view.Table {
	table := &view.Table{Fold: true, Caption: v.say.T("log.caption", "n", len(list))}
	for _, key := range []string{"when", "what", "who", "place", "about", "more"} {
		table.Columns = append(table.Columns, view.Column{Text: v.say.T("log." + key)})
	}
	for i := range list {
		table.Rows = append(table.Rows, view.Row{Cells: v.logCells(&list[i])})
	}
	if len(list) == 0 {
		table.Empty = &view.Empty{Title: v.say.T("log.none"), Text: v.say.T("log.none_text")}
	}
	return table
}

func (v *visit) logCells(e *audit.Entry) []view.Cell {
	return []view.Cell{
		{Text: moment(e.At), Sub: v.say.T("log.number", "n", e.Seq)},
		{Text: v.kindText(e.Kind)},
		{Text: v.actor(e.Account), Sub: e.From},
		{Text: v.chainName(e.Place), Sub: v.logYear(e.Year)},
		{Text: v.aboutText(e)},
		v.moreCell(e),
	}
}

func (v *visit) logYear(year int) string {
	if year == 0 {
		return ""
	}
	return v.say.T("frame.year", "year", year)
}

func (v *visit) aboutText(e *audit.Entry) string {
	switch {
	case e.Whole:
		return v.say.T("log.whole")
	case len(e.Persons) > 0:
		return v.say.T("log.persons", "n", len(e.Persons))
	}
	return "–"
}

// moreCell is the reason and what else the entry tells; one that tells nothing says
// so, for a list on a phone names the column before it.
func (v *visit) moreCell(e *audit.Entry) view.Cell {
	detail := v.detailText(e.Detail)
	switch {
	case e.Reason == "" && detail == "":
		return view.Cell{Text: "–"}
	case e.Reason == "":
		return view.Cell{Text: detail}
	}
	return view.Cell{Text: e.Reason, Sub: detail}
}

// detailText words what else an entry tells. The page and our own numbers are left
// out: the kind of act says as much to a reader, and the exported log has them.
func (v *visit) detailText(detail string) string {
	if detail == "" {
		return ""
	}
	var fields map[string]any
	err := json.Unmarshal([]byte(detail), &fields)
	if err != nil {
		return detail
	}
	for _, ours := range []string{"page", "class", "session"} {
		delete(fields, ours)
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		parts = append(parts, v.detailPart(name, fields[name]))
	}
	return strings.Join(parts, " · ")
}

// detailWords are where the words of a value stand.
var detailWords = map[string][]string{
	"from": {"round."}, "to": {"round."}, "mark": {"class.mark_"}, "state": {"class.state_", "class.learner_", "asking.state_"},
}

func (v *visit) detailPart(name string, value any) string {
	text := fmt.Sprint(value)
	if n, ok := value.(float64); ok {
		text = v.say.Int(int64(n))
	}
	for _, words := range detailWords[name] {
		if v.say.Has(words + text) {
			text = v.say.T(words + text)
			break
		}
	}
	switch key := "log.detail_" + name; {
	case !v.say.Has(key):
		return name + ": " + text
	case len(v.say.Args(key)) == 0:
		return v.say.T(key)
	default:
		return v.say.T(key, "value", text)
	}
}
