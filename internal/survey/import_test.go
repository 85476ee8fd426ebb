package survey_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

// notebook is a register for the planner's own tests; the store's suite proves
// the real one.
type notebook struct {
	rounds  map[int]survey.Round
	records map[int]map[register.ID]*register.Record
	hamlets []place.Attributes
	applied []*survey.Plan
	last    int64
}

func newNotebook() *notebook {
	return &notebook{rounds: map[int]survey.Round{}, records: map[int]map[register.ID]*register.Record{}, last: 1000}
}

func (n *notebook) ids() int64 { n.last++; return n.last }

func (n *notebook) Round(_ context.Context, _ place.ID, year int) (survey.Round, bool, error) {
	r, ok := n.rounds[year]
	return r, ok, nil
}

func (n *notebook) Records(_ context.Context, _ place.ID, year int) ([]*register.Record, error) {
	var out []*register.Record
	for _, r := range n.records[year] {
		copied := *r
		out = append(out, &copied)
	}
	return out, nil
}

func (n *notebook) Former(ctx context.Context, commune place.ID, year int) ([]*register.Record, int, error) {
	for y := year - 1; y > 2000; y-- {
		if _, ok := n.rounds[y]; ok {
			list, err := n.Records(ctx, commune, y)
			return list, y, err
		}
	}
	return nil, 0, nil
}

func (n *notebook) Hamlets(context.Context, place.ID, int) ([]place.Attributes, error) {
	return n.hamlets, nil
}

func (n *notebook) Apply(_ context.Context, p *survey.Plan) error {
	n.applied = append(n.applied, p)
	if p.Opens {
		n.rounds[p.Year] = survey.Round{CommuneID: p.CommuneID, Year: p.Year, State: survey.Open}
		n.records[p.Year] = map[register.ID]*register.Record{}
	}
	for _, h := range p.Hamlets {
		n.hamlets = append(n.hamlets, place.Attributes{PlaceID: h.ID, Name: h.Name, Kind: place.Hamlet})
	}
	for _, r := range p.New {
		if n.records[p.Year][r.PersonID] != nil {
			return errors.New("a person has two records")
		}
		n.records[p.Year][r.PersonID] = r
	}
	for _, c := range p.Changed {
		n.records[p.Year][c.After.PersonID] = c.After
	}
	return nil
}

// find gives the record of a person by name.
func (n *notebook) find(t *testing.T, year int, name string) *register.Record {
	t.Helper()
	var found *register.Record
	for _, r := range n.records[year] {
		if r.Name() == name {
			if found != nil {
				t.Fatalf("two are called %s", name)
			}
			found = r
		}
	}
	if found == nil {
		t.Fatalf("nobody is called %s", name)
	}
	return found
}

var options = survey.Options{CommuneID: 7, CommuneName: "Phường Bỉm Sơn", Year: 2025, FileName: "phieu.xlsx"}

func (n *notebook) try(t testing.TB, b *table, o survey.Options) (*survey.Report, error) {
	t.Helper()
	w, err := b.open(o.Year)
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2025, 10, 1, 8, 0, 0, 0, time.UTC) }
	return survey.Import(context.Background(), n, w, o, n.ids, now, nil)
}

func (n *notebook) take(t testing.TB, b *table, o survey.Options) *survey.Report {
	t.Helper()
	r, err := n.try(t, b, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// counts compares rows, accepted, new, changed and unchanged.
func counts(t *testing.T, r *survey.Report, want ...int) {
	t.Helper()
	got := []int{r.Rows, r.Accepted, r.NewPersons, r.Changed, r.Unchanged}
	if !slices.Equal(got, want) {
		t.Errorf("rows, accepted, new, changed, unchanged are %v, want %v", got, want)
	}
}

func tells(t *testing.T, r *survey.Report, want ...string) {
	t.Helper()
	got := append(told(r.Errors), told(r.Warnings)...)
	if !slices.Equal(got, want) && len(got)+len(want) > 0 {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestFirstImport(t *testing.T) {
	n := newNotebook()
	r := n.take(t, newTable(t), options)
	counts(t, r, 80, 80, 80, 0, 0)
	tells(t, r)
	if !r.Opens || !r.Written || r.Refused {
		t.Errorf("report %+v", r)
	}
	households, hamlets := map[register.ID]bool{}, map[place.ID]bool{}
	for _, p := range n.records[2025] {
		households[p.HouseholdID] = true
		hamlets[p.HamletID] = true
		if p.CommuneID != 7 || p.Year != 2025 || p.PersonID == 0 || !p.Confirmed {
			t.Errorf("record %+v", p)
		}
	}
	if len(households) != 22 || len(hamlets) != 3 || hamlets[0] {
		t.Errorf("%d households, %d hamlets; want 22 and 3", len(households), len(hamlets))
	}
	here, there := n.find(t, 2025, "Đặng Thùy Ngân"), n.find(t, 2025, "Kiều Minh Huy")
	if here.SchoolHere != "here" || there.SchoolHere != "elsewhere" {
		t.Errorf("schools are %q and %q", here.SchoolHere, there.SchoolHere)
	}
}

func TestSameFileTwice(t *testing.T) {
	n := newNotebook()
	n.take(t, newTable(t), options)
	r := n.take(t, newTable(t), options)
	counts(t, r, 80, 80, 0, 0, 80)
	tells(t, r)
	if len(n.applied) != 1 || r.Written {
		t.Errorf("%d plans were applied, want the first only", len(n.applied))
	}
}

func TestEditedFile(t *testing.T) {
	n := newNotebook()
	n.take(t, newTable(t), options)
	b := newTable(t)
	b.set(t, "R7", "9")
	b.set(t, "S7", "9C!")
	b.set(t, "AX7", "0900000099")
	b.set(t, "N9", "Khu phố 2 - Số nhà 110, đường Tô Vĩnh Diện")
	r := n.take(t, b, options)
	counts(t, r, 80, 80, 0, 2, 78)
	last := n.applied[1]
	fields := map[string][]string{}
	for _, c := range last.Changed {
		fields[c.After.Name()] = c.Fields
	}
	if got := fields["Đặng Thùy Ngân"]; !slices.Equal(got, []string{"grade_group", "class_name", "repeating", "phone"}) {
		t.Errorf("changed fields %q", got)
	}
	if got := fields["Bùi Thanh Hoa"]; !slices.Equal(got, []string{"hamlet"}) {
		t.Errorf("changed fields %q", got)
	}
	if len(last.New) != 0 || len(last.Hamlets) != 0 || last.Opens {
		t.Errorf("plan %+v", last)
	}
	if c := r.Changes[0]; c.Row != 7 || c.Fields[0].Before != "k8" || c.Fields[0].After != "k9" {
		t.Errorf("change %+v", c)
	}
}

func TestAllOrNothing(t *testing.T) {
	b := newTable(t)
	b.set(t, "G17", "2109")
	n := newNotebook()
	r := n.take(t, b, options)
	counts(t, r, 80, 79, 79, 0, 0)
	tells(t, r, "G17 birth_year_future !")
	if !r.Refused || r.Written || len(n.applied) != 0 {
		t.Errorf("report %+v, %d plans applied; want it refused", r, len(n.applied))
	}
	partial := options
	partial.Partial = true
	r = n.take(t, b, partial)
	if r.Refused || !r.Written || len(n.records[2025]) != 79 {
		t.Errorf("report %+v, %d records; want 79 taken", r, len(n.records[2025]))
	}
	// The mended file adds the one that is missing and no other.
	r = n.take(t, newTable(t), options)
	counts(t, r, 80, 80, 1, 0, 79)
	tells(t, r)
	if n.find(t, 2025, "Nguyễn Quang Việt").HouseholdID != n.find(t, 2025, "Nguyễn Quang Hải").HouseholdID {
		t.Error("the head is not in the household of his sheet")
	}
}

func TestPartialOfNothing(t *testing.T) {
	b := newTable(t)
	b.rows = b.rows[:6]
	b.set(t, "G5", "x")
	b.set(t, "G6", "x")
	partial := options
	partial.Partial = true
	n := newNotebook()
	r := n.take(t, b, partial)
	if !r.Refused || len(n.applied) != 0 {
		t.Errorf("a round was opened with nobody: %+v", r)
	}
}

func TestDryRun(t *testing.T) {
	dry := options
	dry.DryRun = true
	n := newNotebook()
	r := n.take(t, newTable(t), dry)
	counts(t, r, 80, 80, 80, 0, 0)
	if r.Written || r.Refused || len(n.applied) != 0 {
		t.Errorf("report %+v", r)
	}
}

func TestEmptyWorkbook(t *testing.T) {
	b := newTable(t)
	b.rows = b.rows[:4]
	_, err := newNotebook().try(t, b, options)
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("error %v, want a refusal", err)
	}
}

func TestClosedRound(t *testing.T) {
	for _, state := range []survey.State{survey.Submitted, survey.Checked, survey.Closed} {
		n := newNotebook()
		n.rounds[2025] = survey.Round{Year: 2025, State: state}
		_, err := n.try(t, newTable(t), options)
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: error %v, want a conflict", state, err)
		}
	}
}

// A year later the people are the same people. Who is not named any more is
// told, unless they had moved out or died.
func TestNextYear(t *testing.T) {
	n := newNotebook()
	before := options
	before.Year = 2024
	b := newTable(t)
	b.set(t, "A2", "2024")
	b.set(t, "Y6", "2017-2018")
	for _, at := range []string{"Y8", "Y10", "Y23", "Y34", "AF19"} { // school years that end in 2025
		b.set(t, at, "")
	}
	n.take(t, b, before)
	named := n.find(t, 2024, "Đặng Thùy Ngân")

	b = newTable(t)
	for _, row := range []int{6, 48, 55, 84} { // one of them died, one moved out
		b.rows[row-1] = nil
	}
	r := n.take(t, b, options)
	counts(t, r, 76, 76, 0, 5, 71)
	tells(t, r, "missing_from_former", "missing_from_former")
	if r.Warnings[0].Args["name"] != "Đặng Thị Nhung" || r.Warnings[1].Args["name"] != "Chu Bích Hòa" {
		t.Errorf("told of %v", r.Warnings)
	}
	now := n.find(t, 2025, "Đặng Thùy Ngân")
	if now.PersonID != named.PersonID || now.HouseholdID != named.HouseholdID {
		t.Error("the same person has another id a year later")
	}
	if len(n.records[2025]) != 76 || len(n.records[2024]) != 80 {
		t.Errorf("%d records in 2025 and %d in 2024", len(n.records[2025]), len(n.records[2024]))
	}
}

// After a merger every household may get a new sheet number; that alone makes
// nobody a new person and is no news.
func TestRenumberedSheets(t *testing.T) {
	n := newNotebook()
	before := options
	before.Year = 2024
	n.take(t, newTable(t), before)
	b := newTable(t)
	for i := 4; i < len(b.rows); i++ {
		b.rows[i][14].Text = "BS-" + b.rows[i][14].Text
	}
	r := n.take(t, b, options)
	counts(t, r, 80, 80, 1, 79, 0)
	// Of one man only the year of birth is known: that is not enough to be sure.
	tells(t, r, "D67 person_unsure")
}

func TestNotInFile(t *testing.T) {
	n := newNotebook()
	n.take(t, newTable(t), options)
	b := newTable(t)
	b.rows = b.rows[:36] // Khu phố 1 alone, and one of it left out
	b.rows[11] = nil
	r := n.take(t, b, options)
	counts(t, r, 31, 31, 0, 0, 31)
	tells(t, r, "not_in_file", "hamlet_not_in_file", "hamlet_not_in_file")
	if len(n.records[2025]) != 80 {
		t.Error("somebody was lost")
	}
}

// What the workbook has no column for stays as it was.
func TestColumnLeftOut(t *testing.T) {
	n := newNotebook()
	n.take(t, newTable(t), options)
	b := newTable(t)
	b.set(t, "AX2", "")
	b.set(t, "W2", "")
	r := n.take(t, b, options)
	counts(t, r, 80, 80, 0, 0, 80)
	tells(t, r, "headings_missing")
}

func TestNewHamletIsDoubted(t *testing.T) {
	n := newNotebook()
	n.take(t, newTable(t), options)
	b := newTable(t)
	b.set(t, "N9", "Khu phố 11 - Số nhà 110, đường Tô Vĩnh Diện")
	r := n.take(t, b, options)
	tells(t, r, "N9 hamlet_new", "N10 sheet_address_differs")
}

// Hamlets are found however their names are typed, also one that has the
// separator of addresses in its name or stands alone.
func TestHamletsByName(t *testing.T) {
	n := newNotebook()
	n.hamlets = []place.Attributes{{PlaceID: 1, Name: "Khu phố 1"}, {PlaceID: 2, Name: "Bến - Đình"}, {PlaceID: 3, Name: "Đồi Thông"}}
	b := newTable(t)
	b.rows = b.rows[:8]
	b.set(t, "N5", "KHU  PHỐ 1 - Số nhà 149")
	b.set(t, "N6", "Bến - Đình - Số nhà 149")
	b.set(t, "N7", "đồi thông")
	b.set(t, "N8", "Số nhà 149")
	r := n.take(t, b, options)
	tells(t, r, "N6 sheet_address_differs")
	for name, want := range map[string]struct {
		id   place.ID
		rest string
	}{
		"Đặng Sỹ Trung":   {1, "Số nhà 149"},
		"Đặng Thị Nhung":  {2, "Số nhà 149"},
		"Đặng Thùy Ngân":  {3, ""},
		"Đặng Ngọc Nhung": {1, "Số nhà 149"}, // of the household
	} {
		got := n.find(t, 2025, name)
		if got.HamletID != want.id || got.Address != want.rest {
			t.Errorf("%s: hamlet %d, address %q", name, got.HamletID, got.Address)
		}
	}
}

func TestNoHamletAtAll(t *testing.T) {
	n := newNotebook()
	b := newTable(t)
	b.rows = b.rows[:5]
	b.set(t, "N5", "Số nhà 149, đường Phan Bội Châu")
	tells(t, n.take(t, b, options), "N5 hamlet_missing")
	tells(t, n.take(t, b, options))
}

func TestConfirm(t *testing.T) {
	n := newNotebook()
	n.take(t, newTable(t), options)
	for _, r := range n.records[2025] {
		r.Confirmed = false
	}
	counts(t, n.take(t, newTable(t), options), 80, 80, 0, 0, 80)
	if n.find(t, 2025, "Đặng Thùy Ngân").Confirmed {
		t.Error("a workbook that says nothing new wrote something")
	}
	confirm := options
	confirm.Confirm = true
	counts(t, n.take(t, newTable(t), confirm), 80, 80, 0, 0, 80)
	if !n.find(t, 2025, "Đặng Thùy Ngân").Confirmed {
		t.Error("not confirmed")
	}
}
