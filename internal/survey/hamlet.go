package survey

import (
	"slices"
	"strings"

	"hoctap/internal/viet"
)

// splitAddress parts the hamlet from the rest of a cleaned address: it is the
// text before the first " - " (an office's Excel may have made a dash of it).
// An address that begins with the hyphen says that it has no hamlet.
func splitAddress(text string) (hamlet, rest string, found bool) {
	for i, r := range text {
		if r != '-' && r != '–' && r != '—' {
			continue
		}
		after := i + len(string(r))
		opens := i == 0 || text[i-1] == ' '
		closes := after == len(text) || text[after] == ' '
		if opens && closes {
			return strings.TrimSpace(text[:i]), strings.TrimSpace(text[after:]), true
		}
	}
	return "", text, false
}

// JoinAddress writes hamlet and address into one cell, from which the import
// takes both again as they were.
func JoinAddress(hamlet, rest string) string {
	hamlet, rest = viet.Clean(hamlet), viet.Clean(rest)
	switch {
	case hamlet == "" && rest == "":
		return ""
	case hamlet == "":
		return "- " + rest // or its beginning might be taken for a hamlet
	case rest == "" && looksLikeHamlet(hamlet):
		return hamlet
	case rest == "":
		return hamlet + " -"
	}
	return hamlet + " - " + rest
}

// hamletKinds are the words that the name of a hamlet begins with.
var hamletKinds = []string{"khu pho", "thon", "xom", "to dan pho", "tdp", "ban", "lang", "ap", "khoi", "khu", "kp", "buon", "bon",
	"phum", "soc", "plei", "tieu khu", "khom"}

// addressWords tell an address from the name of a hamlet. They are compared with
// their accents: Thôn Dương Thành has no street in it.
var addressWords = []string{"số nhà", "đường ", "ngõ ", "ngách ", "hẻm "}

// looksLikeHamlet tells a hamlet that stands alone from an address without one.
func looksLikeHamlet(text string) bool {
	if strings.ContainsAny(text, ",;:") {
		return false
	}
	folded := viet.Fold(text)
	for _, kind := range hamletKinds {
		rest, ok := strings.CutPrefix(folded, kind+" ")
		if ok && rest != "" {
			lower := strings.ToLower(text)
			return !slices.ContainsFunc(addressWords, func(word string) bool { return strings.Contains(lower, word) })
		}
	}
	return false
}

// splitLoosely parts a hamlet from an address that was typed without the spaces
// around the hyphen, or with a comma; only where what comes before is plainly a
// hamlet.
func splitLoosely(text string) (hamlet, rest string) {
	for _, separator := range []string{"- ", " -", ", ", ","} {
		before, after, found := strings.Cut(text, separator)
		if found && looksLikeHamlet(before) {
			return strings.TrimSpace(before), strings.TrimSpace(after)
		}
	}
	if looksLikeHamlet(text) {
		return text, ""
	}
	return "", text
}

// settleHamlet finds the hamlet of a cleaned draft. In the sheet DATA it has a
// column of its own, and the address may still begin with it.
func (s *settler) settleHamlet(d *Draft) {
	own := d.Hamlet
	if _, isNumber := whole(own); isNumber && s.layout.unheaded {
		own = ""
	}
	said, rest, split := splitAddress(d.Record.Address)
	switch {
	case own == "" && split:
		d.Hamlet, d.Record.Address = said, rest
		d.noHamlet = said == ""
	case own == "":
		d.Hamlet, d.Record.Address = splitLoosely(d.Record.Address)
	case split && viet.Fold(said) == viet.Fold(own):
		d.Hamlet, d.Record.Address = own, rest
	case !split && viet.Fold(d.Record.Address) == viet.Fold(own):
		d.Hamlet, d.Record.Address = own, ""
	default:
		d.Hamlet = own
		if split && looksLikeHamlet(said) {
			s.warn(d, hamletKey, "hamlet_differs", "hamlet", shown(own), "said", shown(said))
		}
	}
}
