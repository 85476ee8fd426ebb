package demo_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	data "hoctap/demo"
	"hoctap/internal/demo"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
	"hoctap/places"
	"hoctap/rules"
)

func specOf(t *testing.T) *demo.Spec {
	t.Helper()
	spec, err := demo.Read(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

func lawOf(t *testing.T) *rule.Book {
	t.Helper()
	book, err := rule.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// shippedPlaces are the places that come with the program, under ids of the test.
func shippedPlaces(t *testing.T) place.Data {
	t.Helper()
	ids := map[string]place.ID{}
	id := func(key string) place.ID {
		if ids[key] == 0 {
			ids[key] = place.ID(len(ids) + 1)
		}
		return ids[key]
	}
	var all place.Data
	for _, name := range places.Names() {
		in, err := place.OpenCSV(places.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		file, problems := place.ReadCSV(in)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		d := file.Data(id, ids["viet-nam"])
		all.Attributes = append(all.Attributes, d.Attributes...)
		all.Successions = append(all.Successions, d.Successions...)
		all.Totals = append(all.Totals, d.Totals...)
	}
	return all
}

func townOf(t *testing.T, spec *demo.Spec, seed uint64) (*demo.Town, *place.Tree) {
	t.Helper()
	known := shippedPlaces(t)
	town, err := demo.New(spec, place.NewTree(known), demo.IDs(), seed)
	if err != nil {
		t.Fatal(err)
	}
	known.Attributes = append(known.Attributes, town.Hamlets.Attributes...)
	for _, p := range place.Check(known) {
		t.Error(p)
	}
	return town, place.NewTree(known)
}

// fingerprint covers every field of every record and figure.
func fingerprint(t *testing.T, spec *demo.Spec, seed uint64) string {
	t.Helper()
	town, _ := townOf(t, spec, seed)
	sum := sha256.New()
	for u := range town.Rounds() {
		for _, r := range u.Plan.New {
			fmt.Fprintf(sum, "%+v\n", *r)
		}
		fmt.Fprintf(sum, "%+v\n", u.Facts)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func TestTheSameSeedMakesTheSameTown(t *testing.T) {
	small := specOf(t).Scale(0.05)
	first, again, other := fingerprint(t, small, 1), fingerprint(t, small, 1), fingerprint(t, small, 2)
	if first != again {
		t.Error("one seed made two towns")
	}
	if first == other {
		t.Error("two seeds made one town")
	}
}

// Figures do not hang on the ids that a store gives its places.
func TestFiguresDoNotDependOnTheStore(t *testing.T) {
	small := specOf(t).Scale(0.02)
	figures := func(shift place.ID) string {
		known := shippedPlaces(t)
		for i := range known.Attributes {
			known.Attributes[i].PlaceID += shift
			if known.Attributes[i].Parent != 0 {
				known.Attributes[i].Parent += shift
			}
		}
		known.Successions, known.Totals = nil, nil
		town, err := demo.New(small, place.NewTree(known), demo.IDs(), demo.Seed)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for u := range town.Rounds() {
			fmt.Fprintln(&out, u.Facts)
		}
		return out.String()
	}
	if figures(0) != figures(5000) {
		t.Error("other ids of places make other figures")
	}
}

// A person is the same in every year and commune, and is never in two places at
// once but in the year of a move between them.
func TestPeopleStayWhoTheyAre(t *testing.T) {
	town, _ := townOf(t, specOf(t), demo.Seed)
	type self struct {
		name, birth, number string
		female              bool
	}
	known := map[register.ID]self{}
	ended := map[register.ID]int{}
	for u := range town.Rounds() {
		for _, r := range u.Plan.New {
			now := self{r.Name(), r.BirthDate(), r.PersonalNumber, r.Female}
			was, seen := known[r.PersonID]
			if seen && was != now && u.State == survey.Closed {
				t.Fatalf("%d: %+v became %+v", r.Year, was, now)
			}
			if !seen {
				known[r.PersonID] = now
			}
			if ended[r.PersonID] != 0 {
				t.Fatalf("%s: dead since %d, on a sheet of %d", r.Name(), ended[r.PersonID], r.Year)
			}
			if r.Move == register.MoveDead {
				ended[r.PersonID] = r.Year
			}
		}
	}
	if len(known) < 70000 || len(ended) < 300 {
		t.Errorf("%d persons, %d deaths", len(known), len(ended))
	}
}

func TestMovesWithinTheTownHaveTwoEnds(t *testing.T) {
	town, _ := townOf(t, specOf(t), demo.Seed)
	year, moved := 0, 0
	rows := map[register.ID][]*register.Record{}
	check := func() {
		for id, list := range rows {
			if len(list) == 1 {
				continue
			}
			moved++
			out, in := 0, 0
			for _, r := range list {
				switch r.Move {
				case register.MoveOut:
					out++
				case register.MoveIn:
					in++
				}
			}
			if len(list) != 2 || out != 1 || in != 1 {
				t.Fatalf("%d: person %d stands on %d sheets, left %d, arrived %d", year, id, len(list), out, in)
			}
		}
		clear(rows)
	}
	for u := range town.Rounds() {
		if u.Plan.Year != year {
			check()
			year = u.Plan.Year
		}
		for _, r := range u.Plan.New {
			rows[r.PersonID] = append(rows[r.PersonID], r)
		}
	}
	check()
	if moved < 100 {
		t.Errorf("only %d moves within the town", moved)
	}
}

// counted is a round as the law sees it.
type counted struct {
	unit   *demo.Unit
	ratios map[string]rule.Ratio
	rows   tally.Tally
	dict   dictionary
}

type dictionary map[profile.ID]profile.Profile

func (d dictionary) Profile(id profile.ID) (profile.Profile, bool) {
	p, ok := d[id]
	return p, ok
}

func count(t *testing.T, book *rule.Book, u *demo.Unit) counted {
	t.Helper()
	c := counted{unit: u, dict: dictionary{}}
	sums := map[place.ID]map[profile.ID]int64{}
	for _, r := range u.Plan.New {
		p := r.Profile()
		id := p.ID()
		c.dict[id] = p
		if sums[r.HamletID] == nil {
			sums[r.HamletID] = map[profile.ID]int64{}
		}
		sums[r.HamletID][id]++
	}
	for hamlet, profiles := range sums {
		for id, n := range profiles {
			c.rows = append(c.rows, tally.Row{Hamlet: hamlet, Profile: id, Persons: n})
		}
	}
	ratios, err := tally.Ratios(book, c.rows, c.dict)
	if err != nil {
		t.Fatal(err)
	}
	c.ratios = ratios
	return c
}
