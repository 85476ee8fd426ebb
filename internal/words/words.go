// Package words holds every sentence a reader sees, in each language, by key.
//
// Loading is strict: a key that one language lacks, a message that uses another
// argument than its twin, a file with the same key twice are all errors, so that a
// page can never show a key or a gap instead of a sentence.
package words

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"

	"hoctap/internal/viet"
)

// Lang is a language of the pages.
type Lang = viet.Lang

// Vietnamese is the language of first resort: the officials' own.
const (
	Vietnamese = viet.Vietnamese
	English    = viet.English
)

// Langs lists the languages in the order in which they are offered.
func Langs() []Lang { return []Lang{Vietnamese, English} }

// Catalogue holds the messages of all languages.
type Catalogue struct {
	printers map[Lang]*Printer
}

// New loads <lang>/*.yaml for every language. All errors are reported together.
func New(fsys fs.FS) (*Catalogue, error) {
	bundle := i18n.NewBundle(language.Vietnamese)
	catalogue := &Catalogue{printers: map[Lang]*Printer{}}
	var problems []error
	for _, lang := range Langs() {
		messages, err := load(bundle, fsys, lang)
		problems = append(problems, err)
		printer, err := newPrinter(lang, bundle, messages)
		problems = append(problems, err)
		catalogue.printers[lang] = printer
	}
	problems = append(problems, catalogue.twins()...)
	err := errors.Join(problems...)
	if err != nil {
		return nil, fmt.Errorf("load words: %w", err)
	}
	return catalogue, nil
}

// For returns the printer of a language, or the Vietnamese one for a language that
// is not spoken here.
func (c *Catalogue) For(lang Lang) *Printer {
	printer, ok := c.printers[lang]
	if !ok {
		return c.printers[Vietnamese]
	}
	return printer
}

// Keys lists all keys, sorted.
func (c *Catalogue) Keys() []string {
	return c.printers[Vietnamese].keys()
}

func load(bundle *i18n.Bundle, fsys fs.FS, lang Lang) ([]*i18n.Message, error) {
	files, err := fs.Glob(fsys, path.Join(string(lang), "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("list words: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no words for language %q", lang)
	}
	var all []*i18n.Message
	var problems []error
	seen := map[string]string{}
	for _, file := range files {
		messages, err := loadFile(bundle, fsys, file, lang)
		problems = append(problems, err)
		for _, message := range messages {
			if earlier, ok := seen[message.ID]; ok {
				problems = append(problems, fmt.Errorf("%s: key %q stands in %s too", file, message.ID, earlier))
			}
			seen[message.ID] = file
		}
		all = append(all, messages...)
	}
	return all, errors.Join(problems...)
}

func loadFile(bundle *i18n.Bundle, fsys fs.FS, file string, lang Lang) ([]*i18n.Message, error) {
	body, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	messages, err := bundle.ParseMessageBytes(language.Make(string(lang)), body, yaml.Unmarshal)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return messages, nil
}

// twins checks that all languages have the same keys with the same arguments.
func (c *Catalogue) twins() []error {
	var problems []error
	first := c.printers[Vietnamese]
	for _, lang := range Langs()[1:] {
		second := c.printers[lang]
		for _, key := range union(first.keys(), second.keys()) {
			problems = append(problems, compare(key, first, second))
		}
	}
	return problems
}

func compare(key string, first, second *Printer) error {
	a, inFirst := first.messages[key]
	b, inSecond := second.messages[key]
	switch {
	case !inFirst:
		return fmt.Errorf("key %q is missing in %q", key, first.lang)
	case !inSecond:
		return fmt.Errorf("key %q is missing in %q", key, second.lang)
	case !slices.Equal(a.args, b.args):
		return fmt.Errorf("key %q takes [%s] in %q but [%s] in %q", key,
			strings.Join(a.args, " "), first.lang, strings.Join(b.args, " "), second.lang)
	}
	return nil
}

func union(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	sort.Strings(all)
	return slices.Compact(all)
}
