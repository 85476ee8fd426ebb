package survey_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"hoctap/internal/register"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
)

// edits are what may happen to a cell of a column between two imports.
var edits = map[string][]string{
	"C": {"Đặng Thị", "Bùi", "", "Nguyễn Văn"}, "D": {"Ngân", "Nhung", "An", ""}, "E": {"1", "21", "", "32"}, "F": {"1", "7", ""},
	"G": {"2012", "1975", "2026", ""}, "H": {"x", "", "y"}, "N": {"Khu phố 1 - Số 1", "Khu phố 9 - Số 2", "Số 3", ""},
	"O": {"A001", "A002", "B001", "Z999", ""}, "R": {"1", "9", "", "13"}, "S": {"1A!", "9C*", ""}, "AT": {"Chuyển đi", "Chết", ""},
	"AV": {"Chủ hộ", "Con"}, "AZ": {"038312000123", "038075000124", "", "1"},
}

func mutate(t *rapid.T, tb testing.TB, b *table) {
	columns := []string{"C", "D", "E", "F", "G", "H", "N", "O", "R", "S", "AT", "AV", "AZ"}
	for range rapid.IntRange(0, 12).Draw(t, "edits") {
		row := rapid.IntRange(4, len(b.rows)-1).Draw(t, "row")
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			b.rows[row] = nil
		case 1:
			b.rows = append(b.rows, slices.Clone(b.rows[row]))
		default:
			col := rapid.SampledFrom(columns).Draw(t, "column")
			text := rapid.SampledFrom(edits[col]).Draw(t, "text")
			if len(b.rows[row]) > 0 {
				at, _, err := grid.ParseAddress(col + "1")
				if err != nil {
					tb.Fatal(err)
				}
				b.set(tb, grid.Address(at, row+1), text)
			}
		}
	}
}

// However a workbook changes from one import to the next, and over two years:
// the same file twice changes nothing, everyone accepted is counted once, and
// the round stays whole.
func TestImportsHold(t *testing.T) {
	base := newTable(t)
	base.set(t, "AZ2", "Số định danh cá nhân")
	rapid.Check(t, func(rt *rapid.T) {
		n, b := newNotebook(), base.clone()
		for _, year := range []int{2024, 2025} {
			o := options
			o.Year, o.Partial = year, true
			for range 2 {
				mutate(rt, t, b)
				checkImport(rt, t, n, b, o)
			}
		}
	})
}

func checkImport(rt *rapid.T, t *testing.T, n *notebook, b *table, o survey.Options) {
	r, err := n.try(t, b, o)
	if err != nil {
		rt.Fatal(err)
	}
	if r.NewPersons+r.Changed+r.Unchanged != r.Accepted || r.Accepted > r.Rows {
		rt.Fatalf("counts do not add up: %+v", r)
	}
	again, err := n.try(t, b, o)
	if err != nil {
		rt.Fatal(err)
	}
	if again.Written || again.NewPersons != 0 || again.Changed != 0 || again.Unchanged != r.Accepted {
		rt.Fatalf("the same file again: %d new, %d changed, %d unchanged of %d; %+v", again.NewPersons, again.Changed, again.Unchanged, r.Accepted, again.Changes)
	}
	numbers := map[string]bool{}
	for id, record := range n.records[o.Year] {
		if record.PersonID != id || id == 0 || record.HouseholdID == 0 || record.Year != o.Year || record.CommuneID != o.CommuneID {
			rt.Fatalf("record %+v", record)
		}
		if record.PersonalNumber != "" && numbers[record.PersonalNumber] {
			rt.Fatalf("two people have the number %s", record.PersonalNumber)
		}
		numbers[record.PersonalNumber] = true
	}
	checkHouseholds(rt, n.records[o.Year], again)
}

// checkHouseholds holds that one household has one sheet number: what the file
// does not name any more may lag behind.
func checkHouseholds(rt *rapid.T, records map[register.ID]*register.Record, r *survey.Report) {
	if len(r.Warnings) > 0 && slices.ContainsFunc(r.Warnings, func(p survey.Problem) bool { return p.Code == "not_in_file" }) {
		return
	}
	sheet := map[register.ID]string{}
	for _, record := range records {
		known, ok := sheet[record.HouseholdID]
		if ok && known != record.SheetNumber && len(r.Errors) == 0 {
			rt.Fatalf("household %d has the sheets %s and %s", record.HouseholdID, known, record.SheetNumber)
		}
		sheet[record.HouseholdID] = record.SheetNumber
	}
}
