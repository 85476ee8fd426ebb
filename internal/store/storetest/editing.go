package storetest

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
)

var editings = []test{
	{"a cell moves the tally and leaves a trace", editCell},
	{"a cell is wrong: nothing is written", editWrong},
	{"what was wrong before keeps nobody from mending something else", editBeside},
	{"somebody else changed the cell meanwhile", editClash},
	{"two write into one sheet at once, each into other cells", editTogether},
	{"somebody new, who may be somebody we know", editNewcomer},
	{"a household that is new", editNewHousehold},
	{"the sheet is confirmed as it is", editConfirm},
	{"a household moves to another hamlet", editHamlet},
	{"a masked cell", editMasked},
	{"a round that is not open", editClosed},
	{"the folder of a round", folder},
}

// family opens a round with one household of three and one of one.
func (b *Bed) family() []*register.Record {
	b.t.Helper()
	b.Settle()
	home := register.ID(b.NextID())
	member := func(given string, birth int, edits ...func(*register.Record)) *register.Record {
		return b.Record(Joined, 2025, append([]func(*register.Record){named("Lê Thị", given), func(r *register.Record) {
			r.HouseholdID, r.BirthYear, r.SheetNumber, r.HeadFamilyName, r.HeadGivenName = home, birth, "P7", "Lê Thị", "Mai"
		}}, edits...)...)
	}
	list := []*register.Record{
		member("Mai", 1980, func(r *register.Record) { r.GradeGroup, r.ClassName, r.Relation = "", "", register.RelationHead }),
		member("Lan", 2013, func(r *register.Record) { r.PersonalNumber, r.Phone = "038313000001", "0912345678" }),
		member("Cúc", 2014, func(r *register.Record) { r.Confirmed = false }),
		b.Record(Joined, 2025, func(r *register.Record) { r.SheetNumber = "P8" }),
	}
	b.Open(Joined, 2025, list...)
	return list
}

// sheetOf is a typed sheet of the household of somebody.
func sheetOf(r *register.Record, cells map[string]string) *survey.Sheet {
	typed := map[string]survey.Typed{}
	for key, text := range cells {
		typed[key] = survey.Typed{Was: survey.CellText(key, r), Now: text}
	}
	return &survey.Sheet{
		CommuneID: r.CommuneID, CommuneName: "Phường Bắc Nam", Year: r.Year, HouseholdID: r.HouseholdID,
		People: []survey.TypedPerson{{PersonID: r.PersonID, Cells: typed}},
	}
}

func (b *Bed) edit(s *survey.Sheet) *survey.Edited {
	b.t.Helper()
	out, err := survey.Edit(By(context.Background(), "chị Lan"), b.DB, s, b.NextID, testkit.At(now))
	check(b.t, err)
	return out
}

// again reads somebody as the register has them.
func (b *Bed) again(r *register.Record) *register.Record {
	b.t.Helper()
	list, err := b.RecordsByPerson(context.Background(), r.CommuneID, r.Year, []register.ID{r.PersonID})
	check(b.t, err)
	if len(list) != 1 {
		b.t.Fatalf("%d records of %s", len(list), r.Name())
	}
	return list[0]
}

func editCell(t *testing.T, b *Bed) {
	ctx := context.Background()
	lan := b.family()[1]
	out := b.edit(sheetOf(lan, map[string]string{"grade_group": "7", "class_name": "7B*", "relation": "con"}))
	if !out.Written || out.Changed != 1 || len(out.Problems) != 1 || out.Problems[0].Code != "school_missing" {
		t.Fatalf("got %+v", out)
	}
	after := b.again(lan)
	wantEqual(t, "grade", after.GradeGroup, "k7")
	wantEqual(t, "class", after.ClassName, "7B")
	wantEqual(t, "two sessions", after.TwoSessions, true)
	wantEqual(t, "number stays", after.PersonalNumber, lan.PersonalNumber)
	b.wantSound(Joined, 2025, 4)
	traces, err := b.Traces(ctx, lan.PersonID)
	check(t, err)
	if len(traces) != 1 || traces[0].Source != survey.TypedSource || traces[0].Fields["grade_group"] != [2]any{"k6", "k7"} {
		t.Errorf("got %+v", traces)
	}
	intakes, err := b.Intakes(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "imports: the opening alone", len(intakes), 1)
	wantEqual(t, "entry", b.lastEntry(Joined).Kind, audit.RecordEdit.String())
}

func editWrong(t *testing.T, b *Bed) {
	lan := b.family()[1]
	out := b.edit(sheetOf(lan, map[string]string{"birth_year": "2109", "class_name": "9C"}))
	if out.Written || len(out.Problems) == 0 || out.Problems[0].Code != "birth_year_future" || out.Problems[0].Row != 0 {
		t.Fatalf("got %+v", out)
	}
	wantEqual(t, "class", b.again(lan).ClassName, "6A")
	out = b.edit(sheetOf(lan, map[string]string{"given_name": " "}))
	if out.Written || out.Problems[0].Code != "given_name_missing" {
		t.Fatalf("got %+v", out)
	}
	s := sheetOf(lan, nil)
	s.Household = map[string]survey.Typed{"sheet_number": {Was: "P7", Now: "P8"}}
	out = b.edit(s)
	last := out.Problems[len(out.Problems)-1]
	if out.Written || last.Code != "edit_sheet_taken" || last.Row != survey.Shared {
		t.Fatalf("got %+v", out)
	}
}

// editBeside: a cell that an import of former years let through does not lock the row.
func editBeside(t *testing.T, b *Bed) {
	b.Settle()
	r := b.Record(Joined, 2025, func(r *register.Record) { r.GraduatedIn = "năm ngoái" })
	b.Open(Joined, 2025, r)
	out := b.edit(sheetOf(r, map[string]string{"class_name": "6B"}))
	if !out.Written || !slices.ContainsFunc(out.Problems, func(p survey.CellProblem) bool {
		return p.Field == "graduated_in" && p.Severity == survey.Warning
	}) {
		t.Fatalf("got %+v", out)
	}
	wantEqual(t, "untouched", b.again(r).GraduatedIn, "năm ngoái")
}

func editClash(t *testing.T, b *Bed) {
	lan := b.family()[1]
	mine, theirs := sheetOf(lan, map[string]string{"class_name": "6C", "note": "đã gặp mẹ"}), sheetOf(lan, map[string]string{"class_name": "6D"})
	if !b.edit(theirs).Written {
		t.Fatal("the first was not written")
	}
	out := b.edit(mine)
	want := survey.Clash{Row: 0, Key: "class_name", Was: "6A", Now: "6C", Stands: "6D"}
	if out.Written || len(out.Clashes) != 1 || out.Clashes[0] != want {
		t.Fatalf("got %+v", out)
	}
	wantEqual(t, "nothing half-written", b.again(lan).Note, "")
	// Knowingly it may be written over; and what both wrote alike is no clash.
	mine.People[0].Cells["class_name"] = survey.Typed{Was: "6D", Now: "6C"}
	wantEqual(t, "written", b.edit(mine).Written, true)
	mine.People[0].Cells["class_name"] = survey.Typed{Was: "6A", Now: "6C"}
	wantEqual(t, "clashes", len(b.edit(mine).Clashes), 0)
	wantEqual(t, "class", b.again(lan).ClassName, "6C")
}

// editTogether: eight hands write eight cells of one sheet at the same time, and all
// of it is there afterwards.
func editTogether(t *testing.T, b *Bed) {
	lan := b.family()[1]
	cells := map[string]string{
		"class_name": "6E", "religion": "Không", "guardian": "Lê Văn Tám", "note": "hẹn thứ bảy",
		"school_name": "THCS Bắc Nam", "presence": "Đang ở", "move_detail": "về quê", "ethnicity": "Thái",
	}
	var wait sync.WaitGroup
	errs := make(chan error, len(cells))
	for key, typed := range cells {
		s, db := sheetOf(lan, map[string]string{key: typed}), b.DB
		if len(key)%2 == 0 {
			db = b.Again()
		}
		wait.Go(func() {
			out, err := survey.Edit(By(context.Background(), "chị Lan"), db, s, b.NextID, testkit.At(now))
			if err == nil && !out.Written {
				t.Errorf("%s: %+v", key, out)
			}
			errs <- err
		})
	}
	wait.Wait()
	close(errs)
	for err := range errs {
		check(t, err)
	}
	after := b.again(lan)
	for key, typed := range cells {
		wantEqual(t, key, survey.CellText(key, after), typed)
	}
	b.wantSound(Joined, 2025, 4)
}

func editNewcomer(t *testing.T, b *Bed) {
	ctx := context.Background()
	list := b.family()
	s := sheetOf(list[0], nil)
	s.People = append(s.People, survey.TypedPerson{Cells: map[string]survey.Typed{
		"family_name": {Now: "Nguyễn thị"}, "given_name": {Now: "hoà"}, "birth_day": {Now: "3"}, "birth_month": {Now: "5"}, "birth_year": {Now: "2014"}, "female": {Now: "x"},
	}}, survey.TypedPerson{Cells: map[string]survey.Typed{"given_name": {Now: " "}}})
	out := b.edit(s)
	if !out.Written || len(out.New) != 1 {
		t.Fatalf("got %+v", out)
	}
	got, err := b.Household(ctx, Joined, list[0].HouseholdID, 2025)
	check(t, err)
	wantEqual(t, "people of the household", len(got), 4)
	at := slices.IndexFunc(got, func(r *register.Record) bool { return r.PersonID == out.New[0] })
	wantEqual(t, "sheet", got[at].SheetNumber, "P7")
	wantEqual(t, "head", got[at].HeadName(), "Lê Thị Mai")
	wantEqual(t, "hamlet", got[at].HamletID, list[0].HamletID)
	// Nguyễn Thị Hòa of sheet P8 was born on the same day.
	questions, err := b.Questions(ctx, Joined, 2025)
	check(t, err)
	if len(questions) != 1 || questions[0].Person.PersonID != out.New[0] || questions[0].Candidates[0].PersonID != list[3].PersonID {
		t.Errorf("got %+v", questions)
	}
	b.wantSound(Joined, 2025, 5)
}

func editNewHousehold(t *testing.T, b *Bed) {
	b.family()
	s := &survey.Sheet{CommuneID: Joined, CommuneName: "Phường Bắc Nam", Year: 2025, Household: map[string]survey.Typed{
		"sheet_number": {Now: "P9"}, "head_given_name": {Now: "Tư"}, "address": {Now: "số 9"},
	}}
	out := b.edit(s)
	if out.Written || len(out.Problems) < 2 {
		t.Fatalf("nobody and no hamlet: got %+v", out)
	}
	s.People = []survey.TypedPerson{{Cells: map[string]survey.Typed{"given_name": {Now: "Tư"}, "birth_year": {Now: "1990"}, "relation": {Now: "chu ho"}}}}
	s.Household["hamlet"] = survey.Typed{Now: hamletText(Joined1)}
	s.Covers = func(place.ID) bool { return false }
	if out = b.edit(s); out.Written || out.Problems[0].Code != "edit_hamlet" {
		t.Fatalf("a hamlet of others: got %+v", out)
	}
	s.Covers = nil
	if out = b.edit(s); !out.Written || out.HouseholdID == 0 {
		t.Fatalf("got %+v", out)
	}
	got, err := b.Household(context.Background(), Joined, out.HouseholdID, 2025)
	check(t, err)
	if len(got) != 1 || got[0].Relation != register.RelationHead || got[0].Address != "số 9" || !got[0].Confirmed {
		t.Errorf("got %+v", got[0])
	}
	b.wantSound(Joined, 2025, 5)
}

func editConfirm(t *testing.T, b *Bed) {
	list := b.family()
	s := sheetOf(list[2], nil)
	s.Confirm = true
	out := b.edit(s)
	if !out.Written || out.Changed != 1 {
		t.Fatalf("got %+v", out)
	}
	wantEqual(t, "confirmed", b.again(list[2]).Confirmed, true)
	if out = b.edit(s); out.Written || !out.Sound() {
		t.Errorf("a second time: got %+v", out)
	}
}

func editHamlet(t *testing.T, b *Bed) {
	list := b.family()
	s := sheetOf(list[0], nil)
	s.Household = map[string]survey.Typed{"hamlet": {Was: hamletText(Joined1), Now: hamletText(Joined2)}, "address": {Was: "số 5", Now: "Khu phố 9 - số 6"}}
	out := b.edit(s)
	if !out.Written || out.Changed != 3 {
		t.Fatalf("got %+v", out)
	}
	for _, r := range list[:3] {
		wantEqual(t, "hamlet", b.again(r).HamletID, Joined2)
		wantEqual(t, "address as typed", b.again(r).Address, "Khu phố 9 - số 6")
	}
	wantEqual(t, "of another household", b.again(list[3]).HamletID, Joined1)
	b.wantSound(Joined, 2025, 4)
}

func editMasked(t *testing.T, b *Bed) {
	lan := b.family()[1]
	shown := survey.CellText("phone", lan)
	out := b.edit(sheetOf(lan, map[string]string{"phone": "", "class_name": "6B"}))
	wantEqual(t, "written", out.Written, true)
	wantEqual(t, "left alone", b.again(lan).Phone, lan.Phone)
	s := sheetOf(lan, map[string]string{"phone": survey.Cleared, "personal_number": "038313000009"})
	wantEqual(t, "what the page showed", s.People[0].Cells["phone"].Was, shown)
	wantEqual(t, "written", b.edit(s).Written, true)
	after := b.again(lan)
	wantEqual(t, "cleared", after.Phone, "")
	wantEqual(t, "replaced", after.PersonalNumber, "038313000009")
}

func editClosed(t *testing.T, b *Bed) {
	ctx := By(context.Background(), "chị Lan")
	lan := b.family()[1]
	check(t, b.MoveRound(ctx, Joined, 2025, survey.Submitted, ""))
	_, err := survey.Edit(ctx, b.DB, sheetOf(lan, map[string]string{"class_name": "6B"}), b.NextID, testkit.At(now))
	wantFault(t, err, fault.Conflict, "fault.round_submitted")
	wantEqual(t, "class", b.again(lan).ClassName, "6A")
}

func folder(t *testing.T, b *Bed) {
	list := b.family()
	got, err := b.Households(context.Background(), Joined, 2025)
	check(t, err)
	survey.SortHouseholds(got, nil)
	want := survey.Household{
		CommuneID: Joined, Year: 2025, ID: list[0].HouseholdID, HamletID: Joined1, Head: list[0].PersonID, Sheet: "P7",
		HeadFamilyName: "Lê Thị", HeadGivenName: "Mai", Address: "số 5", People: 3, Unconfirmed: 1,
	}
	if len(got) != 2 || got[0] != want || got[1].Sheet != "P8" || got[1].Unconfirmed != 0 {
		t.Errorf("got %+v", got)
	}
}

func hamletText(id place.ID) string { return strconv.FormatInt(int64(id), 10) }
