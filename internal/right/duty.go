package right

import "slices"

// Separate answers whether somebody may do the second of two acts that belong in
// two hands: hand a round in and check it, propose a decision and record it. first
// is who did the first, able are all who could do the second. Where nobody else
// could, the place has one person: it is let pass, and alone says that the log has
// to tell.
func Separate(first, second string, able []string) (allowed, alone bool) {
	if first != second {
		return true, false
	}
	others := slices.ContainsFunc(able, func(name string) bool { return name != first })
	return !others, !others
}
