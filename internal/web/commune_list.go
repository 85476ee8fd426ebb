package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// mostSteps is how many communes a short way names: more are no short way.
const mostSteps = 12

// communeList is the morning page of a province: every commune by every standard,
// what each lacks, and which few of them would move the province.
func communeList(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	if t.at.Kind == place.Commune {
		return fault.New(fault.NotFound, "refusal.tier_only", "name", t.at.Name)
	}
	text := viet.Clean(v.r.URL.Query().Get("q"))
	if len(text) > longestQuery {
		return fault.New(fault.Invalid, "refusal.query_long")
	}
	frame, err := v.placeFrame(v.say.T("communes.title", "name", t.at.Name, "year", t.year), t, "communes", "communes")
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	lines, err := v.communeLines(c, t)
	if err != nil {
		return err
	}
	page := view.CommuneList{
		Page: frame, Heading: frame.Title,
		Search: view.Field{Name: "q", Label: v.say.T("communes.search"), Value: text, Type: "search", Width: "20"},
	}
	moves, err := v.moves(c, t)
	if err != nil {
		return err
	}
	page.Moves = v.shortWays(t, moves)
	v.fillCommunes(&page, t, lines, text)
	return v.show("commune_list", page)
}

// communeLine is a commune with its distance to the next level of each standard.
type communeLine struct {
	unit      *verdict.Judgement
	distances map[string]verdict.Distance
}

type communeLinesOf ofYear

// communeLines are the communes that have figures.
func (v *visit) communeLines(c *recall, t *target) ([]communeLine, error) {
	units, err := v.communes(c, t)
	if err != nil {
		return nil, err
	}
	return once(c, communeLinesOf{t.at.PlaceID, t.year}, func() ([]communeLine, error) {
		var out []communeLine
		for _, unit := range units {
			if !unit.Surveyed {
				continue
			}
			distances, err := c.judge.Distances(v.ctx(), unit)
			if err != nil {
				return nil, err
			}
			out = append(out, communeLine{unit, distances})
		}
		return out, nil
	})
}

type movesOf ofYear

func (v *visit) moves(c *recall, t *target) ([]verdict.Move, error) {
	return once(c, movesOf{t.at.PlaceID, t.year}, func() ([]verdict.Move, error) {
		return c.judge.Moves(v.ctx(), t.at.PlaceID, t.year)
	})
}

func (v *visit) shortWays(t *target, moves []verdict.Move) []view.ShortWay {
	var out []view.ShortWay
	for i := range moves {
		m := &moves[i]
		way := view.ShortWay{
			Title: v.say.T("communes.move", "goal", v.goalTitle(m.Standard, m.Level), "n", m.Needed),
			Text:  v.say.T("communes.move_text", "asks", capital(v.law(m.Criterion.Criterion.Text)), "have", m.Criterion.Ratio.N, "total", m.Criterion.Ratio.D),
		}
		switch steps := int64(len(m.Steps)); {
		case steps == 0:
			way.Text += " " + v.say.T("communes.move_none")
		case steps < m.Needed:
			way.Text += " " + v.say.T("communes.move_short", "n", steps, "persons", m.Persons())
		default:
			way.Text += " " + v.say.T("communes.move_fewest", "n", steps, "persons", m.Persons())
		}
		for _, s := range m.Steps[:min(len(m.Steps), mostSteps)] {
			way.Links = append(way.Links, v.stepLink(t, m, s))
		}
		if more := len(m.Steps) - mostSteps; more > 0 {
			way.More = v.say.T("communes.move_more", "n", more)
		}
		out = append(out, way)
	}
	return out
}

// stepLink leads to the people of a commune; where only the decision is wanting, to
// its verdict.
func (v *visit) stepLink(t *target, m *verdict.Move, s verdict.Step) view.Link {
	id, std := s.Unit.Place.PlaceID, m.Criterion.Criterion.Having.Standard
	if s.Persons == 0 {
		return view.Link{Text: v.say.T("communes.step_decision", "name", s.Unit.Place.Name), Href: placePath(id, t.year, "verdicts", std)}
	}
	return view.Link{Text: v.say.T("communes.step", "name", s.Unit.Place.Name, "n", s.Persons), Href: placePath(id, t.year, "gaps", std, strconv.Itoa(s.Level))}
}

func (v *visit) fillCommunes(page *view.CommuneList, t *target, lines []communeLine, text string) {
	all := len(lines)
	total := t.tree.Number(t.at.PlaceID, place.Commune, t.on)
	page.Lead = v.say.T("communes.lead", "n", all, "total", total)
	found := slices.DeleteFunc(slices.Clone(lines), func(l communeLine) bool {
		return !strings.Contains(viet.Fold(l.unit.Place.Name), viet.Fold(text)) && l.unit.Place.Code != text
	})
	switch {
	case all == 0:
		page.Empty = &view.Empty{Title: v.say.T("communes.none", "year", t.year), Text: v.say.T("overview.empty_text")}
		return
	case len(found) == 0:
		page.Empty = &view.Empty{Title: v.say.T("find.none", "text", text), Text: v.say.T("find.none_text"), Action: &view.Link{Text: v.say.T("communes.all"), Href: t.path("communes")}}
		return
	}
	standards := v.Book.For(t.year).Standards()
	page.Sort = v.r.URL.Query().Get("sort")
	sortCommunes(found, standards, page.Sort)
	page.Units = v.communeTable(t, found, standards, page.Sort, text)
}

// sortCommunes orders by name, by number of people, or by what is still lacking in a
// standard: the nearest to its next level first, then those that people alone do not
// move, last those that are there.
func sortCommunes(lines []communeLine, standards []*rule.Standard, by string) {
	name := func(a, b communeLine) int { return viet.Compare(a.unit.Place.Name, b.unit.Place.Name) }
	slices.SortStableFunc(lines, name)
	if by == "persons" {
		slices.SortStableFunc(lines, func(a, b communeLine) int { return int(b.unit.Persons - a.unit.Persons) })
		return
	}
	i := slices.IndexFunc(standards, func(s *rule.Standard) bool { return s.ID == by })
	if i < 0 {
		return
	}
	rank := func(l communeLine) int {
		d, open := l.distances[by]
		switch {
		case !open:
			return 2
		case d.Held:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(lines, func(a, b communeLine) int {
		if ra, rb := rank(a), rank(b); ra != rb {
			return ra - rb
		}
		return a.distances[by].Persons - b.distances[by].Persons
	})
}

func (v *visit) communeTable(t *target, lines []communeLine, standards []*rule.Standard, by, text string) *view.Table {
	column := func(id, title string, number bool) view.Column {
		query := url.Values{}
		if id != "" {
			query.Set("sort", id)
		}
		if text != "" {
			query.Set("q", text)
		}
		col := view.Column{Text: title, Number: number, SortHref: address(t.path("communes"), query)}
		if id == by {
			col.Sorted = "ascending"
			if id == "persons" {
				col.Sorted = "descending"
			}
		}
		return col
	}
	table := &view.Table{Caption: v.say.T("communes.caption", "n", len(lines)), Wide: true, Tall: true}
	table.Columns = []view.Column{column("", v.say.T("overview.unit"), false), column("persons", v.say.T("overview.persons"), true)}
	for _, std := range standards {
		table.Columns = append(table.Columns, column(std.ID, v.law(std.Short), false))
	}
	for _, line := range lines {
		row := view.Row{Cells: []view.Cell{{Text: line.unit.Place.Name, Href: placePath(line.unit.Place.PlaceID, t.year)}, {Text: v.say.Int(line.unit.Persons)}}}
		for _, std := range standards {
			row.Cells = append(row.Cells, v.distanceCell(line, std))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// distanceCell is where a commune stands and what it lacks to the next level.
func (v *visit) distanceCell(line communeLine, std *rule.Standard) view.Cell {
	ver := line.unit.Of(std.ID)
	if ver == nil {
		return view.Cell{}
	}
	badge := v.badge(ver)
	cell := view.Cell{Badge: &badge}
	next := ver.Next()
	if next == nil || badge.State != view.NotMet && badge.State != view.NotEnoughData {
		return cell
	}
	d, goal := line.distances[std.ID], v.nextGoal(next.Number)
	switch {
	case d.Persons > 0 && d.Held:
		cell.Sub = v.say.T("communes.lacks_and", "goal", goal, "n", d.Persons)
	case d.Persons > 0:
		cell.Sub = v.say.T("communes.lacks", "goal", goal, "n", d.Persons)
	case next.Outcome == rule.NotMet:
		cell.Sub = v.say.T("communes.lacks_other", "goal", goal)
	default:
		cell.Sub = v.say.T("communes.lacks_figures", "goal", goal)
	}
	return cell
}

// nextGoal is "mức độ 3", or "chuẩn" where a standard has no levels.
func (v *visit) nextGoal(level int) string {
	if level == 0 {
		return v.say.T("card.goal")
	}
	return v.levelText(level)
}
