package form

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hoctap/internal/rule"
	"hoctap/internal/viet"
)

// Text is a text of a filled form. English is left out where it is the same, as
// with names and numbers.
type Text struct {
	Vi string `json:"vi"`
	En string `json:"en,omitempty"`
}

// In gives the text in a language, Vietnamese unless English is asked for.
func (t Text) In(lang string) string {
	if lang == "en" && t.En != "" {
		return t.En
	}
	return t.Vi
}

func text(t rule.Text) Text {
	if t.En == t.Vi {
		return Text{Vi: t.Vi}
	}
	return Text{t.Vi, t.En}
}

// plain is a text that is the same in every language.
func plain(s string) Text { return Text{Vi: s} }

// codeKey is a code without what people leave out when they type it.
func codeKey(code string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -,._()/", r) {
			return -1
		}
		return r
	}, strings.ToLower(viet.Fold(code)))
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// vars are what may be filled into a text.
type vars map[string]string

// formVars are known to every text of a form; lineVars to the heads of lines.
var (
	formVars  = []string{"year", "school_year", "last_school_year", "place", "PLACE", "hamlet"}
	lineVars  = []string{"age", "grade", "born", "name", "code"}
	groupVars = []string{"hamlet", "head", "sheet", "address", "phone", "residence", "members"}
)

// fill puts the values in; what has no value here, such as the hamlet on a form
// of a whole commune, leaves nothing behind.
func (v vars) fill(t rule.Text) Text {
	return text(rule.Text{Vi: v.line(t.Vi), En: v.line(t.En)})
}

func (v vars) line(s string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	return placeholder.ReplaceAllStringFunc(s, func(name string) string { return v[name[1:len(name)-1]] })
}

// with adds values to a copy.
func (v vars) with(name, value string) vars {
	out := make(vars, len(v)+1)
	for k, x := range v {
		out[k] = x
	}
	out[name] = value
	return out
}

// unknownVars tells of a placeholder that nothing fills.
func unknownVars(t rule.Text, known ...[]string) error {
	for _, name := range placeholder.FindAllString(t.Vi+t.En, -1) {
		name = name[1 : len(name)-1]
		if !slices.Contains(slices.Concat(known...), name) {
			return fmt.Errorf("nothing fills {%s}; there are %s", name, strings.Join(slices.Concat(known...), ", "))
		}
	}
	return nil
}
