package survey

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"

	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// Check is one question about the quality of the data: what looks wrong, why it
// matters, what to do. Checks are data, so that an office can read them and a
// province can add its own.
type Check struct {
	Pos      strict.Pos
	ID       string    `yaml:"id,required"`
	Severity string    `yaml:"severity,required"` // error, warning or note
	Text     rule.Text `yaml:"text,required"`     // what is wrong
	Why      rule.Text `yaml:"why,required"`      // what comes of it if it stays
	WhatToDo rule.Text `yaml:"what_to_do,required"`
	Fields   []string  `yaml:"fields,required"` // keys of register.Fields, or hamlet
	// When is a question in CEL about the record and, with last_ before a word,
	// about the same person's record of the round before; or Finder names one
	// of ours, for what takes several people.
	When   string `yaml:"when"`
	Finder string `yaml:"finder"`
	// AlsoGone asks it of those who moved out or died as well.
	AlsoGone bool        `yaml:"also_gone"`
	Cases    []CheckCase `yaml:"cases,required"`

	question *rule.Question
	asksLast bool
}

// CheckCase is a worked example of a check. What it does not name is empty.
type CheckCase struct {
	Pos   strict.Pos
	Now   map[string]string   `yaml:"now"`
	Last  map[string]string   `yaml:"last"`
	Round []map[string]string `yaml:"round"` // for a finder: the people of the round
	Finds bool                `yaml:"finds,required"`
}

// Checks are all checks that were loaded.
type Checks struct{ list []*Check }

// checkFile is the shape of a file.
type checkFile struct {
	Checks []*Check `yaml:"checks,required"`
}

var lastWord = regexp.MustCompile(`\blast_`)

// LoadChecks reads every .yaml file of the layers, the national ones first. It
// is strict: everything wrong is told at once, with file, line and column.
func LoadChecks(layers ...fs.FS) (*Checks, error) {
	var ps strict.Problems
	c := &Checks{}
	for _, layer := range layers {
		err := c.read(layer, &ps)
		if err != nil {
			return nil, err
		}
	}
	c.compile(&ps)
	err := ps.Err()
	if err != nil {
		return nil, err
	}
	sort.SliceStable(c.list, func(i, j int) bool { return c.list[i].ID < c.list[j].ID })
	return c, nil
}

func (c *Checks) read(layer fs.FS, ps *strict.Problems) error {
	return fs.WalkDir(layer, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("quality checks: %w", err)
		}
		if d.IsDir() || path.Ext(name) != ".yaml" {
			return nil
		}
		data, err := fs.ReadFile(layer, name)
		if err != nil {
			return fmt.Errorf("quality checks: %w", err)
		}
		var f checkFile
		strict.Decode(name, data, &f, ps)
		c.list = append(c.list, f.Checks...)
		return nil
	})
}

func (c *Checks) compile(ps *strict.Problems) {
	questions, err := rule.NewQuestions(checkWords())
	if err != nil {
		ps.Addf(strict.Pos{File: "quality"}, "%s", err)
		return
	}
	seen := map[string]strict.Pos{}
	for _, check := range c.list {
		if first, twice := seen[check.ID]; twice {
			ps.Addf(check.Pos, "check %s stands in %s too", check.ID, first)
		}
		seen[check.ID] = check.Pos
		check.compile(questions, ps)
		check.examine(ps)
	}
}

func (k *Check) compile(questions *rule.Questions, ps *strict.Problems) {
	switch {
	case (k.When == "") == (k.Finder == ""):
		ps.Addf(k.Pos, "check %s needs either when or finder", k.ID)
	case k.Finder != "" && finders[k.Finder] == nil:
		ps.Addf(k.Pos, "check %s: there is no finder %q", k.ID, k.Finder)
	case k.When != "":
		question, err := questions.Compile(k.When)
		if err != nil {
			ps.Addf(k.Pos, "check %s: %s", k.ID, err)
		}
		k.question, k.asksLast = question, lastWord.MatchString(k.When)
	}
}

// examine checks what else a check says of itself, and that its cases show both
// what it finds and what it lets pass.
func (k *Check) examine(ps *strict.Problems) {
	if k.Severity != "error" && k.Severity != "warning" && k.Severity != "note" {
		ps.Addf(k.Pos, "check %s: severity %q is none of error, warning, note", k.ID, k.Severity)
	}
	for _, key := range k.Fields {
		_, err := register.FieldByKey(key)
		if err != nil && key != hamletKey {
			ps.Addf(k.Pos, "check %s: %s", k.ID, err)
		}
	}
	finds, passes := false, false
	for _, example := range k.Cases {
		finds, passes = finds || example.Finds, passes || !example.Finds
	}
	if !finds || !passes {
		ps.Addf(k.Pos, "check %s needs a case that it finds and one that it lets pass", k.ID)
	}
}

// List gives the checks in the order of their ids.
func (c *Checks) List() []*Check { return c.list }

// ByID finds a check.
func (c *Checks) ByID(id string) (*Check, bool) {
	for _, k := range c.list {
		if k.ID == id {
			return k, true
		}
	}
	return nil, false
}

// Test runs the worked cases and gives how many there are and all that fail.
func (c *Checks) Test() (int, error) {
	cases := 0
	var failures []error
	for _, k := range c.list {
		for _, example := range k.Cases {
			cases++
			found, err := k.try(example)
			switch {
			case err != nil:
				failures = append(failures, fmt.Errorf("%s: check %s: %w", example.Pos, k.ID, err))
			case found != example.Finds:
				failures = append(failures, fmt.Errorf("%s: check %s: finds is %v, the case says %v", example.Pos, k.ID, found, example.Finds))
			}
		}
	}
	return cases, errors.Join(failures...)
}
