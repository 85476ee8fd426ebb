package register

import "strings"

// MaskedKeys are the fields that are shown on demand only, and whoever asks stands
// in the log: a screen in a ward office has many readers.
var MaskedKeys = []string{"personal_number", "phone"}

// Masked is what a list shows of a personal number or a telephone: enough to tell
// two of one household apart, and not enough to use.
func Masked(value string) string {
	const shown = 3
	letters := []rune(value)
	if len(letters) <= 2*shown {
		return strings.Repeat("•", len(letters))
	}
	return strings.Repeat("•", len(letters)-shown) + string(letters[len(letters)-shown:])
}
