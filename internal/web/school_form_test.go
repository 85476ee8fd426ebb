package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

func (tn *town) figure(school, id string) string {
	tn.t.Helper()
	facts, err := tn.Facts(tn.t.Context(), storetest.Joined, lastYear)
	check(tn.t, err)
	for _, s := range facts.Schools {
		if s.Code == school {
			return s.Values[id]
		}
	}
	return facts.Commune[id]
}

// Parts that do not come to their total are told beside the total, with both
// sums; nothing is kept and nothing typed is lost.
func TestSumsAreCheckedBesideTheField(t *testing.T) {
	tn := newTown(t)
	at := of(storetest.Joined, lastYear, "schools", "38201")
	typed := url.Values{"primary.teachers": {"12"}, "primary.teachers_permanent": {"10"}, "primary.teachers_contract": {"3"}}
	got := tn.post(at, typed)
	if got.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body),
		testkit.In(`[id="primary.teachers-error"]`, testkit.Contains("Đang là 13 và 12")),
		testkit.In(`.errors a[href="#primary.teachers"]`, testkit.Contains("biên chế cộng hợp đồng")),
		testkit.In(`input[name="primary.teachers_contract"][value="3"]`),
	)
	if kept := tn.figure("38201", "primary.teachers"); kept != "" {
		t.Errorf("%s teachers were kept", kept)
	}
	typed.Set("primary.teachers", "13")
	tn.wantRedirect(tn.post(at, typed), of(storetest.Joined, lastYear, "schools"))
	// What is kept already counts with what is typed now.
	got = tn.post(at, url.Values{"primary.teachers_contract": {"4"}})
	if got.status != http.StatusUnprocessableEntity || tn.figure("38201", "primary.teachers_contract") != "3" {
		t.Errorf("status %d, kept %s", got.status, tn.figure("38201", "primary.teachers_contract"))
	}
}

// What cannot be a figure is refused with a word that fits.
func TestFiguresThatCannotBe(t *testing.T) {
	tn := newTown(t)
	at := of(storetest.Joined, lastYear, "schools", "38201")
	for value, says := range map[string]string{
		"-3": "số nguyên từ 0", "12,5": "số nguyên từ 0", "12.5": "số nguyên từ 0", "mười": "số nguyên từ 0", "99999999999999": "số chữ số",
	} {
		got := tn.post(at, url.Values{"primary.classes": {value}, "primary.teachers": {"12"}})
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: status %d", value, got.status)
		}
		testkit.CheckPage(t, strings.NewReader(got.body),
			testkit.In(`[id="primary.classes-error"]`, testkit.Contains(says)),
			testkit.In(`input[name="primary.classes"][value="`+value+`"]`), testkit.In(`input[name="primary.teachers"][value="12"]`))
	}
	if tn.figure("38201", "primary.teachers") != "" {
		t.Error("a part of a refused form was kept")
	}
}

// Last year's figures, of the wards that were merged into this one, fill the empty
// fields by one act. They are marked, and nothing is saved by it.
func TestLastYearsFiguresAreTakenOver(t *testing.T) {
	tn := newTown(t)
	for _, v := range []struct{ fact, value string }{{"primary.classes", "18"}, {"primary.library", "yes"}, {"primary.teachers", "27"}} {
		_, err := tn.SaveFacts(storetest.By(t.Context(), "chị Lan"), storetest.North, lastYear-1, []rule.FactValue{{School: "38201", Fact: v.fact, Value: v.value}})
		check(t, err)
	}
	at := of(storetest.Joined, lastYear, "schools", "38201")
	tn.page(at, testkit.In(`button[name="take_last_year"]`, testkit.Contains("3 ô trống")), testkit.In(`input[name="primary.classes"][value=""]`))
	got := tn.post(at, url.Values{"primary.classes": {""}, "primary.teachers": {"29"}, "primary.library": {""}, "take_last_year": {"1"}})
	if got.status != http.StatusOK {
		t.Fatalf("status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body),
		testkit.In(`input[name="primary.classes"][value="18"]`), testkit.In(`input[name="primary.teachers"][value="29"]`),
		testkit.In(`input[name="primary.library"][value="yes"][checked]`),
		testkit.In(`[id="primary.classes-hint"]`, testkit.Contains("chưa ghi")), testkit.In(".message", testkit.Contains("2 ô")))
	if tn.figure("38201", "primary.classes") != "" {
		t.Error("taking over saved what nobody looked at")
	}
	book := tn.get(of(storetest.Joined, lastYear, "schools.xlsx?before=1"))
	if book.status != http.StatusOK || len(book.body) == 0 {
		t.Errorf("workbook of last year: status %d", book.status)
	}
	tn.page(of(storetest.Joined, lastYear, "schools"), testkit.In(`a[href$="schools.xlsx?before=1"]`))
}

// Who saved what, when, and what stood there before.
func TestHistoryOfFigures(t *testing.T) {
	tn := newTown(t)
	at := of(storetest.Joined, lastYear, "schools", "-")
	tn.page(at, testkit.In(".history", testkit.Contains("Chưa có ai nhập")))
	for _, value := range []string{"33.625.000.000", "34000000000", ""} {
		tn.wantRedirect(tn.post(at, url.Values{"preschool.money_recurrent": {value}}), of(storetest.Joined, lastYear, "schools"))
		if value == "34000000000" {
			tn.page(at, testkit.In(`input[name="preschool.money_recurrent"][value="34.000.000.000"]`))
		}
	}
	tn.page(at, testkit.Count(".history tbody tr", 3),
		testkit.In(".history tbody tr:first-child", testkit.Contains("34.000.000.000")), testkit.In(".history tbody tr:first-child", testkit.Contains("(trống)")),
		testkit.In(".history tbody tr:nth-child(2)", testkit.Contains("33.625.000.000")), testkit.In(".history", testkit.Contains("lan")))
}

// A workbook is held against the same sums, at its cell.
func TestSumsOfTheSheet(t *testing.T) {
	tn := newTown(t)
	at := of(storetest.Joined, lastYear, "schools")
	blank := []byte(tn.get(at + ".xlsx").body)
	wrong := filled(t, blank, "Tiểu học", "38201", map[string]string{"primary.teachers": "12", "primary.teachers_female": "13"})
	got := tn.upload(at, "so-lieu.xlsx", wrong)
	if got.status != http.StatusUnprocessableEntity || tn.figure("38201", "primary.teachers") != "" {
		t.Fatalf("status %d, kept %q", got.status, tn.figure("38201", "primary.teachers"))
	}
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In(".errors", testkit.Contains("Tiểu học!")), testkit.In(".errors", testkit.Contains("Đang là 13 và 12")))
}

// On the form a no is an empty cell like on paper; only what was not entered is
// shown as lacking.
func TestNoIsNotLacking(t *testing.T) {
	tn := newTown(t)
	at := of(storetest.Joined, lastYear, "forms", "TH-01-GV")
	tn.page(at, testkit.Count("tbody tr:first-child td.blank", 31))
	tn.wantRedirect(tn.post(of(storetest.Joined, lastYear, "schools", "38201"), url.Values{
		"primary.rank_1": {"no"}, "primary.rank_2": {"yes"}, "primary.rank_3": {"no"}, "primary.two_sessions": {"no"},
	}), of(storetest.Joined, lastYear, "schools"))
	tn.page(at, testkit.Count("tbody tr:first-child td.blank", 27), testkit.In("tbody tr:first-child td.tick", testkit.Text("x")))
}

// Who may see figures and not write them reads the same pages, without anything to
// press.
func TestFiguresOfAReader(t *testing.T) {
	tn := newTown(t)
	_, err := tn.SaveFacts(storetest.By(t.Context(), "chị Lan"), storetest.North, lastYear-1, []rule.FactValue{{School: "38201", Fact: "primary.classes", Value: "18"}})
	check(t, err)
	tn.client = tn.as("hoi-khuyen-hoc", right.Assignment{Role: right.AssociationOfficer, Place: storetest.Joined, From: "2020-01-01", GivenBy: "test"})
	at := of(storetest.Joined, lastYear, "schools")
	tn.page(at, testkit.Count(`main form`, 0), testkit.In("table", testkit.Contains("Trường TH")))
	tn.page(at+"/38201", testkit.In(".message", testkit.Contains("không được sửa")), testkit.Count("main button", 0), testkit.Each("main fieldset.panel", testkit.Attr("disabled", "")))
	if got := tn.post(at+"/38201", url.Values{"primary.classes": {"3"}}); got.status != http.StatusForbidden {
		t.Errorf("a reader saved: status %d", got.status)
	}
}

// Enter in a field presses the first button of a form: that is the one that saves.
func TestEnterSaves(t *testing.T) {
	tn := newTown(t)
	_, err := tn.SaveFacts(storetest.By(t.Context(), "chị Lan"), storetest.North, lastYear-1, []rule.FactValue{{School: "38201", Fact: "primary.classes", Value: "18"}})
	check(t, err)
	tn.page(of(storetest.Joined, lastYear, "schools", "38201"), testkit.Count(`main form > button:first-child:not([name])`, 1), testkit.Count(`button[name="take_last_year"]`, 1))
}
