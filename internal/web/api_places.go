package web

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
)

// InPlace names a unit and a year, as every operation on figures does.
type InPlace struct {
	Place string `path:"place" doc:"Official code of the unit on 30 September of the year, or our id" example:"14812"`
	Year  int    `path:"year" minimum:"2000" maximum:"2100" example:"2025"`
}

// apiPlace is a unit as it is called on a day.
type apiPlace struct {
	ID     string `json:"id" doc:"Our id: it stays when code or name change"`
	Code   string `json:"code" doc:"Official code; the same code may be another unit's in another year"`
	Name   string `json:"name"`
	Kind   string `json:"kind" enum:"nation,province,district,commune,hamlet"`
	Parent string `json:"parent,omitempty" doc:"Id of the unit above"`
	From   string `json:"from" doc:"Since when it is called so"`
	Until  string `json:"until,omitempty" doc:"The first day on which it no longer is"`
}

func placeOut(a place.Attributes) apiPlace {
	out := apiPlace{ID: idText(a.PlaceID), Code: a.Code, Name: a.Name, Kind: string(a.Kind), From: a.From, Until: a.Until}
	if a.Parent != 0 {
		out.Parent = idText(a.Parent)
	}
	return out
}

type placesIn struct {
	Query  string `query:"q" maxLength:"100" doc:"Words of the name, with or without accents"`
	On     string `query:"on" doc:"The day, as 2025-09-30; today where it is left out"`
	Cursor string `query:"cursor" doc:"Where the page before ended"`
}

type placesOut struct {
	Places []apiPlace `json:"places"`
	Next   string     `json:"next,omitempty" doc:"The cursor of the next page; none on the last"`
}

const placesPerPage = 100

func (p *programs) registerPlaces() {
	operate(p, http.MethodGet, "/me", "me", "Who the token acts for, and what it may", signedIn, apiMe)
	operate(p, http.MethodGet, "/places", "listPlaces", "Units within reach, by name", signedIn, apiPlaces)
	operate(p, http.MethodGet, "/places/{place}/{year}", "getPlace", "A unit in a year: what it was called, what it was made of, what became of it", seeFigures, apiPlaceShow)
	operate(p, http.MethodGet, "/places/{place}/{year}/verdicts", "getVerdicts", "The verdicts under the law of the year, with every criterion", seeFigures, apiVerdicts)
	operate(p, http.MethodGet, "/places/{place}/{year}/gaps/{standard}/{level}", "getGaps", "How many people lack what a level asks, by hamlet; 0 is the level of a standard without levels", seeFigures, apiGaps)
	operate(p, http.MethodGet, "/places/{place}/{year}/forms/{code}", "getForm", "A statutory form with its cells; lists of people have no cells and are refused", seeFigures, apiForm)
}

type meOut struct {
	Account  string   `json:"account"`
	Token    string   `json:"token"`
	Ends     string   `json:"ends"`
	ReadOnly bool     `json:"read_only"`
	Roles    []string `json:"roles"`
}

func apiMe(v *visit, _ *struct{}) (meOut, error) {
	out := meOut{Account: v.account.Name, Token: v.token.Name, Ends: v.token.Ends.UTC().Format("2006-01-02T15:04:05Z"), ReadOnly: v.token.ReadOnly, Roles: []string{}}
	for _, a := range v.holder.Assignments() {
		if !slices.Contains(out.Roles, string(a.Role)) {
			out.Roles = append(out.Roles, string(a.Role))
		}
	}
	return out, nil
}

func apiPlaces(v *visit, in *placesIn) (placesOut, error) {
	out := placesOut{Places: []apiPlace{}}
	on := in.On
	if on == "" {
		on = today(v.Now())
	}
	after, err := readCursor(in.Cursor)
	if err != nil {
		return out, err
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return out, err
	}
	terms := viet.SearchTerms(in.Query)
	var found []place.Attributes
	for _, a := range tree.All() {
		if a.PlaceID > place.ID(after) && a.Kind != place.Hamlet && a.From <= on && (a.Until == "" || on < a.Until) && holdsAll(viet.Fold(a.Name), terms) && v.reach(right.SeeFigures, a.PlaceID).Any() {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, func(a, b place.Attributes) int { return int(a.PlaceID - b.PlaceID) })
	for _, a := range found[:min(placesPerPage, len(found))] {
		out.Places = append(out.Places, placeOut(a))
	}
	if len(found) > placesPerPage {
		out.Next = cursorOf(int64(found[placesPerPage-1].PlaceID))
	}
	return out, nil
}

// A cursor is where a page ended. Programs hand it back and read nothing out of it.
func cursorOf(id int64) string {
	return base64.RawURLEncoding.EncodeToString([]byte("after:" + strconv.FormatInt(id, 10)))
}

func readCursor(cursor string) (int64, error) {
	if cursor == "" {
		return 0, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	number, ok := strings.CutPrefix(string(text), "after:")
	id, bad := strconv.ParseInt(number, 10, 64)
	if err != nil || !ok || bad != nil || id < 0 {
		return 0, fault.New(fault.Invalid, "api.cursor")
	}
	return id, nil
}

type placeShown struct {
	Place        apiPlace   `json:"place"`
	Existed      bool       `json:"existed" doc:"Whether the unit stood on 30 September of the year"`
	Predecessors []apiPlace `json:"predecessors" doc:"What stood then where it stands"`
	Years        []int      `json:"years" doc:"Years with figures"`
	Round        *apiRound  `json:"round,omitempty"`
}

func apiPlaceShow(v *visit, _ *InPlace) (placeShown, error) {
	t, err := v.target()
	if err != nil {
		return placeShown{}, err
	}
	c, err := v.recall()
	if err != nil {
		return placeShown{}, err
	}
	out := placeShown{Place: placeOut(t.at), Existed: t.exists, Predecessors: []apiPlace{}, Years: c.surveyed(t.tree, t.at.PlaceID)}
	for _, share := range t.tree.Standing(t.at.PlaceID, t.on) {
		if share.Place.PlaceID != t.at.PlaceID {
			out.Predecessors = append(out.Predecessors, placeOut(share.Place))
		}
	}
	out.Round, err = v.roundOut(c, t)
	return out, err
}

func apiVerdicts(v *visit, _ *InPlace) (verdict.JSON, error) {
	t, err := v.target()
	if err != nil {
		return verdict.JSON{}, err
	}
	c, err := v.recall()
	if err != nil {
		return verdict.JSON{}, err
	}
	j, err := c.judged(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return verdict.JSON{}, err
	}
	return j.JSON(), nil
}

type gapsIn struct {
	InPlace
	Standard string `path:"standard" example:"THCS"`
	Level    int    `path:"level" minimum:"0" maximum:"9"`
}

type gapsOut struct {
	Standard string         `json:"standard"`
	Level    int            `json:"level"`
	Fewest   int            `json:"fewest" doc:"The fewest people who would do"`
	Criteria []criterionOut `json:"criteria"`
}

type criterionOut struct {
	ID      string         `json:"id"`
	Text    string         `json:"text"`
	Needed  int64          `json:"needed" doc:"How many more people the threshold asks for"`
	Lacking int            `json:"lacking" doc:"How many people lack it"`
	Hamlets map[string]int `json:"hamlets" doc:"How many of them live where; names of hamlets"`
}

func apiGaps(v *visit, in *gapsIn) (gapsOut, error) {
	out := gapsOut{Standard: in.Standard, Level: in.Level, Criteria: []criterionOut{}}
	t, err := v.commune()
	if err != nil {
		return out, err
	}
	std, err := v.standard(t)
	if err != nil {
		return out, err
	}
	c, err := v.recall()
	if err != nil {
		return out, err
	}
	level := in.Level
	_, err = verdict.CheckLevel(std, &level)
	if err != nil {
		return out, err
	}
	g, err := once(c, gapsOf{ofYear{t.at.PlaceID, t.year}, std.ID, level}, func() (*verdict.Gaps, error) {
		return c.judge.Gaps(v.ctx(), t.at.PlaceID, t.year, std.ID, level)
	})
	if err != nil {
		return out, err
	}
	out.Fewest = len(g.Fewest)
	for i := range g.Criteria {
		one := &g.Criteria[i]
		line := criterionOut{ID: one.Verdict.Criterion.ID, Text: v.law(one.Verdict.Criterion.Text), Needed: one.Needed, Lacking: len(one.Persons), Hamlets: map[string]int{}}
		for _, p := range one.Persons {
			line.Hamlets[v.hamletCalled(t, p.Record.HamletID)]++
		}
		out.Criteria = append(out.Criteria, line)
	}
	return out, nil
}

type formIn struct {
	InPlace
	Code string `path:"code" example:"TH-M1"`
}

type formOut struct {
	Code     string      `json:"code"`
	Title    string      `json:"title"`
	Place    string      `json:"place"`
	Year     int         `json:"year"`
	RuleSet  string      `json:"rule_set"`
	RuleHash string      `json:"rule_hash"`
	Data     string      `json:"data" doc:"The state of the data that it was made from"`
	Tables   []formTable `json:"tables"`
}

type formTable struct {
	Columns []string   `json:"columns"`
	Rows    []formLine `json:"rows"`
}

type formLine struct {
	Head  string   `json:"head"`
	Cells []string `json:"cells" doc:"As they are printed, in the order of the columns"`
}

func apiForm(v *visit, in *formIn) (formOut, error) {
	t, err := v.target()
	if err != nil {
		return formOut{}, err
	}
	one, err := v.Forms.Form(in.Code, t.year)
	if err != nil {
		return formOut{}, err
	}
	if one.Kind == form.ListForm || one.Personal {
		return formOut{}, fault.New(fault.Refused, "api.names_people")
	}
	filled, err := v.filled(t, &asked{form: one})
	if err != nil {
		return formOut{}, err
	}
	return v.formOut(filled), nil
}

// formOut is what is printed of a form: the lines that are shown, with their cells.
func (v *visit) formOut(f *form.Filled) formOut {
	out := formOut{
		Code: f.Code, Title: f.Title.In(string(v.lang)), Place: f.Place.Name, Year: f.Year, RuleSet: f.RuleSet, RuleHash: f.RuleHash, Data: f.Data, Tables: []formTable{},
	}
	for i := range f.Tables {
		body := &f.Tables[i]
		table := formTable{Columns: []string{}, Rows: []formLine{}}
		for c := range body.Columns {
			if body.Columns[c].Shown() {
				table.Columns = append(table.Columns, v.lineHead(&body.Columns[c]))
			}
		}
		for r := range body.Rows {
			if !body.Rows[r].Shown() {
				continue
			}
			line := formLine{Head: v.lineHead(&body.Rows[r]), Cells: []string{}}
			for c := range body.Columns {
				if body.Columns[c].Shown() {
					line.Cells = append(line.Cells, body.Cells[r][c].Show(v.say))
				}
			}
			table.Rows = append(table.Rows, line)
		}
		out.Tables = append(out.Tables, table)
	}
	return out
}

// lineHead is everything that heads a line, the outermost first.
func (v *visit) lineHead(l *form.FilledLine) string {
	var parts []string
	for _, h := range l.Heads {
		if text := h.Head.In(string(v.lang)); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(append(parts, l.Head.In(string(v.lang))), " / ")
}
