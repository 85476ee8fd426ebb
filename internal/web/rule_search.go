package web

import (
	"slices"
	"strings"

	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// lawEntry is one thing of the law as a search finds it.
type lawEntry struct {
	id, kind, title string
	more            []string // what else it may be found by
}

// lawEntries are everything of the law that has a page, each once.
func (v *visit) lawEntries() []lawEntry {
	var out []lawEntry
	for _, std := range v.Book.Standards() {
		out = append(out, lawEntry{std.ID, v.say.T("law.kind_standard"), v.law(std.Title), v.laws(std.Notes)})
		for i := range std.Levels {
			for k := range std.Levels[i].Criteria {
				c := &std.Levels[i].Criteria[k]
				if slices.ContainsFunc(out, func(e lawEntry) bool { return e.id == c.ID }) {
					continue
				}
				entry := lawEntry{c.ID, v.say.T("law.criterion"), v.law(c.Text), []string{v.law(std.Title)}}
				for j := range c.Values {
					entry.more = append(entry.more, v.Book.Cite(&c.Values[j].Source), c.Values[j].Source.Note)
				}
				out = append(out, entry)
			}
		}
	}
	for _, m := range v.Book.Measures() {
		out = append(out, lawEntry{m.ID, v.say.T("law.measure"), v.law(m.Text), []string{v.law(m.OfText), v.law(m.Lacks), v.Book.Cite(&m.Source), m.Source.Note}})
	}
	for _, i := range v.Book.Instruments() {
		out = append(out, lawEntry{i.ID, v.say.T("law.instrument"), i.Number + " " + v.law(i.Title), []string{v.law(i.Issuer), i.Note}})
	}
	return out
}

func (v *visit) laws(list []rule.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, v.law(t))
	}
	return out
}

// findLaw finds what holds every word looked for, those whose title does first.
func (v *visit) findLaw(text string) []view.Hit {
	terms := viet.SearchTerms(text)
	var titled, others []view.Hit
	for _, e := range v.lawEntries() {
		hit := view.Hit{Href: rulePath(e.id), Name: marked(e.title, text), Tags: []view.Tag{{Tone: view.Plain, Text: e.kind}}, Facts: e.id}
		switch {
		case saysAll(e.title+" "+e.id, terms):
			titled = append(titled, hit)
		case saysAll(strings.Join(append(e.more, e.title, e.id), " "), terms):
			others = append(others, hit)
		}
	}
	return append(titled, others...)
}

// saysAll says whether some word of a text begins as each of the terms.
func saysAll(text string, terms []string) bool {
	words := strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return strings.ContainsRune(" ,;:()“”\"–", r) })
	for _, term := range terms {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, term) }) {
			return false
		}
	}
	return len(terms) > 0
}
