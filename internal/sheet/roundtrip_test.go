package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
)

// standing is a round that must not change.
type standing struct {
	records []*register.Record
	hamlets []place.Attributes
}

func (s standing) Round(_ context.Context, commune place.ID, year int) (survey.Round, bool, error) {
	return survey.Round{CommuneID: commune, Year: year, State: survey.Open}, true, nil
}

func (s standing) Records(context.Context, place.ID, int) ([]*register.Record, error) {
	return s.records, nil
}

func (s standing) Former(context.Context, place.ID, int) ([]*register.Record, int, error) {
	return nil, 0, nil
}

func (s standing) Hamlets(context.Context, place.ID, int) ([]place.Attributes, error) {
	return s.hamlets, nil
}

func (s standing) Apply(context.Context, *survey.Plan) error {
	return errors.New("something was written")
}

var (
	exportSchools = map[string]survey.School{
		"38381301": {Code: "38381301", Name: "Trường THCS Đồi Thông", Level: "THCS", Commune: "Phường Bỉm Sơn"},
		"00381301": {Code: "00381301", Name: "=cmd|' /C calc'!A0", Level: "TH", Commune: "Xã Làng Bên"},
		"381301":   {Code: "381301"},
	}
	exportHamlets = []place.Attributes{
		{PlaceID: 1, Name: "Khu phố 1"}, {PlaceID: 2, Name: "Bến - Đình"}, {PlaceID: 3, Name: "Đồi"}, {PlaceID: 4, Name: "Thôn Đồi Thông"},
	}
)

// nasty is text that programs stumble over.
func nasty() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "", "=1+1", "+84 912", "-5", "@SUM(A1)", `"ngoặc"`, "'nháy", "dòng\nmới", "cột\tmới", "😀 vui", "0900000001",
			"Nguye\u0302\u0303n Va\u0306n", "  thừa  khoảng ", "Bến - Đình", " - ", "- 5", "Khu phố 9", "Tổ 3 – ngõ 5", "#N/A", "#REF!", "TRUE", "1e5",
			"2025-01-02", "_x000D_", "<b>&amp;</b>", "x", "\u00a0", "{=SUM(1)}", "005", "12.50", "a\u200bb", "ﬁ", "Số nhà 5 - ngõ 2 - đường Lê Lợi"}),
		rapid.StringOfN(rapid.RuneFrom([]rune("abc đêĐƯ=+-@'\"<&>;,.\n\t-–0123456789😀\u0301")), 0, 20, -1),
	)
}

func filled(prefix string) *rapid.Generator[string] {
	return rapid.Map(nasty(), func(s string) string { return prefix + s })
}

func oneOf[T any](values ...T) *rapid.Generator[T] { return rapid.SampledFrom(values) }

func schoolYears() *rapid.Generator[string] {
	return rapid.Map(rapid.IntRange(1989, 2025), func(n int) string {
		if n == 1989 {
			return ""
		}
		return register.SchoolYear(n)
	})
}

func drawRecord(t *rapid.T, i int) *register.Record {
	str := func(name string, g *rapid.Generator[string]) string { return g.Draw(t, name) }
	num := func(name string, low, high int) int { return rapid.IntRange(low, high).Draw(t, name) }
	bit := func(name string) bool { return rapid.Bool().Draw(t, name) }
	sheet := num("sheet", 1, 3)
	r := &register.Record{
		CommuneID: 7, Year: 2025, PersonID: register.ID(100 + i), HouseholdID: register.ID(sheet),
		HamletID:   oneOf[place.ID](0, 1, 2, 3, 4).Draw(t, "hamlet"),
		FamilyName: str("family", nasty()), GivenName: str("given", filled(fmt.Sprintf("Tên%d", i))),
		BirthDay: num("day", 0, 31), BirthMonth: num("month", 0, 12), BirthYear: num("year", 1930, 2025), Female: bit("female"),
		Ethnicity: str("ethnicity", oneOf("", "Kinh", "Mường", "Khơ-mú", "Dân tộc lạ")), Religion: str("religion", nasty()), Priority: str("priority", nasty()),
		HeadFamilyName: str("head", nasty()), HeadGivenName: str("head given", nasty()), Address: str("address", nasty()),
		SheetNumber: fmt.Sprintf("=%03d", sheet), Residence: str("residence", oneOf("", "permanent", "temporary")), Presence: str("presence", oneOf("", "here", "away")),
		GradeGroup: str("grade", oneOf("", "t1", "t5", "k1", "k10", "k12", "thcn", "tdn", "sv")), ClassName: str("class", oneOf("", "1A", "=8C", "10A1", "1/2", "3-4", "a!b")),
		Repeating: bit("repeating"), TwoSessions: bit("sessions"), SchoolDistrict: str("district", nasty()), SchoolName: str("school", nasty()),
		SchoolCode: str("code", oneOf("", "38381301", "00381301", "381301", "999")),
		Graduated:  str("graduated", oneOf("", "MN", "TH", "THCS", "THPT")), Continuing: bit("continuing"), GraduatedIn: str("graduated in", schoolYears()),
		Vocational: str("vocational", oneOf("", "thcn", "cd", "dh", "ths", "ts")), DiplomaNumber: str("diploma", nasty()), VocationalYear: oneOf(0, 1975, 2024).Draw(t, "vocational year"),
		FinishedGrade: num("finished", 0, 12), FinishedIn: str("finished in", schoolYears()), DropoutGrade: num("dropout", 0, 12), DropoutIn: str("dropout in", schoolYears()),
		LiteracyAttending: num("attending", 0, 5), LiteracyCompleted: num("completed", 0, 5), Relapse: num("relapse", 0, 2),
		Movement: bit("d1"), HearingSpeech: bit("d2"), Vision: bit("d3"), Mental: bit("d4"), Intellectual: bit("d5"), Learning: bit("d6"),
		Autism: bit("d7"), OtherDisabled: bit("d8"), Certificate: bit("certificate"), Able: bit("able"),
		Move: str("move", oneOf("", "in", "out", "dead")), MoveDetail: str("detail", nasty()), Relation: str("relation", oneOf("", "Chủ hộ", "Con", "=Vợ")),
		Guardian: str("guardian", nasty()), Phone: str("phone", nasty()), Note: str("note", nasty()),
		Confirmed: bit("confirmed"),
	}
	if bit("numbered") {
		r.PersonalNumber = fmt.Sprintf("0383%08d", i)
	}
	switch r.SchoolCode {
	case "38381301":
		r.SchoolHere = "here"
	case "00381301":
		r.SchoolHere = "elsewhere"
	}
	return r
}

// What goes out comes back as it was: every field, whatever people typed.
func TestExportIsANoOp(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		var records []*register.Record
		for i := range rapid.IntRange(1, 8).Draw(t, "people") {
			records = append(records, drawRecord(t, i))
		}
		report := throughFile(t, filepath.Join(dir, "out.xlsx"), records)
		if len(report.Errors) > 0 || report.NewPersons != 0 || report.Changed != 0 || report.Unchanged != len(records) {
			t.Fatalf("%d new, %d changed, %d unchanged; errors %v; changes %+v", report.NewPersons, report.Changed, report.Unchanged, report.Errors, report.Changes)
		}
	})
}

// throughFile exports records and imports the file into the same round.
func throughFile(t interface{ Fatal(...any) }, path string, records []*register.Record) *survey.Report {
	data := ExportData{Year: 2025, Records: records, Schools: exportSchools, Hamlets: map[place.ID]string{}}
	for _, h := range exportHamlets {
		data.Hamlets[h.PlaceID] = h.Name
	}
	var file bytes.Buffer
	err := ExportSurvey(&file, data)
	if err != nil {
		t.Fatal(err)
	}
	err = os.WriteFile(path, file.Bytes(), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	book, err := OpenSurvey(path, 2025, grid.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	ids := int64(9000)
	report, err := survey.Import(context.Background(), standing{records, exportHamlets}, book,
		survey.Options{CommuneID: 7, CommuneName: "Phường Bỉm Sơn", Year: 2025},
		func() int64 { ids++; return ids }, func() time.Time { return time.Time{} }, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}
