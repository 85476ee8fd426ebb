package guard

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// The papers that speak of today. A decision record speaks of its day, and may
// name what is gone since.
func speaksOfToday(name string) bool {
	return path.Ext(name) == ".md" && path.Dir(name) != "docs/decisions"
}

var (
	link     = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	codeSpan = regexp.MustCompile("`([^`\n]+)`")
	filePath = regexp.MustCompile(`^[\w.-]+(/[\w.-]+)+/?$`)
	target   = regexp.MustCompile(`(?:^\s*|&& |; )make ([a-z][a-z-]*)`)
	rule     = regexp.MustCompile(`(?m)^([a-z][a-z-]*):`)
)

// Pointers finds links, paths and make targets in the papers that lead nowhere.
func Pointers(t *Tree) []Fault {
	var faults []Fault
	for _, name := range t.Paths() {
		if !speaksOfToday(name) {
			continue
		}
		fenced := false
		for number, line := range strings.Split(string(t.Files[name]), "\n") {
			if strings.HasPrefix(line, "```") {
				fenced = !fenced
				continue
			}
			for _, text := range t.astray(name, line, fenced) {
				faults = append(faults, Fault{Path: name, Line: number + 1, Text: text})
			}
		}
	}
	return faults
}

func (t *Tree) astray(paper, line string, fenced bool) []string {
	var out []string
	code := []string{line}
	if !fenced && !strings.HasPrefix(line, "    ") {
		code = spans(line)
		for _, found := range link.FindAllStringSubmatch(line, -1) {
			to, _, _ := strings.Cut(found[1], "#")
			if to != "" && !strings.Contains(to, ":") && !t.has(path.Join(path.Dir(paper), to)) {
				out = append(out, "leads to "+found[1]+", which is not there")
			}
		}
		for _, span := range code {
			if filePath.MatchString(span) && t.ours(span) && !t.has(span) {
				out = append(out, "names "+span+", which is not there")
			}
		}
	}
	for _, text := range code {
		for _, found := range target.FindAllStringSubmatch(text, -1) {
			if !t.makes(found[1]) {
				out = append(out, "tells to make "+found[1]+", which the Makefile lacks")
			}
		}
	}
	return out
}

func spans(line string) []string {
	var out []string
	for _, found := range codeSpan.FindAllStringSubmatch(line, -1) {
		out = append(out, found[1])
	}
	return out
}

// ours tells a path of the repository from other words with a stroke: it begins
// with one of our folders, and is nothing that a tool builds.
func (t *Tree) ours(span string) bool {
	first, _, _ := strings.Cut(span, "/")
	return t.has(first) && !builtFolder(strings.TrimSuffix(span, "/"))
}

// has knows a file or a folder.
func (t *Tree) has(name string) bool {
	name = path.Clean(name)
	return name == "." || t.Names[name] || slices.ContainsFunc(t.names(), func(n string) bool { return strings.HasPrefix(n, name+"/") })
}

func (t *Tree) makes(name string) bool {
	for _, found := range rule.FindAllStringSubmatch(string(t.Files["Makefile"]), -1) {
		if found[1] == name {
			return true
		}
	}
	return false
}

// Architecture finds folders that ARCHITECTURE.md invents and folders it leaves
// out: it is what a newcomer reads first, and nobody corrects a map by hand.
func Architecture(t *Tree) []Fault {
	const paper = "ARCHITECTURE.md"
	_, after, found := strings.Cut(string(t.Files[paper]), "\n## The tree\n")
	if !found {
		return nil
	}
	var faults []Fault
	drawn := map[string]bool{}
	for _, line := range strings.Split(firstBlock(after), "\n") {
		name, _, _ := strings.Cut(line, " ")
		drawn[strings.TrimSuffix(name, "/")] = true
		if name != "" && !t.has(name) {
			faults = append(faults, Fault{Path: paper, Text: fmt.Sprintf("draws %s, which is not there", name)})
		}
	}
	for _, folder := range t.mainFolders() {
		if !drawn[folder] {
			faults = append(faults, Fault{Path: paper, Text: fmt.Sprintf("leaves out %s", folder)})
		}
	}
	return faults
}

func firstBlock(text string) string {
	_, text, _ = strings.Cut(text, "```\n")
	block, _, _ := strings.Cut(text, "```")
	return block
}

// mainFolders are the folders of the root, and of cmd and internal those below
// them.
func (t *Tree) mainFolders() []string {
	var out []string
	for _, name := range t.Paths() {
		parts := strings.Split(name, "/")
		depth := 1
		if parts[0] == "cmd" || parts[0] == "internal" {
			depth = 2
		}
		if len(parts) <= depth || strings.HasPrefix(name, ".") {
			continue
		}
		folder := strings.Join(parts[:depth], "/")
		if !slices.Contains(out, folder) {
			out = append(out, folder)
		}
	}
	return out
}
