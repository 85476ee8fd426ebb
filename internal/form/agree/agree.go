// Package agree holds the statutory forms against one another: which cells must
// come to the same, as data under forms/agreement with an explanation each. A
// dossier is signed form by form, and whoever receives it adds up across forms
// first.
package agree

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/form"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// Rules are all rules of agreement, in the order of their files.
type Rules struct {
	lib  *form.Library
	list []*Rule
}

// Rule says that two sums of cells agree.
type Rule struct {
	Pos         strict.Pos
	ID          string    `yaml:"id,required"`
	Explanation rule.Text `yaml:"explanation,required"`
	WhatToDo    rule.Text `yaml:"what_to_do,required"`
	// Notice: what the rule finds may have good reason (people who were missed last
	// year). It is shown and does not keep a dossier from being signed.
	Notice bool         `yaml:"notice"`
	Scopes []form.Scope `yaml:"scopes"` // all that the forms have, unless said
	// Over repeats the rule for each value, or each combination, which fill {name}
	// in cells and texts; 11..14 stands for four.
	Over map[string][]string `yaml:"over"`
	// EachRow repeats it for every row of a form that the pattern means, such as
	// school.*, as {row}.
	EachRow *Cell    `yaml:"each_row"`
	Left    []Cell   `yaml:"left,required"`
	Is      Operator `yaml:"is,required"`
	Right   []Cell   `yaml:"right,required"`
	// Agrees and Disagrees are the worked examples: what stands in the cells.
	Agrees    []map[string]int `yaml:"agrees,required"`
	Disagrees []map[string]int `yaml:"disagrees,required"`
}

// Operator says how two sums agree.
type Operator string

// The operators.
const (
	Equal  Operator = "equal"
	AtMost Operator = "at_most"
)

// Cell names a cell of a form; a row or column with a star in it stands for
// all that match, added up. Without row and column it is the number of persons
// that a list names.
type Cell struct {
	Pos    strict.Pos
	Form   string `yaml:"form,required"`
	Table  string `yaml:"table"`
	Row    string `yaml:"row"`
	Column string `yaml:"column"`
	Year   int    `yaml:"year"`  // -1: of the form of the year before
	Parts  bool   `yaml:"parts"` // of the forms of all hamlets or communes, added up
	Minus  bool   `yaml:"minus"` // taken off
}

// file is one file of rules.
type file struct {
	Rules []Rule `yaml:"rules,required"`
}

// Load reads every .yaml file in the folder of agreement of each layer and holds
// the rules against the forms. A rule of a later layer stands in place of one with
// its id. All problems come back at once.
func Load(lib *form.Library, layers ...fs.FS) (*Rules, error) {
	r := &Rules{lib: lib}
	var ps strict.Problems
	for _, layer := range layers {
		own := &Rules{lib: lib}
		err := own.read(layer, &ps)
		if err != nil {
			return nil, err
		}
		own.checkTwice(&ps)
		r.lay(own.list)
	}
	r.check(&ps)
	return r, ps.Err()
}

// lay puts rules over those that are there.
func (r *Rules) lay(list []*Rule) {
	for _, x := range list {
		at := slices.IndexFunc(r.list, func(below *Rule) bool { return below.ID == x.ID })
		if at < 0 {
			r.list = append(r.list, x)
			continue
		}
		r.list[at] = x
	}
}

func (r *Rules) read(layer fs.FS, ps *strict.Problems) error {
	_, err := fs.Stat(layer, form.AgreementFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // forms of a province need not bring rules of their own
	}
	return fs.WalkDir(layer, form.AgreementFolder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		data, err := fs.ReadFile(layer, name)
		if err != nil {
			return fmt.Errorf("rules of agreement: %w", err)
		}
		var f file
		strict.Decode(name, data, &f, ps)
		for i := range f.Rules {
			r.list = append(r.list, &f.Rules[i])
		}
		return nil
	})
}

// All gives every rule.
func (r *Rules) All() []*Rule { return r.list }

// Forms are the codes of the forms that the rule compares.
func (x *Rule) Forms() []string {
	var out []string
	for _, in := range x.instances() {
		for _, cell := range slices.Concat(in.left, in.right) {
			if !slices.Contains(out, cell.Form) {
				out = append(out, cell.Form)
			}
		}
	}
	return out
}

// instance is a rule for one combination of what it goes over.
type instance struct {
	rule        *Rule
	vars        map[string]string
	left, right []Cell
}

// instances are those of a rule; a row that only the filled form knows stays as
// its pattern until then.
func (x *Rule) instances() []instance {
	sets := []map[string]string{{}}
	for _, name := range slices.Sorted(maps.Keys(x.Over)) {
		var more []map[string]string
		for _, set := range sets {
			for _, v := range values(x.Over[name]) {
				own := maps.Clone(set)
				own[name] = v
				more = append(more, own)
			}
		}
		sets = more
	}
	out := make([]instance, len(sets))
	for i, set := range sets {
		out[i] = instance{x, set, x.Left, x.Right}.with(nil)
	}
	return out
}

// with fills the values into the cells.
func (in instance) with(more map[string]string) instance {
	own := maps.Clone(in.vars)
	maps.Copy(own, more)
	return instance{in.rule, own, filled(in.left, own), filled(in.right, own)}
}

func filled(cells []Cell, vars map[string]string) []Cell {
	out := slices.Clone(cells)
	for i := range out {
		c := &out[i]
		c.Form, c.Row, c.Column = fill(c.Form, vars), fill(c.Row, vars), fill(c.Column, vars)
	}
	return out
}

// fill puts values in; {age-1} is the number before that of {age}.
func fill(s string, vars map[string]string) string {
	for name, v := range vars {
		s = strings.ReplaceAll(s, "{"+name+"}", v)
		n, err := strconv.Atoi(v)
		if err == nil {
			s = strings.ReplaceAll(s, "{"+name+"-1}", strconv.Itoa(n-1))
		}
	}
	return s
}

// values writes ranges out.
func values(list []string) []string {
	var out []string
	for _, v := range list {
		from, to, ok := bounds(v)
		if !ok {
			out = append(out, v)
			continue
		}
		for n := from; n <= to; n++ {
			out = append(out, strconv.Itoa(n))
		}
	}
	return out
}

func bounds(v string) (from, to int, ok bool) {
	first, last, ok := strings.Cut(v, "..")
	if !ok {
		return 0, 0, false
	}
	from, errFrom := strconv.Atoi(first)
	to, errTo := strconv.Atoi(last)
	return from, to, errFrom == nil && errTo == nil && from < to
}

// key is how worked examples name the cell.
func (c *Cell) key() string {
	out := c.Form
	if c.Year != 0 {
		out += "@" + strconv.Itoa(c.Year)
	}
	if c.Parts {
		out += "/parts"
	}
	for _, word := range []string{c.Table, c.Row, c.Column} {
		if word != "" {
			out += " " + word
		}
	}
	return out
}

// holds says whether the two sums agree.
func (o Operator) holds(left, right int64) bool {
	if o == AtMost {
		return left <= right
	}
	return left == right
}

// meets says whether a pattern means an id; stars stand for anything.
func meets(pattern, id string) bool {
	ok, err := path.Match(pattern, id)
	return err == nil && ok
}
