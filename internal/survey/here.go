package survey

// SameCommune reports whether two names mean one commune: letter case, accents
// and the word for its kind do not matter. An empty name means none.
func SameCommune(a, b string) bool {
	return a != "" && bareName(a) == bareName(b)
}
