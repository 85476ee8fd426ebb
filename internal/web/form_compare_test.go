package web_test

import (
	"net/http"
	"strings"
	"testing"

	"hoctap/internal/register"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
)

// A form as it was exported is held against the data as they are now: the page
// names who was changed since, lights their cells and keeps nothing of the file.
func TestCompareAForm(t *testing.T) {
	tn := newTown(t)
	path := of(storetest.Joined, lastYear, "forms", "th-m1")
	theirs := tn.get(path + ".xlsx")
	tn.page(path+"/compare", testkit.In("main form", testkit.Contains("Đối chiếu")))
	got := tn.upload(path+"/compare", "cua-bo.xlsx", []byte(theirs.body))
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In(".message", testkit.Contains("tất cả bằng nhau")), testkit.Count(".differs", 0))

	moved := tn.pupilOfGrade("k1")
	plan := tn.Plan(storetest.Joined, lastYear)
	plan.Changed = []survey.Change{storetest.Changed(moved, func(r *register.Record) { r.GradeGroup, r.ClassName, r.FamilyName = "k2", "2A", "Quách Thị Lạ" })}
	check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), plan))
	got = tn.upload(path+"/compare", "cua-bo.xlsx", []byte(theirs.body))
	testkit.CheckPage(t, strings.NewReader(got.body),
		testkit.In("main", testkit.Contains("sua.xlsx"), testkit.Contains("Quách Thị Lạ"), testkit.Contains("Chắc chắn")), testkit.Each("td.differs .theirs", testkit.Contains("≠")))

	got = tn.upload(path+"/compare", "notes.txt", []byte("không phải tệp Excel"))
	if got.status != http.StatusUnprocessableEntity {
		t.Errorf("a text file: status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In(".errors", testkit.Matches(`\S`)))
}

// pupilOfGrade is somebody who is counted in a grade.
func (tn *town) pupilOfGrade(group string) *register.Record {
	tn.t.Helper()
	list, err := tn.Records(tn.t.Context(), storetest.Joined, lastYear)
	check(tn.t, err)
	for _, r := range list {
		if r.GradeGroup == group && !r.Disabled() && r.Age() == 6 {
			return r
		}
	}
	tn.t.Fatalf("nobody is in %s", group)
	return nil
}
