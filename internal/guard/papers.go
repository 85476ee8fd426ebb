package guard

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"
)

// machineWords are traces of somebody's machine: they mean nothing to the next
// reader, and a build that leans on them breaks elsewhere.
var machineWords = []*regexp.Regexp{
	regexp.MustCompile(`(?:^|[\s"'` + "`" + `=(:,])(/(?:root|work|Users)/\w[\w.-]*)`),
	regexp.MustCompile(`\b(proxy\.golang\.org|registry\.npmjs\.org|deb\.debian\.org)\b`),
}

// MachineWords finds paths of a machine and hosts of package registries.
func MachineWords(t *Tree) []Fault {
	var faults []Fault
	for _, name := range t.Paths() {
		for number, line := range strings.Split(string(t.Files[name]), "\n") {
			for _, word := range machineWords {
				if found := word.FindStringSubmatch(line); found != nil {
					faults = append(faults, Fault{Path: name, Line: number + 1, Text: fmt.Sprintf("%q belongs to a machine, not to the project", found[1])})
				}
			}
		}
	}
	return faults
}

var (
	migrationName = regexp.MustCompile(`^(\d+)_[a-z0-9_]+\.sql$`)
	decisionName  = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})-[a-z0-9]+(-[a-z0-9]+)*\.md$`)
	unreleased    = regexp.MustCompile(`(?m)^## \[?Unreleased\]?\s*$`)
)

// Migrations finds numbers taken twice. Two hands that work at once both take the
// next one, and an engine would then run one of the two and record both. A number
// may come back in the folders of two engines, but not in a folder and above it.
func Migrations(t *Tree) []Fault {
	var faults []Fault
	taken := map[string]string{}
	for _, name := range t.Paths() {
		folder, base := path.Split(name)
		folder = path.Clean(folder)
		if !under(folder, "migrations") || path.Ext(name) != ".sql" || isSchemaDump(base) {
			continue
		}
		parts := migrationName.FindStringSubmatch(base)
		if parts == nil {
			faults = append(faults, Fault{Path: name, Text: "is not named like 0007_what_it_does.sql"})
			continue
		}
		number := strings.TrimLeft(parts[1], "0")
		for above := folder; above != "."; above = path.Dir(above) {
			if other := taken[above+" "+number]; other != "" {
				faults = append(faults, Fault{Path: name, Text: fmt.Sprintf("number %s is that of %s", parts[1], other)})
			}
		}
		taken[folder+" "+number] = name
	}
	return faults
}

// isSchemaDump knows the dumped schema of an engine, which lies beside the
// migrations it is the sum of.
func isSchemaDump(base string) bool {
	return strings.HasPrefix(base, "schema") || strings.HasSuffix(base, "-schema.sql")
}

// Papers finds decision records without a date and a changelog without a place
// for the next line.
func Papers(t *Tree) []Fault {
	var faults []Fault
	for _, name := range t.Paths() {
		if path.Dir(name) == "docs/decisions" && path.Base(name) != "README.md" {
			faults = append(faults, decisionFaults(name)...)
		}
	}
	changes, ok := t.Files["CHANGELOG.md"]
	if ok && !unreleased.Match(changes) {
		faults = append(faults, Fault{Path: "CHANGELOG.md", Text: "no section ## Unreleased"})
	}
	return faults
}

// Records are named by date because numbers collide when many hands work at once.
func decisionFaults(name string) []Fault {
	parts := decisionName.FindStringSubmatch(path.Base(name))
	if parts == nil {
		return []Fault{{Path: name, Text: "is not named like 2026-01-31-what-was-decided.md"}}
	}
	_, err := time.Parse(time.DateOnly, parts[1])
	if err != nil {
		return []Fault{{Path: name, Text: parts[1] + " is no day"}}
	}
	return nil
}
