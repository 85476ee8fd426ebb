// Package centre holds where adults learn: classes of the community learning centre,
// who is invited to them and why, when they meet, who came, who completed, and what
// completing a literacy class changes in the register.
package centre

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// Group is a field of learning.
type Group struct {
	Pos   strict.Pos
	ID    string    `yaml:"id,required"`
	Title rule.Text `yaml:"title,required"`
}

// Programme is what a class teaches.
type Programme struct {
	Pos   strict.Pos
	ID    string    `yaml:"id,required"`
	Group string    `yaml:"group,required"`
	Title rule.Text `yaml:"title,required"`
	// Phase is the phase of literacy that completing it is; 0 for anything else.
	Phase int `yaml:"phase"`
	// Needs is the measure of which those who are not counted need the programme.
	Needs  string       `yaml:"needs"`
	Source *rule.Source `yaml:"source"`
}

// Programmes are all that were loaded.
type Programmes struct {
	Groups []*Group
	List   []*Programme
}

type programmeFile struct {
	Groups     []*Group     `yaml:"groups"`
	Programmes []*Programme `yaml:"programmes"`
}

// Load reads the folder programmes of every layer, the national one first. A place adds
// groups and programmes of its own; what counts as a phase of literacy rests on a
// source.
func Load(book *rule.Book, layers ...fs.FS) (*Programmes, error) {
	out := &Programmes{}
	var ps strict.Problems
	for _, layer := range layers {
		names, err := fs.Glob(layer, "programmes/*.yaml")
		if err != nil {
			return nil, fmt.Errorf("programmes: %w", err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(layer, name)
			if err != nil {
				return nil, fmt.Errorf("programmes: %w", err)
			}
			var file programmeFile
			strict.Decode(path.Clean(name), data, &file, &ps)
			out.Groups = append(out.Groups, file.Groups...)
			out.List = append(out.List, file.Programmes...)
		}
	}
	out.check(book, &ps)
	return out, ps.Err()
}

func (p *Programmes) check(book *rule.Book, ps *strict.Problems) {
	groups, seen := map[string]bool{}, map[string]bool{}
	for _, g := range p.Groups {
		if groups[g.ID] {
			ps.Addf(g.Pos, "group %s stands twice", g.ID)
		}
		groups[g.ID] = true
	}
	for _, one := range p.List {
		if seen[one.ID] {
			ps.Addf(one.Pos, "programme %s stands twice", one.ID)
		}
		seen[one.ID] = true
		if !groups[one.Group] {
			ps.Addf(one.Pos, "programme %s: there is no group %q", one.ID, one.Group)
		}
		switch {
		case one.Phase < 0 || one.Phase > 2:
			ps.Addf(one.Pos, "programme %s: literacy has the phases 1 and 2", one.ID)
		case one.Phase > 0 && one.Source == nil:
			ps.Addf(one.Pos, "programme %s: a phase of literacy needs a source", one.ID)
		}
		if one.Needs != "" && book.Measure(one.Needs) == nil {
			ps.Addf(one.Pos, "programme %s: there is no measure %q", one.ID, one.Needs)
		}
		if one.Source != nil && book.Instrument(one.Source.Instrument) == nil {
			ps.Addf(one.Pos, "programme %s: there is no instrument %q", one.ID, one.Source.Instrument)
		}
	}
}

// Programme finds one by its id, nil where there is none.
func (p *Programmes) Programme(id string) *Programme {
	i := slices.IndexFunc(p.List, func(one *Programme) bool { return one.ID == id })
	if i < 0 {
		return nil
	}
	return p.List[i]
}

// OfPhase is the programme of a phase of literacy, nil where there is none.
func (p *Programmes) OfPhase(phase int) *Programme {
	i := slices.IndexFunc(p.List, func(one *Programme) bool { return one.Phase == phase && phase > 0 })
	if i < 0 {
		return nil
	}
	return p.List[i]
}
