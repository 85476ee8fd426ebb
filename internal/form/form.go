// Package form holds the statutory forms as data and fills them: which question
// stands in which cell, on which paper, from when to when. Filling is a pure
// function of tallies, entered figures and places; a filled form says for every
// cell what was asked, so that it can be opened down to people, printed by any
// writer, and kept.
package form

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
	"hoctap/internal/viet"
)

// Library is all forms as loaded: the national files and the supplements laid
// over them. It is immutable but for what it remembers of answers, and safe for
// concurrent use.
type Library struct {
	book       *rule.Book
	forms      []*Form // in order of the dossier, a supplement's before the national one
	predicates []*rule.Predicate
	sets       map[string]*Set
	issuers    []*Block
	signers    []*Block
	cases      []*Case
	panel      *rule.Panel
	memo       *memo
	layers     int
	hash       string
}

// Load reads every .yaml file of each layer, in order: the national set first,
// then supplements. All problems come back at once.
func Load(book *rule.Book, layers ...fs.FS) (*Library, error) {
	l := &Library{book: book, sets: map[string]*Set{}, memo: newMemo(), layers: len(layers)}
	var ps strict.Problems
	r := reader{lib: l, ps: &ps}
	for i, layer := range layers {
		err := r.layer(layer, i > 0)
		if err != nil {
			return nil, err
		}
	}
	r.name()
	var err error
	l.panel, err = book.NewPanel(l.predicates, &ps)
	if err != nil {
		return nil, err
	}
	l.check(&ps)
	err = ps.Err()
	if err != nil {
		return nil, err
	}
	sort.SliceStable(l.forms, func(i, j int) bool { return l.forms[i].before(l.forms[j]) })
	return l, nil
}

// before puts forms in the order of the dossier; of two with one code the
// province's own comes first, and is found first.
func (f *Form) before(o *Form) bool {
	if f.Order != o.Order {
		return f.Order < o.Order
	}
	if f.Code != o.Code {
		return f.Code < o.Code
	}
	return f.supplement && !o.supplement
}

// reader gathers the files of all layers. What a form is printed from is its own
// file and every file without forms and cases: its hash covers those.
type reader struct {
	lib    *Library
	ps     *strict.Problems
	shared []string // contents that all forms rest on
	own    map[*Form]string
}

func (r *reader) layer(layer fs.FS, supplement bool) error {
	names, err := yamlFiles(layer)
	if err != nil {
		return err
	}
	if r.own == nil {
		r.own = map[*Form]string{}
	}
	for _, name := range names {
		data, err := fs.ReadFile(layer, name)
		if err != nil {
			return fmt.Errorf("forms: %w", err)
		}
		var f file
		strict.Decode(name, data, &f, r.ps)
		r.add(&f, name+"\n"+string(data), supplement)
	}
	return nil
}

// AgreementFolder is where a directory of forms keeps the rules by which they agree:
// those are read by package agree.
const AgreementFolder = "agreement"

func yamlFiles(layer fs.FS) ([]string, error) {
	var names []string
	agreement := false
	err := fs.WalkDir(layer, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name == AgreementFolder {
			agreement = true
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() && path.Ext(name) == ".yaml" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("forms: %w", err)
	}
	if len(names) == 0 && !agreement {
		return nil, fault.New(fault.Invalid, "form.no_yaml")
	}
	sort.Strings(names)
	return names, nil
}

func (r *reader) add(f *file, content string, supplement bool) {
	l := r.lib
	for i := range f.Forms {
		form := &f.Forms[i]
		form.supplement = supplement
		l.forms = append(l.forms, form)
		r.own[form] = content
	}
	for i := range f.Cases {
		f.Cases[i].local = supplement
		l.cases = append(l.cases, &f.Cases[i])
	}
	for i := range f.Predicates {
		l.predicates = append(l.predicates, &f.Predicates[i])
	}
	for i := range f.Sets {
		s := &f.Sets[i]
		if l.sets[s.ID] != nil {
			r.ps.Addf(s.Pos, "set %s is defined twice", s.ID)
		}
		l.sets[s.ID] = s
	}
	l.issuers = appendBlocks(l.issuers, f.Issuers)
	l.signers = appendBlocks(l.signers, f.Signers)
	if len(f.Forms) == 0 && len(f.Cases) == 0 {
		r.shared = append(r.shared, content)
	}
}

func appendBlocks(list []*Block, more []Block) []*Block {
	for i := range more {
		list = append(list, &more[i])
	}
	return list
}

// name gives every form and the library their hashes.
func (r *reader) name() {
	shared := strings.Join(r.shared, "\n")
	all := shared
	for _, f := range r.lib.forms {
		f.hash = digest(r.own[f] + "\n" + shared)
		all += f.hash
	}
	r.lib.hash = digest(all)
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// Hash names the forms in use, supplements included.
func (l *Library) Hash() string { return l.hash }

// Book is the law that the forms ask by.
func (l *Library) Book() *rule.Book { return l.book }

// Hash names the form: its file and what it shares with others.
func (f *Form) Hash() string { return f.hash }

// Forms gives the forms that hold in a year, in the order of the dossier.
func (l *Library) Forms(year int) []*Form {
	var out []*Form
	for _, f := range l.forms {
		known := slices.ContainsFunc(out, func(o *Form) bool { return o.Code == f.Code })
		if !known && f.Holds.Holds(rule.ReferenceDay(year)) {
			out = append(out, f)
		}
	}
	return out
}

// All gives every form in every shape.
func (l *Library) All() []*Form { return l.forms }

// Form finds a form by its code, in the shape it has in a year. Case, spaces and
// commas do not matter: people type mn-01-tcdk.
func (l *Library) Form(code string, year int) (*Form, error) {
	var other *Form
	for _, f := range l.forms {
		if codeKey(f.Code) != codeKey(code) {
			continue
		}
		if f.Holds.Holds(rule.ReferenceDay(year)) {
			return f, nil
		}
		other = f
	}
	if other == nil {
		return nil, fault.New(fault.NotFound, "form.unknown", "code", code, "codes", strings.Join(l.codes(year), "; "))
	}
	return nil, other.notHeld(year)
}

func (f *Form) notHeld(year int) error {
	if rule.ReferenceDay(year) < f.Holds.From.On {
		return fault.New(fault.Invalid, "form.not_yet", "code", f.Code, "year", year, "from", viet.Date(f.Holds.From.On))
	}
	return fault.New(fault.Invalid, "form.no_longer", "code", f.Code, "year", year, "until", viet.Date(dayBefore(f.Holds.Until.On)))
}

// dayBefore is the last day of a half-open period as papers give it.
func dayBefore(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, -1).Format(time.DateOnly)
}

func (l *Library) codes(year int) []string {
	var out []string
	for _, f := range l.Forms(year) {
		out = append(out, f.Code)
	}
	return out
}

// Questions is how many different questions about a person the forms ask.
func (l *Library) Questions() int { return l.panel.Len() }

// TitleOf is the title of a form for a year.
func (f *Form) TitleOf(year int) Text {
	w := &world{year: year}
	return w.vars().fill(f.Title)
}
