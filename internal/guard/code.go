package guard

import (
	"bytes"
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
)

// Clock finds code that asks the machine what time it is. Verdicts are asked for
// a date, audits are dated, tests stand still: the clock is passed in, and only
// the outermost layer owns one.
func Clock(t *Tree) []Fault {
	var faults []Fault
	for _, file := range t.Program() {
		if underAny(file.Folder, "cmd", "internal/cli", "internal/testkit") {
			continue
		}
		eachUse(file, "time", func(use *ast.SelectorExpr) {
			if slices.Contains([]string{"Now", "Since", "Until"}, use.Sel.Name) {
				faults = append(faults, at(t.Set, use.Pos(), "time.%s: take a clock, as func() time.Time", use.Sel.Name))
			}
		})
	}
	return faults
}

// Chance finds random numbers nobody chose the seed of: the sample town must be
// the same town every time, and what has to be secret comes from crypto/rand.
func Chance(t *Tree) []Fault {
	seeded := []string{"New", "NewSource", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "Source", "PCG", "ChaCha8", "Zipf"}
	var faults []Fault
	for _, file := range t.Program() {
		for _, library := range []string{"math/rand", "math/rand/v2"} {
			eachUse(file, library, func(use *ast.SelectorExpr) {
				if !slices.Contains(seeded, use.Sel.Name) {
					faults = append(faults, at(t.Set, use.Pos(), "rand.%s has no seed: use rand.New with a source of our own", use.Sel.Name))
				}
			})
		}
	}
	return faults
}

// eachUse visits what a file takes from a library, under whatever name it was
// imported.
func eachUse(file *GoFile, library string, visit func(*ast.SelectorExpr)) {
	name := localName(file.Syntax, library)
	if name == "" {
		return
	}
	ast.Inspect(file.Syntax, func(node ast.Node) bool {
		use, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		from, ok := use.X.(*ast.Ident)
		if ok && from.Name == name {
			visit(use)
		}
		return true
	})
}

func localName(file *ast.File, library string) string {
	for _, spec := range file.Imports {
		if importPath(spec) != library {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path.Base(strings.TrimSuffix(library, "/v2"))
	}
	return ""
}

// PackageComments finds packages that do not say what they are.
func PackageComments(t *Tree) []Fault {
	wanted, found := map[string]string{}, map[string]bool{}
	for _, file := range t.Program() {
		opening := "Package " + file.Syntax.Name.Name + " "
		if file.Syntax.Name.Name == "main" {
			opening = "Command "
		}
		wanted[file.Folder] = opening
		if strings.HasPrefix(file.Syntax.Doc.Text(), opening) {
			found[file.Folder] = true
		}
	}
	var faults []Fault
	for folder, opening := range wanted {
		if !found[folder] {
			faults = append(faults, Fault{Path: folder, Text: fmt.Sprintf("no package comment that begins with %q", opening)})
		}
	}
	return faults
}

// maxLines is what nine files in ten stay under in code that reads well; the
// tenth is where a second noun has moved in.
const maxLines = 500

// longFiles may be longer, each for the reason given.
var longFiles = map[string]string{}

// Length finds Go files that are too long, and exceptions nobody needs any more.
func Length(exceptions map[string]string) func(*Tree) []Fault {
	return func(t *Tree) []Fault {
		var faults []Fault
		long := map[string]bool{}
		for _, file := range t.Program() {
			lines := bytes.Count(t.Files[file.Path], []byte("\n"))
			if lines <= maxLines {
				continue
			}
			long[file.Path] = true
			if exceptions[file.Path] == "" {
				faults = append(faults, Fault{Path: file.Path, Text: fmt.Sprintf("%d lines, more than %d: split it by noun", lines, maxLines)})
			}
		}
		for name := range exceptions {
			if !long[name] {
				faults = append(faults, Fault{Path: name, Text: "is excused for its length, but is not long"})
			}
		}
		return faults
	}
}
