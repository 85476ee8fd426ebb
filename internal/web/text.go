package web

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hoctap/internal/centre"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/words"
)

func idText[T place.ID | register.ID | right.ID](id T) string {
	return strconv.FormatInt(int64(id), 10)
}

func yearText(year int) string { return strconv.Itoa(year) }

// capital begins a text as a sentence does.
func capital(s string) string { return withFirst(s, unicode.ToUpper) }

// small begins a text as the middle of a sentence does.
func small(s string) string { return withFirst(s, unicode.ToLower) }

func withFirst(s string, turn func(rune) rune) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(turn(r)) + s[size:]
}

// law gives a text of the law in the reader's language.
func (v *visit) law(t rule.Text) string { return t.In(string(v.lang)) }

// levelText is "mức độ 3", empty for a standard without levels.
func (v *visit) levelText(level int) string {
	if level == 0 {
		return ""
	}
	return v.say.T("level.of", "level", level)
}

// comma writes a plain decimal as the language does: 0,7 for 0.7.
func (v *visit) comma(decimal string) string {
	if v.lang == words.English {
		return decimal
	}
	return strings.Replace(decimal, ".", ",", 1)
}

// decimal is a ratio that is no percentage: 1,05 rooms a class.
func (v *visit) decimal(n, d int64) string {
	if d == 0 {
		return "–"
	}
	return v.comma(fmt.Sprintf("%d.%02d", n/d, n%d*100/d))
}

func compareText(a, b string) int { return strings.Compare(a, b) }

// actor names who did something: an account, or whoever ran a command.
func (v *visit) actor(by string) string {
	name, ok := strings.CutPrefix(by, "operator:")
	switch {
	case strings.HasPrefix(by, "account:"):
		return strings.TrimPrefix(by, "account:")
	case ok:
		return v.say.T("frame.operator", "name", name)
	case by == "":
		return v.say.T("frame.unknown_actor")
	}
	return by
}

// source names what a change came from: a file, or the roll-forward.
func (v *visit) source(s string) string {
	if s == "roll-forward" {
		return v.say.T("frame.roll_forward")
	}
	if _, ok := centre.OfSource(s); ok {
		return v.say.T("class.source")
	}
	if s == survey.TypedSource {
		return v.say.T("frame.typed")
	}
	return s
}

// pathParts are the parts of an address of ours.
func pathParts(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}
