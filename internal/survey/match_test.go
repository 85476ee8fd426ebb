package survey_test

import (
	"slices"
	"testing"

	"hoctap/internal/survey"
)

// Each case imports the sample, changes it, and imports it again.
func TestWhoIsWho(t *testing.T) {
	numbered := func(b *table) {
		b.set(t, "AZ2", "Số định danh cá nhân")
		b.set(t, "AZ7", "038312000123")
	}
	for _, test := range []struct {
		name   string
		first  func(*table)
		change func(*table)
		counts []int
		tells  []string
	}{
		{"sex mended", nil,
			func(b *table) { b.set(t, "H7", "") },
			[]int{80, 80, 0, 1, 79}, nil},
		{"middle name mended", nil,
			func(b *table) { b.set(t, "C7", "Đặng Thuỳ Dương") },
			[]int{80, 80, 0, 1, 79}, []string{"D7 name_corrected"}},
		{"given name mended", nil,
			func(b *table) { b.set(t, "D7", "Ngà") },
			[]int{80, 80, 0, 1, 79}, []string{"D7 name_corrected"}},
		{"birth year mended", nil,
			func(b *table) { b.set(t, "G7", "2011") },
			[]int{80, 80, 0, 1, 79}, []string{"G7 birth_corrected"}},
		{"name and birth both other: another person", nil,
			func(b *table) { b.set(t, "D7", "Ngà"); b.set(t, "G7", "2011") },
			[]int{80, 80, 1, 0, 79}, []string{"not_in_file"}},
		{"name and sex both other: another person", nil,
			func(b *table) { b.set(t, "D7", "Nam"); b.set(t, "H7", "") },
			[]int{80, 80, 1, 0, 79}, []string{"not_in_file"}},
		{"moved to another household", nil,
			func(b *table) {
				for col, text := range map[string]string{"L": "Bùi Thanh", "M": "Hoa", "O": "A002", "N": "Khu phố 1 - Số nhà 110, đường Tô Vĩnh Diện"} {
					b.set(t, col+"7", text)
				}
			},
			[]int{80, 80, 0, 1, 79}, []string{"O7 sheet_changed"}},
		{"by number, under another name and sheet", numbered,
			func(b *table) {
				b.set(t, "D7", "Ngà")
				b.set(t, "O7", "A099")
				b.set(t, "AV7", "Chủ hộ")
				b.set(t, "L7", "Đặng Thùy")
				b.set(t, "M7", "Ngà")
			},
			[]int{80, 80, 0, 1, 79}, nil},
		{"by number alone", numbered,
			func(b *table) {
				b.set(t, "D7", "Ngà")
				b.set(t, "E7", "1")
				b.set(t, "O7", "A099")
				b.set(t, "AV7", "Chủ hộ")
				b.set(t, "L7", "Đặng Thùy")
				b.set(t, "M7", "Ngà")
			},
			[]int{80, 80, 0, 1, 79}, []string{"AZ7 matched_by_number"}},
		{"number taken away", numbered,
			func(b *table) { b.set(t, "AZ7", "") },
			[]int{80, 80, 0, 1, 79}, nil},
		{"number given", func(b *table) { b.set(t, "AZ2", "Số định danh cá nhân") }, numbered,
			[]int{80, 80, 0, 1, 79}, nil},
		{"two of one sheet mended at once, each plain", nil,
			func(b *table) { b.set(t, "D7", "Ngà"); b.set(t, "D8", "Nhàn") },
			[]int{80, 80, 0, 2, 78}, []string{"D7 name_corrected", "D8 name_corrected"}},
		{"a newborn joins", nil,
			func(b *table) {
				row := slices.Clone(b.rows[6])
				b.rows = append(b.rows, row)
				for col, text := range map[string]string{"D": "Bé", "E": "1", "F": "1", "G": "2025", "R": "", "S": "", "V": "", "W": "", "Y": ""} {
					b.set(t, col+"85", text)
				}
			},
			[]int{81, 81, 1, 0, 80}, nil},
		{"one left out", nil,
			func(b *table) { b.rows[6] = nil },
			[]int{79, 79, 0, 0, 79}, []string{"not_in_file"}},
		{"a row with an error is not missing", nil,
			func(b *table) { b.set(t, "D7", "") },
			[]int{80, 79, 0, 0, 79}, []string{"D7 given_name_missing !"}},
		{"rows in another order", nil,
			func(b *table) { slices.Reverse(b.rows[4:]) },
			[]int{80, 80, 0, 0, 80}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, b := newNotebook(), newTable(t)
			if test.first != nil {
				test.first(b)
			}
			n.take(t, b, options)
			test.change(b)
			r := n.take(t, b, options)
			counts(t, r, test.counts...)
			tells(t, r, test.tells...)
			if r.Refused {
				return
			}
			again := n.take(t, b, options)
			counts(t, again, test.counts[0], test.counts[1], 0, 0, test.counts[1])
		})
	}
}

// twins adds a twin of row 7 as row 85.
func twins(t *testing.T, b *table, name string) {
	t.Helper()
	b.rows = append(b.rows, slices.Clone(b.rows[6]))
	b.set(t, "C85", name)
	b.set(t, "S85", "8A")
}

// Twins share everything but a middle name: that must not make one of them the
// other's correction.
func TestTwins(t *testing.T) {
	n, b := newNotebook(), newTable(t)
	twins(t, b, "Đặng Thị Kim")
	counts(t, n.take(t, b, options), 81, 81, 81, 0, 0)
	counts(t, n.take(t, b, options), 81, 81, 0, 0, 81)

	// Both get another name at once: nobody can say who became whom.
	b.set(t, "C7", "Đặng Bích")
	b.set(t, "C85", "Đặng Ngọc Hân")
	r := n.take(t, b, options)
	counts(t, r, 81, 81, 2, 0, 79)
	tells(t, r, "not_in_file", "not_in_file")
}

// A person who stands in the workbook twice is told, and stays two records
// until somebody strikes one out.
func TestTwiceInTheFile(t *testing.T) {
	n, b := newNotebook(), newTable(t)
	twins(t, b, "Đặng Thùy")
	r := n.take(t, b, options)
	counts(t, r, 81, 81, 81, 0, 0)
	tells(t, r, "D85 person_twice")
	counts(t, n.take(t, b, options), 81, 81, 0, 0, 81)
	b.set(t, "S85", "8D")
	r = n.take(t, b, options)
	counts(t, r, 81, 81, 0, 1, 80)
	if c := r.Changes[0]; c.Row != 85 || len(c.Fields) != 1 || c.Fields[0].Before != "8A" {
		t.Errorf("the wrong one of the two was changed: %+v", c)
	}
}

// Two of one name and birth in two sheets, both under new numbers: a guess would
// be wrong half the time.
func TestQuestion(t *testing.T) {
	n, b := newNotebook(), newTable(t)
	b.rows = append(b.rows, slices.Clone(b.rows[6]))
	for col, text := range map[string]string{"L": "Chu Minh", "M": "Hòa", "N": "Khu phố 3 - Số nhà 92, đường Phan Bội Châu", "O": "C007", "AV": "Em"} {
		b.set(t, col+"85", text)
	}
	n.take(t, b, options)
	b.rows[84] = nil
	b.set(t, "O7", "A002")
	b.set(t, "L7", "Bùi Thanh")
	b.set(t, "M7", "Hoa")
	b.set(t, "N7", "Khu phố 1 - Số nhà 110, đường Tô Vĩnh Diện")
	r := n.take(t, b, options)
	counts(t, r, 80, 80, 1, 0, 79)
	tells(t, r, "D7 person_unsure")
	q := n.applied[1].Questions
	if len(q) != 1 || len(q[0].Candidates) != 2 || q[0].PersonID != n.applied[1].New[0].PersonID {
		t.Errorf("questions %+v", q)
	}
}

// A household splits: the larger part keeps it.
func TestHouseholdSplits(t *testing.T) {
	n, b := newNotebook(), newTable(t)
	n.take(t, b, options)
	old := n.find(t, 2025, "Đặng Sỹ Trung").HouseholdID
	b.set(t, "O8", "A100")
	b.set(t, "AV8", "Chủ hộ")
	b.set(t, "L8", "Đặng Ngọc")
	b.set(t, "M8", "Nhung")
	n.take(t, b, options)
	if got := n.find(t, 2025, "Đặng Sỹ Trung").HouseholdID; got != old {
		t.Error("those who stayed have another household")
	}
	if got := n.find(t, 2025, "Đặng Ngọc Nhung").HouseholdID; got == old || got == 0 {
		t.Errorf("who left has household %d, the old one is %d", got, old)
	}
}

// With its number changed, the household stays the household.
func TestHouseholdRenumbered(t *testing.T) {
	n, b := newNotebook(), newTable(t)
	n.take(t, b, options)
	old := n.find(t, 2025, "Đặng Sỹ Trung").HouseholdID
	for _, at := range []string{"O5", "O6", "O7", "O8"} {
		b.set(t, at, "A500")
	}
	r := n.take(t, b, options)
	counts(t, r, 80, 80, 0, 4, 76)
	for _, name := range []string{"Đặng Sỹ Trung", "Đặng Thị Nhung", "Đặng Thùy Ngân", "Đặng Ngọc Nhung"} {
		if got := n.find(t, 2025, name).HouseholdID; got != old {
			t.Errorf("%s has household %d, want %d", name, got, old)
		}
	}
}

// Identity holds from one round to the next through a correction, too.
func TestCorrectedSinceFormer(t *testing.T) {
	n, b := newNotebook(), newTable(t)
	before := options
	before.Year = 2024
	n.take(t, b, before)
	known := n.find(t, 2024, "Đặng Thùy Ngân").PersonID
	b.set(t, "D7", "Ngà")
	r := n.take(t, b, options)
	if !slices.Contains(told(r.Warnings), "D7 name_corrected") || r.NewPersons != 0 {
		t.Errorf("report %+v", told(r.Warnings))
	}
	if n.find(t, 2025, "Đặng Thùy Ngà").PersonID != known {
		t.Error("the person lost the identity")
	}
}

var _ survey.Register = (*notebook)(nil)
