package verdict

import "strconv"

// GapsJSON is a gap list as programs read it.
type GapsJSON struct {
	Place    PlaceJSON          `json:"place"`
	Year     int                `json:"year"`
	Standard string             `json:"standard"`
	Level    *int               `json:"level"`
	Criteria []CriterionGapJSON `json:"criteria"`
	Fewest   FewestJSON         `json:"fewest"`
}

// CriterionGapJSON is one unmet criterion with everybody who could close it.
type CriterionGapJSON struct {
	Standard string       `json:"standard"`
	Level    *int         `json:"level"`
	ID       string       `json:"id"`
	Text     string       `json:"text"`
	Needed   int64        `json:"needed"`
	Persons  []PersonJSON `json:"persons"`
}

// FewestJSON is a smallest set of people that reaches the level.
type FewestJSON struct {
	Count   int          `json:"count"`
	Persons []PersonJSON `json:"persons"`
}

// PersonJSON is one person of a list. Ids are text: they do not fit the numbers
// of every reader.
type PersonJSON struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	BirthDate string `json:"birth_date"`
	Hamlet    string `json:"hamlet"`
	Household string `json:"household"` // sheet number
}

// JSON gives the person for programs.
func (p Person) JSON() PersonJSON {
	return PersonJSON{
		ID: strconv.FormatInt(int64(p.Record.PersonID), 10), Name: p.Record.Name(), BirthDate: p.Record.BirthDate(),
		Hamlet: p.Hamlet, Household: p.Record.SheetNumber,
	}
}

// JSON gives the list for programs.
func (g *Gaps) JSON() GapsJSON {
	out := GapsJSON{
		Place: PlaceJSON{g.Judgement.Place.Code, g.Judgement.Place.Name, string(g.Judgement.Place.Kind)},
		Year:  g.Judgement.Year, Standard: g.Standard.ID, Level: levelPointer(g.Level),
		Criteria: []CriterionGapJSON{}, Fewest: FewestJSON{len(g.Fewest), peopleJSON(g.Fewest)},
	}
	for _, c := range g.Criteria {
		out.Criteria = append(out.Criteria, CriterionGapJSON{
			c.Standard.ID, levelPointer(c.Level), c.Verdict.Criterion.ID, c.Verdict.Criterion.Text.Vi, c.Needed, peopleJSON(c.Persons),
		})
	}
	return out
}

func levelPointer(level int) *int {
	if level == 0 {
		return nil
	}
	return &level
}

func peopleJSON(list []Person) []PersonJSON {
	out := []PersonJSON{}
	for _, p := range list {
		out = append(out, p.JSON())
	}
	return out
}
