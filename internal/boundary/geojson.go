package boundary

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/viet"
)

// MostBytes bounds a file: the communes of a province in full detail take some 20 MB.
const MostBytes = 64 << 20

// Reading is what a file is read against.
type Reading struct {
	Tree *place.Tree
	Keys map[string]place.ID // of places, as the store has them
	// From is the day of all features; where it is "" each says its own, as in a file
	// that Write wrote. The same goes for Source, which File stands in for.
	From   place.Date
	Source string
	File   string
	// CodeName is the property that holds the code; "" is "code".
	CodeName string
	// Tolerance is in metres; 0 chooses by what the file holds.
	Tolerance float64
}

// Problem is one thing wrong in a file. Feature counts from 1 and is 0 where the
// whole file is meant; Name is how the file calls the feature.
type Problem struct {
	Feature int
	Name    string
	Key     string // of the word catalogue
	Args    map[string]any
	Err     error // told in its own words, in place of Key
}

// collection is the part of GeoJSON (RFC 7946) that is understood.
type collection struct {
	Type     string          `json:"type"`
	CRS      json.RawMessage `json:"crs"`
	Drawn    bool            `json:"hoctap:drawn"`
	Simple   bool            `json:"hoctap:simplified"` // written by us
	Features []feature       `json:"features"`
}

type feature struct {
	Type       string         `json:"type"`
	Properties map[string]any `json:"properties"`
	Geometry   *geometry      `json:"geometry"`
}

type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
}

// Read reads a GeoJSON file. All problems come at once; where there is one, the
// file is not to be stored.
func Read(r io.Reader, about Reading) ([]Boundary, []Problem) {
	body, err := io.ReadAll(io.LimitReader(r, MostBytes+1))
	switch {
	case err != nil:
		return nil, []Problem{{Key: "boundary.unreadable"}}
	case len(body) > MostBytes:
		return nil, []Problem{{Key: "boundary.large", Args: map[string]any{"mb": MostBytes >> 20}}}
	}
	var c collection
	err = json.Unmarshal(body, &c)
	if err != nil {
		return nil, []Problem{notJSON(body, err)}
	}
	switch {
	case c.Type != "FeatureCollection":
		return nil, []Problem{{Key: "boundary.no_collection", Args: map[string]any{"type": c.Type}}}
	case len(c.Features) == 0:
		return nil, []Problem{{Key: "boundary.empty"}}
	case !onTheEarth(c.CRS):
		return nil, []Problem{{Key: "boundary.other_grid"}}
	}
	if about.CodeName == "" {
		about.CodeName = "code"
	}
	p := parser{Reading: about, drawn: c.Drawn, seen: map[place.ID]int{}}
	for i := range c.Features {
		p.feature(i+1, &c.Features[i])
	}
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	if !c.Drawn && !c.Simple {
		p.simplify()
	}
	return p.found, nil
}

func notJSON(body []byte, err error) Problem {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	offset := int64(len(body))
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &wrong):
		offset = wrong.Offset
	}
	line := 1 + strings.Count(string(body[:min(int(offset), len(body))]), "\n")
	return Problem{Key: "boundary.no_json", Args: map[string]any{"line": line}}
}

// onTheEarth reports whether coordinates are longitude and latitude. The member
// "crs" is of an older GeoJSON, but maps in VN-2000 metres still bear it.
func onTheEarth(crs json.RawMessage) bool {
	text := string(crs)
	return text == "" || text == "null" || strings.Contains(text, "CRS84") || strings.Contains(text, "4326")
}

type parser struct {
	Reading
	drawn    bool
	seen     map[place.ID]int // by the number of the feature
	finest   place.Kind
	found    []Boundary
	problems []Problem
}

func (p *parser) feature(number int, f *feature) {
	name := p.nameOf(f)
	refuse := func(key string, args ...any) {
		problem := Problem{Feature: number, Name: name, Key: key, Args: map[string]any{}}
		for i := 0; i+1 < len(args); i += 2 {
			problem.Args[args[i].(string)] = args[i+1]
		}
		p.problems = append(p.problems, problem)
	}
	from, source := p.said(f)
	if !isDay(from) {
		refuse("boundary.no_day", "from", from)
		return
	}
	at, problem := p.match(f, from)
	if problem != nil {
		problem.Feature, problem.Name = number, name
		p.problems = append(p.problems, *problem)
	} else if before := p.seen[at.PlaceID]; before > 0 {
		refuse("boundary.twice", "name", at.Name, "first", before)
	} else {
		p.seen[at.PlaceID] = number
	}
	shape, key, args := p.shape(f.Geometry)
	if key != "" {
		refuse(key, args...)
		return
	}
	if p.finest == "" || p.finest.Above(at.Kind) {
		p.finest = at.Kind
	}
	p.found = append(p.found, Boundary{PlaceID: at.PlaceID, From: from, Shape: shape, Drawn: p.drawn, Source: source})
}

// said is the day and the source of a feature.
func (p *parser) said(f *feature) (from place.Date, source string) {
	return cmp.Or(p.From, f.text("from")), cmp.Or(p.Source, f.text("source"), p.File)
}

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// text is a property as text: codes are often written as numbers.
func (f *feature) text(name string) string {
	switch value := f.Properties[name].(type) {
	case string:
		return strings.TrimSpace(value)
	case float64:
		if value == math.Trunc(value) {
			return fmt.Sprintf("%.0f", value)
		}
	}
	return ""
}

func (p *parser) nameOf(f *feature) string {
	for _, property := range []string{"name", p.CodeName, "key"} {
		if text := f.text(property); text != "" {
			return text
		}
	}
	return ""
}

// match finds whose shape it is: by our own key, by the code on the day, or for
// a hamlet by its name and the code of its commune.
func (p *parser) match(f *feature, on place.Date) (place.Attributes, *Problem) {
	key, code, name, commune := f.text("key"), f.text(p.CodeName), f.text("name"), f.text("commune")
	switch {
	case key != "":
		return p.byKey(key, code, on)
	case code != "":
		return theOne(p.Tree.ByCode(code, on))
	case name != "" && commune != "":
		return p.hamlet(name, commune, on)
	}
	return place.Attributes{}, &Problem{Key: "boundary.unnamed", Args: map[string]any{"code": p.CodeName}}
}

func (p *parser) byKey(key, code string, on place.Date) (place.Attributes, *Problem) {
	id, known := p.Keys[key]
	if !known {
		return place.Attributes{}, &Problem{Key: "boundary.key_unknown", Args: map[string]any{"key": key}}
	}
	at, stands := p.Tree.At(id, on)
	switch {
	case !stands:
		nearest, _ := p.Tree.Nearest(id, on)
		return at, &Problem{Key: "boundary.not_then", Args: map[string]any{"name": nearest.Name, "on": viet.Date(on)}}
	case code != "" && at.Code != "" && code != at.Code:
		return at, &Problem{Key: "boundary.key_code", Args: map[string]any{"key": key, "name": at.Name, "is": at.Code, "code": code}}
	}
	return at, nil
}

func theOne(at place.Attributes, err error) (place.Attributes, *Problem) {
	if err != nil {
		return at, &Problem{Err: err}
	}
	return at, nil
}

func (p *parser) hamlet(name, commune string, on place.Date) (place.Attributes, *Problem) {
	above, err := p.Tree.ByCode(commune, on)
	if err != nil {
		return above, &Problem{Err: err}
	}
	var found []place.Attributes
	for _, at := range p.Tree.Children(above.PlaceID, on) {
		if viet.Fold(at.Name) == viet.Fold(name) {
			found = append(found, at)
		}
	}
	if len(found) != 1 {
		return place.Attributes{}, &Problem{Err: fault.New(fault.NotFound, "boundary.hamlet_unknown", "name", name, "commune", above.Name, "on", viet.Date(on))}
	}
	return found[0], nil
}

// simplify brings all shapes to the detail that the finest of them is looked at in.
func (p *parser) simplify() {
	metres := p.Tolerance
	if metres == 0 {
		metres = detail[p.finest]
	}
	shapes := make([]Shape, len(p.found))
	for i := range p.found {
		shapes[i] = p.found[i].Shape
	}
	const metresPerStep = 1.11
	Simplify(shapes, metres/metresPerStep)
}

// detail is the tolerance in metres by kind: about half a point of a screen when
// all units beside one another fill it.
var detail = map[place.Kind]float64{place.Nation: 500, place.Province: 250, place.District: 60, place.Commune: 25, place.Hamlet: 5}
