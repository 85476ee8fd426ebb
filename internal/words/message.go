package words

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// argument is the only thing a message may hold beside text. Loops and conditions
// would be logic that translators cannot see.
var argument = regexp.MustCompile(`{{\s*\.([a-z_]+)\s*}}`)

// message is one sentence, cut into pieces once at load: the template engine would
// cost more than the whole page does.
type message struct {
	forms []form
	args  []string
}

// form is the message for one plural form; Vietnamese has only one.
type form struct {
	source string
	// texts and args alternate, beginning and ending with a text.
	texts []string
	args  []string
}

func newMessage(source *i18n.Message) (message, error) {
	var made message
	for _, text := range []string{source.Other, source.One, source.Zero, source.Two, source.Few, source.Many} {
		if text == "" {
			continue
		}
		form, err := newForm(text)
		if err != nil {
			return message{}, fmt.Errorf("key %q: %w", source.ID, err)
		}
		made.forms = append(made.forms, form)
		made.args = union(made.args, form.args)
	}
	if source.Other == "" {
		return message{}, fmt.Errorf("key %q has no text", source.ID)
	}
	return made, nil
}

func newForm(text string) (form, error) {
	made := form{source: text}
	at := 0
	for _, hit := range argument.FindAllStringSubmatchIndex(text, -1) {
		made.texts = append(made.texts, text[at:hit[0]])
		made.args = append(made.args, text[hit[2]:hit[3]])
		at = hit[1]
	}
	made.texts = append(made.texts, text[at:])
	for _, plain := range made.texts {
		if strings.Contains(plain, "{{") || strings.Contains(plain, "}}") {
			return form{}, fmt.Errorf("only {{.name}} may stand in braces: %q", text)
		}
	}
	return made, nil
}

// fill puts the arguments in. It fails on one that is missing, and on one that the
// message does not name: both are slips of the hand.
func (f form) fill(values map[string]string) (string, error) {
	if len(f.args) == 0 {
		return f.source, nil
	}
	var out strings.Builder
	for i, arg := range f.args {
		value, ok := values[arg]
		if !ok {
			return "", fmt.Errorf("argument %q is missing", arg)
		}
		out.WriteString(f.texts[i])
		out.WriteString(value)
	}
	out.WriteString(f.texts[len(f.args)])
	return out.String(), nil
}

func (m message) takes(name string) bool {
	return slices.Contains(m.args, name)
}
