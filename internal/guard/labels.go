package guard

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

var bold = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)

// Labels finds what the guide says in bold and no page does. Bold there is what an
// officer looks for on the screen, and a renamed button leaves her looking.
func Labels(t *Tree) []Fault {
	var said strings.Builder
	for _, name := range t.Paths() {
		if under(name, "pages/words/vi") || under(name, "rules/standards") {
			said.Write(t.Files[name])
		}
	}
	var faults []Fault
	for _, name := range t.Paths() {
		if path.Dir(name) != "docs/guide" {
			continue
		}
		for number, line := range strings.Split(string(t.Files[name]), "\n") {
			for _, found := range bold.FindAllStringSubmatch(line, -1) {
				if !strings.Contains(said.String(), found[1]) {
					faults = append(faults, Fault{Path: name, Line: number + 1, Text: fmt.Sprintf("shows %q, which no page says", found[1])})
				}
			}
		}
	}
	return faults
}
