// Package guard keeps the rules of the house that nobody should have to remember.
// Each check reads the tree of the repository and returns its faults; the tests
// run every check over this repository, and over small trees in testdata that
// break it, so that no check can go blind unnoticed.
package guard

import (
	"fmt"
	"go/token"
)

// A Fault is one place where the tree breaks a rule. Line is 0 where the whole
// file is meant.
type Fault struct {
	Path string
	Line int
	Text string
}

func (f Fault) String() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.Path, f.Text)
	}
	return fmt.Sprintf("%s:%d: %s", f.Path, f.Line, f.Text)
}

// A Check looks for breaches of one rule.
type Check struct {
	Name string
	Find func(*Tree) []Fault
}

// Checks is the list of rules.
func Checks() []Check {
	return []Check{
		{"direction", Direction},
		{"homes", Homes},
		{"io", InputOutput},
		{"clock", Clock},
		{"chance", Chance},
		{"comments", PackageComments},
		{"length", Length(longFiles)},
		{"words", MachineWords},
		{"migrations", Migrations},
		{"papers", Papers},
		{"pointers", Pointers},
		{"architecture", Architecture},
		{"labels", Labels},
	}
}

func at(set *token.FileSet, pos token.Pos, format string, args ...any) Fault {
	place := set.Position(pos)
	return Fault{Path: place.Filename, Line: place.Line, Text: fmt.Sprintf(format, args...)}
}
