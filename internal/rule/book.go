package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"hoctap/internal/profile"
	"hoctap/internal/strict"
)

// Book is the whole law as loaded: the national files and the supplements laid
// over them. It is immutable and safe for concurrent use.
type Book struct {
	instruments []*Instrument
	parameters  []*Parameter
	predicates  []*Predicate
	measures    []*Measure
	facts       []*Fact
	conditions  []*Condition
	standards   []*Standard
	ruleSets    []*RuleSet
	authorities []*Authority
	supplements []*Supplement
	cases       []*Case
	pins        []*Pin

	byID     map[string]any // instruments, measures, … by "kind id"
	getters  map[string]func(*profile.Profile) any
	chosen   map[string]string
	compiled compiled
	memo     *memo
	hash     string
}

// Load reads every .yaml file of each layer, in order: the national set first,
// then supplements. All problems come back at once.
func Load(layers ...fs.FS) (*Book, error) {
	b := &Book{byID: map[string]any{}, getters: map[string]func(*profile.Profile) any{}, chosen: map[string]string{}}
	b.memo = newMemo()
	for _, v := range variables {
		b.getters[v.name] = v.get
	}
	var ps strict.Problems
	sum := sha256.New()
	for i, layer := range layers {
		err := b.readLayer(layer, i > 0, sum, &ps)
		if err != nil {
			return nil, err
		}
	}
	b.hash = hex.EncodeToString(sum.Sum(nil))
	b.index(&ps)
	b.applySupplements(&ps)
	b.compileAll(&ps)
	b.check(&ps)
	err := ps.Err()
	if err != nil {
		return nil, err
	}
	return b, nil
}

// qualityFolder holds the checks of what is likely in a record. They are no law
// and change no verdict; survey.LoadChecks reads them.
const qualityFolder = "quality"

// readLayer takes the files in name order; the hash covers names and contents
// of all but the cases, which change no verdict.
func (b *Book) readLayer(layer fs.FS, supplement bool, sum interface{ Write([]byte) (int, error) }, ps *strict.Problems) error {
	var names []string
	err := fs.WalkDir(layer, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name == qualityFolder {
			return fs.SkipDir
		}
		if !d.IsDir() && path.Ext(name) == ".yaml" {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("rules: %w", err)
	}
	if len(names) == 0 {
		return fmt.Errorf("rules: no .yaml file found")
	}
	sort.Strings(names)
	for _, name := range names {
		data, err := fs.ReadFile(layer, name)
		if err != nil {
			return fmt.Errorf("rules: %w", err)
		}
		if !strings.HasPrefix(name, "cases/") {
			fmt.Fprintf(sumWriter{sum}, "%s %d\n%s\n", name, len(data), data)
		}
		var f file
		strict.Decode(name, data, &f, ps)
		if f.Supplement != nil && !supplement {
			ps.Addf(f.Supplement.Pos, "a supplement stands in a directory of its own, laid over the rules")
		}
		for i := range f.Cases {
			f.Cases[i].local = supplement
		}
		b.add(&f)
	}
	return nil
}

type sumWriter struct {
	w interface{ Write([]byte) (int, error) }
}

func (s sumWriter) Write(p []byte) (int, error) { return s.w.Write(p) }

func (b *Book) add(f *file) {
	b.instruments = appendPointers(b.instruments, f.Instruments)
	b.parameters = appendPointers(b.parameters, f.Parameters)
	b.predicates = appendPointers(b.predicates, f.Predicates)
	b.measures = appendPointers(b.measures, f.Measures)
	b.facts = appendPointers(b.facts, f.Facts)
	b.conditions = appendPointers(b.conditions, f.Conditions)
	b.standards = appendPointers(b.standards, f.Standards)
	b.ruleSets = appendPointers(b.ruleSets, f.RuleSets)
	b.authorities = appendPointers(b.authorities, f.Authorities)
	b.cases = appendPointers(b.cases, f.Cases)
	b.pins = appendPointers(b.pins, f.Pins)
	if f.Supplement != nil {
		b.supplements = append(b.supplements, f.Supplement)
	}
}

func appendPointers[T any](list []*T, items []T) []*T {
	for i := range items {
		list = append(list, &items[i])
	}
	return list
}

// index names everything once and refuses a name given twice.
func (b *Book) index(ps *strict.Problems) {
	put := func(kind, id string, pos strict.Pos, v any) {
		key := kind + " " + id
		if _, taken := b.byID[key]; taken {
			ps.Addf(pos, "%s is defined twice", key)
		}
		b.byID[key] = v
	}
	for _, x := range b.instruments {
		put("instrument", x.ID, x.Pos, x)
	}
	for _, x := range b.parameters {
		put("parameter", x.ID, x.Pos, x)
	}
	for _, x := range b.predicates {
		put("predicate", x.ID, x.Pos, x)
	}
	for i, x := range b.measures {
		x.index = i
		put("measure", x.ID, x.Pos, x)
	}
	for _, x := range b.facts {
		put("fact", x.ID, x.Pos, x)
	}
	for _, x := range b.conditions {
		put("condition", x.ID, x.Pos, x)
	}
	for _, x := range b.ruleSets {
		put("rule_set", x.ID, x.Pos, x)
	}
	sort.SliceStable(b.standards, func(i, j int) bool { return b.standards[i].Order < b.standards[j].Order })
	for _, x := range b.standards {
		put("standard", x.ID, x.Pos, x)
	}
}

// get finds a thing by kind and id.
func get[T any](b *Book, kind, id string) *T {
	v, ok := b.byID[kind+" "+id].(*T)
	if !ok {
		return nil
	}
	return v
}

// Hash names the law in use, supplements included.
func (b *Book) Hash() string { return b.hash }

// Instrument gives a law text by id, nil if there is none.
func (b *Book) Instrument(id string) *Instrument { return get[Instrument](b, "instrument", id) }

// Measure gives a measure by id, nil if there is none.
func (b *Book) Measure(id string) *Measure { return get[Measure](b, "measure", id) }

// Standard gives a standard by id, nil if there is none.
func (b *Book) Standard(id string) *Standard { return get[Standard](b, "standard", id) }

// Fact gives an entered figure's definition by id, nil if there is none.
func (b *Book) Fact(id string) *Fact { return get[Fact](b, "fact", id) }

// Facts gives all definitions of entered figures in file order.
func (b *Book) Facts() []*Fact { return b.facts }

// Predicates gives the questions that others ask by name.
func (b *Book) Predicates() []*Predicate { return b.predicates }

// Measures gives all measures in file order.
func (b *Book) Measures() []*Measure { return b.measures }

// Instruments gives all law texts in file order.
func (b *Book) Instruments() []*Instrument { return b.instruments }

// Standards gives all standards in the order of display, drafts included.
func (b *Book) Standards() []*Standard { return b.standards }

// Parameters gives the open points in file order.
func (b *Book) Parameters() []*Parameter { return b.parameters }

// Condition gives a condition by id, nil if there is none.
func (b *Book) Condition(id string) *Condition { return get[Condition](b, "condition", id) }
