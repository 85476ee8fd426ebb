package form

import (
	"context"
	"fmt"
	"strconv"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
	"hoctap/internal/verdict"
)

// caseWorld is the source that a case stands for: its places, the tallies of its
// people and its figures. It has kinds of people and nobody by name.
type caseWorld struct {
	year     int
	tree     *place.Tree
	profiles map[profile.ID]profile.Profile
	tallies  map[place.ID]tally.Tally
	facts    map[place.ID]map[int]rule.Facts
	unknown  map[place.ID]bool // no survey
}

// The ids of the places of a case; communes and hamlets follow.
const (
	caseProvince place.ID = 1
	caseDistrict place.ID = 2
	firstUnit    place.ID = 100
	firstHamlet  place.ID = 10_000
)

// newCaseWorld lays the places of a case out as of its year. Communes and hamlets
// without a name are called by their number.
func newCaseWorld(x *Case) *caseWorld {
	w := &caseWorld{year: x.Year, profiles: map[profile.ID]profile.Profile{}, tallies: map[place.ID]tally.Tally{},
		facts: map[place.ID]map[int]rule.Facts{}, unknown: map[place.ID]bool{}}
	const from = "1900-01-01"
	data := place.Data{Attributes: []place.Attributes{
		{PlaceID: caseProvince, From: from, Code: "38", Name: "Tỉnh", Kind: place.Province},
		{PlaceID: caseDistrict, From: from, Code: "381", Name: "Huyện", Kind: place.District, Parent: caseProvince},
	}}
	for i, c := range x.communes() {
		id := firstUnit + place.ID(i)
		name := c.Name
		if name == "" {
			name = fmt.Sprintf("Xã %d", i+1)
		}
		data.Attributes = append(data.Attributes, place.Attributes{PlaceID: id, From: from, Code: strconv.Itoa(i + 1), Name: name, Kind: place.Commune, Parent: caseDistrict})
		if c.Difficult {
			data.Difficulties = append(data.Difficulties, place.Difficulty{PlaceID: id, From: from})
		}
		data.Attributes = append(data.Attributes, w.settle(id, &c)...)
	}
	w.tree = place.NewTree(data)
	return w
}

func (x *Case) communes() []CaseCommune {
	if x.Commune != nil {
		return append([]CaseCommune{*x.Commune}, x.Communes...)
	}
	return x.Communes
}

// settle writes the people and figures of a commune and gives its hamlets.
func (w *caseWorld) settle(id place.ID, c *CaseCommune) []place.Attributes {
	var out []place.Attributes
	w.unknown[id] = c.NoSurvey
	w.people(id, 0, c.Persons)
	for i, h := range c.Hamlets {
		hamlet := place.Attributes{PlaceID: firstHamlet*(id-firstUnit+1) + place.ID(i), From: "1900-01-01", Code: strconv.Itoa(i + 1), Name: h.Name, Kind: place.Hamlet, Parent: id}
		out = append(out, hamlet)
		w.people(id, hamlet.PlaceID, h.Persons)
	}
	w.facts[id] = map[int]rule.Facts{0: caseFacts(c.Facts, c.Schools)}
	for _, e := range c.Earlier {
		w.facts[id][e.Year] = caseFacts(e.Facts, e.Schools)
	}
	return out
}

func (w *caseWorld) people(commune, hamlet place.ID, list []rule.People) {
	for _, p := range list {
		id := p.Profile.ID()
		w.profiles[id] = p.Profile
		w.tallies[commune] = append(w.tallies[commune], tally.Row{Hamlet: hamlet, Profile: id, Persons: int64(p.Count)})
	}
}

func caseFacts(commune map[string]string, schools []rule.CaseSchool) rule.Facts {
	f := rule.Facts{Commune: commune}
	for i, s := range schools {
		f.Schools = append(f.Schools, rule.SchoolFacts{Code: strconv.Itoa(i + 1), Name: s.Name, Levels: s.Levels, Values: s.Values})
	}
	return f
}

// Profile gives the kind of person behind an id.
func (w *caseWorld) Profile(id profile.ID) (profile.Profile, bool) {
	p, ok := w.profiles[id]
	return p, ok
}

// Places gives the places of the case.
func (w *caseWorld) Places(context.Context) (*place.Tree, error) { return w.tree, nil }

// Round gives the one round a commune of the case has.
func (w *caseWorld) Round(_ context.Context, commune place.ID, year int) (survey.Round, bool, error) {
	if year != w.year || w.unknown[commune] {
		return survey.Round{CommuneID: commune, Year: year}, false, nil
	}
	return survey.Round{CommuneID: commune, Year: year, State: survey.Open, Stamp: 1}, true, nil
}

// Tally gives the people of a commune.
func (w *caseWorld) Tally(_ context.Context, commune place.ID, year int) (tally.Tally, error) {
	if year != w.year || w.unknown[commune] {
		return nil, nil
	}
	return w.tallies[commune], nil
}

// Facts gives the entered figures, also of years before.
func (w *caseWorld) Facts(_ context.Context, commune place.ID, year int) (rule.Facts, error) {
	return w.facts[commune][year-w.year], nil
}

// Decisions: nothing was decided yet.
func (w *caseWorld) Decisions(context.Context, int) (map[place.ID][]verdict.Decision, error) {
	return nil, nil
}

// Schools: a case names no pupils, so nobody asks for their schools.
func (w *caseWorld) Schools(context.Context, place.ID, int) (map[string]survey.School, error) {
	return nil, nil
}

// RecordsByProfile gives nobody: a case has kinds of people without names.
func (w *caseWorld) RecordsByProfile(context.Context, place.ID, int, []profile.ID) ([]*register.Record, error) {
	return nil, nil
}

// RecordsByPerson gives nobody.
func (w *caseWorld) RecordsByPerson(context.Context, place.ID, int, []register.ID) ([]*register.Record, error) {
	return nil, nil
}

// RecordsByHamlet gives nobody.
func (w *caseWorld) RecordsByHamlet(context.Context, place.ID, int, place.ID, []profile.ID) ([]*register.Record, error) {
	return nil, nil
}
