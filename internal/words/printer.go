package words

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// countArg is the argument whose number chooses the plural form.
const countArg = "n"

// Printer speaks one language. It is safe for use by many goroutines.
type Printer struct {
	lang      Lang
	messages  map[string]message
	localizer *i18n.Localizer
}

func newPrinter(lang Lang, bundle *i18n.Bundle, sources []*i18n.Message) (*Printer, error) {
	printer := &Printer{
		lang:      lang,
		messages:  make(map[string]message, len(sources)),
		localizer: i18n.NewLocalizer(bundle, string(lang)),
	}
	var problems []error
	for _, source := range sources {
		made, err := newMessage(source)
		problems = append(problems, err)
		printer.messages[source.ID] = made
	}
	return printer, errors.Join(problems...)
}

// Lang tells the printer's language.
func (p *Printer) Lang() Lang { return p.lang }

// Has tells whether there is a message of this key.
func (p *Printer) Has(key string) bool {
	_, ok := p.messages[key]
	return ok
}

// Args lists the arguments that a message takes, sorted.
func (p *Printer) Args(key string) []string {
	return p.messages[key].args
}

// T says the message with its named arguments, given as key and value pairs or as one
// map[string]any. Whole numbers are grouped as the language does (1.234), except an
// argument named year, or ending in _year. A slip shows as ⟨key⟩ and never breaks a
// page; [Printer.Say] tells of it.
func (p *Printer) T(key string, data ...any) string {
	said, err := p.Say(key, data...)
	if err != nil {
		return "⟨" + key + "⟩"
	}
	return said
}

// Say is T for those who want to know what is wrong: the renderer and the tests.
func (p *Printer) Say(key string, data ...any) (string, error) {
	message, ok := p.messages[key]
	if !ok {
		return "", fmt.Errorf("no words for key %q in %q", key, p.lang)
	}
	if len(data) == 0 && len(message.args) == 0 {
		return message.forms[0].source, nil
	}
	given, err := named(data)
	if err != nil {
		return "", fmt.Errorf("words %q: %w", key, err)
	}
	chosen, err := p.choose(key, message, given)
	if err != nil {
		return "", fmt.Errorf("words %q: %w", key, err)
	}
	said, err := chosen.fill(p.texts(given))
	if err != nil {
		return "", fmt.Errorf("words %q: %w", key, err)
	}
	return said, nil
}

// choose picks the plural form by the language's own rule.
func (p *Printer) choose(key string, m message, given map[string]any) (form, error) {
	for name := range given {
		if !m.takes(name) {
			return form{}, fmt.Errorf("argument %q is not in the message", name)
		}
	}
	if len(m.forms) == 1 {
		return m.forms[0], nil
	}
	source, err := p.localizer.Localize(&i18n.LocalizeConfig{
		MessageID:      key,
		PluralCount:    given[countArg],
		TemplateParser: template.IdentityParser{},
	})
	if err != nil {
		return form{}, fmt.Errorf("choose plural: %w", err)
	}
	for _, form := range m.forms {
		if form.source == source {
			return form, nil
		}
	}
	return m.forms[0], nil
}

func named(data []any) (map[string]any, error) {
	if len(data) == 1 {
		given, ok := data[0].(map[string]any)
		if ok {
			return given, nil
		}
	}
	if len(data)%2 != 0 {
		return nil, errors.New("arguments come in pairs of name and value")
	}
	given := make(map[string]any, len(data)/2)
	for i := 0; i < len(data); i += 2 {
		name, ok := data[i].(string)
		if !ok {
			return nil, fmt.Errorf("argument name is %T, not text", data[i])
		}
		given[name] = data[i+1]
	}
	return given, nil
}

func (p *Printer) texts(given map[string]any) map[string]string {
	texts := make(map[string]string, len(given))
	for name, value := range given {
		texts[name] = p.text(name, value)
	}
	return texts
}

func (p *Printer) text(name string, value any) string {
	whole, ok := wholeNumber(value)
	switch {
	case !ok:
		return fmt.Sprint(value)
	case name == "year" || strings.HasSuffix(name, "_year"):
		return strconv.FormatInt(whole, 10)
	default:
		return p.Int(whole)
	}
}

func wholeNumber(value any) (int64, bool) {
	switch n := value.(type) {
	case int:
		return int64(n), true
	case int64:
		return n, true
	case int32:
		return int64(n), true
	}
	return 0, false
}

func (p *Printer) keys() []string {
	keys := make([]string, 0, len(p.messages))
	for key := range p.messages {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
