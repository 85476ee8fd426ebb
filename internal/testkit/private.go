package testkit

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// Private is what must not be told about people: names, numbers, telephones, days
// of birth, and the ids by which their pages are found.
type Private map[string]bool

// Add takes everything of a record that names its person.
func (p Private) Add(r *register.Record) {
	for _, text := range []string{r.Name(), r.HeadFamilyName + " " + r.HeadGivenName, r.PersonalNumber, r.Phone} {
		words := wordsOf(text)
		// A name of one word is a word like any other.
		if len(words) > 1 || len(text) > 8 {
			p[strings.Join(words, " ")] = true
		}
	}
	for _, id := range []register.ID{r.PersonID, r.HouseholdID} {
		p[strconv.FormatInt(int64(id), 10)] = true
	}
	if r.BirthDay > 0 && r.BirthMonth > 0 {
		p[fmt.Sprintf("%02d %02d %d", r.BirthDay, r.BirthMonth, r.BirthYear)] = true
		p[fmt.Sprintf("%d %d %d", r.BirthDay, r.BirthMonth, r.BirthYear)] = true
		p[fmt.Sprintf("%d %02d %02d", r.BirthYear, r.BirthMonth, r.BirthDay)] = true
	}
}

// longestName is more words than a name has.
const longestName = 6

// Told finds what a text tells, with or without accents, in an address or not. It
// goes through the text once, whatever the number of people.
func (p Private) Told(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		words := wordsOf(unescaped(line))
		for i := range words {
			for n := 1; n <= longestName && i+n <= len(words); n++ {
				found := strings.Join(words[i:i+n], " ")
				if p[found] {
					out = append(out, fmt.Sprintf("%q in %s", found, strings.TrimSpace(line)))
				}
			}
		}
	}
	return out
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

var escapes = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)

// unescaped reads the text of addresses; a plus is a space in them and parts
// words elsewhere.
func unescaped(text string) string {
	return escapes.ReplaceAllStringFunc(text, func(code string) string {
		plain, err := url.PathUnescape(code)
		if err != nil {
			return code
		}
		return plain
	})
}
