package guide

import (
	"slices"
	"strings"

	"hoctap/internal/viet"
)

// Found is a section in which something was found.
type Found struct {
	Page    *Page
	Section Section
	Excerpt string // the words around the first that was looked for
}

// Href is the address of the section.
func (f Found) Href() string {
	if f.Section.ID == "" {
		return Root + "/" + f.Page.Slug
	}
	return Root + "/" + f.Page.Slug + "#" + f.Section.ID
}

// excerptWords is about two lines.
const excerptWords = 28

// Find gives the sections that hold every word looked for, with or without accents;
// those whose heading does come first.
func (g *Guide) Find(query string) []Found {
	terms := viet.SearchTerms(query)
	if len(terms) == 0 {
		return nil
	}
	var titled, others []Found
	for _, p := range g.Pages {
		for _, s := range p.Sections {
			head := strings.Fields(viet.Fold(p.Title + " " + s.Title))
			words := strings.Fields(s.Text)
			folded := make([]string, len(words))
			for i, word := range words {
				folded[i] = bare(word)
			}
			found := Found{p, s, excerpt(words, folded, terms)}
			switch {
			case all(terms, strings.Fields(viet.Fold(s.Title))):
				titled = append(titled, found)
			case all(terms, slices.Concat(head, folded)):
				others = append(others, found)
			}
		}
	}
	return append(titled, others...)
}

// bare is a word without accents and without what stands around it.
func bare(word string) string { return strings.Trim(viet.Fold(word), ".,;:?!()“”\"…") }

func all(terms, words []string) bool {
	for _, term := range terms {
		if !slices.ContainsFunc(words, func(word string) bool { return begins(word, term) }) {
			return false
		}
	}
	return true
}

// begins says whether a word is one that is looked for. A single letter is a word of its
// own ("ô"), and no beginning of others.
func begins(word, term string) bool {
	if len(term) == 1 {
		return word == term
	}
	return strings.HasPrefix(word, term)
}

func excerpt(words, folded, terms []string) string {
	first := slices.IndexFunc(folded, func(word string) bool {
		return slices.ContainsFunc(terms, func(term string) bool { return begins(word, term) })
	})
	from := max(first-excerptWords/3, 0)
	until := min(from+excerptWords, len(words))
	text := strings.Join(words[from:until], " ")
	if from > 0 {
		text = "… " + text
	}
	if until < len(words) {
		text += " …"
	}
	return text
}
