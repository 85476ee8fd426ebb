package survey_test

import (
	"errors"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/survey"
)

// FuzzHeadings: whatever a sheet calls its columns, they are found or the sheet is
// refused in words; nothing breaks, and no row is sound without its person.
func FuzzHeadings(f *testing.F) {
	f.Add(3, 2, "Họ và tên", "Ngày sinh")
	f.Add(4, 0, "", "STT")
	f.Add(2, 51, "Số định danh cá nhân", "#REF!")
	f.Add(3, 6, "Năm\x00sinh", "N¨m sinh")
	base := newTable(f)
	f.Fuzz(func(t *testing.T, row, col int, one, other string) {
		if row < 0 || row > 5 || col < 0 || col > 60 {
			return
		}
		b := base.clone()
		b.rows = b.rows[:12]
		for len(b.rows[row]) <= col+1 {
			b.rows[row] = append(b.rows[row], survey.Cell{})
		}
		b.rows[row][col], b.rows[row][col+1] = survey.Cell{Text: one}, survey.Cell{Text: other}
		w, err := b.open(2025)
		if err != nil {
			var p interface{ Message() string }
			var known *fault.Error
			if !errors.As(err, &known) && !errors.As(err, &p) {
				t.Logf("refused without words for the reader: %v", err)
			}
			return
		}
		for _, d := range drafts(t, w) {
			if d.Sound() && (d.Record.GivenName == "" || d.Record.BirthYear < 1900) {
				t.Errorf("row %d is sound without its person: %+v", d.Row, d.Record)
			}
		}
	})
}
