package paper

import "hoctap/internal/viet"

// The few words that stand on every paper whatever it is about.

// PageWord stands before the number of a page.
func PageWord(lang viet.Lang) string { return either(lang, "Trang ", "Page ") }

// Continued stands on the pages after the first.
func Continued(lang viet.Lang) string { return either(lang, " (tiếp theo)", " (continued)") }

// NoteWord heads the notes below a table.
func NoteWord(lang viet.Lang) string { return either(lang, "Ghi chú:", "Notes:") }

// UnknownWord heads what is not known of the form.
func UnknownWord(lang viet.Lang) string {
	return either(lang, "Chưa rõ ở mẫu in của Bộ:", "Not known of the printed form:")
}

func either(lang viet.Lang, vi, en string) string {
	if lang == viet.English {
		return en
	}
	return vi
}
