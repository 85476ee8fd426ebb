package survey_test

import (
	"slices"
	"strings"
	"testing"

	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/words"
)

func TestSampleIsClean(t *testing.T) {
	w := newTable(t).mustOpen(t)
	list := drafts(t, w)
	if len(list) != 80 {
		t.Errorf("%d rows, want 80", len(list))
	}
	if got := append(told(w.Problems()), told(problems(list))...); len(got) > 0 {
		t.Errorf("problems %q, want none", got)
	}
	if w.Year() != 2025 {
		t.Errorf("year %d, want 2025", w.Year())
	}
}

// What stands in row 72 of the sample is the one row with both class marks; row
// 6 has a disability, row 74 a student who is away.
func TestSampleRows(t *testing.T) {
	list := drafts(t, newTable(t).mustOpen(t))
	both := list[67]
	if r := both.Record; both.Row != 72 || r.ClassName != "1A" || !r.Repeating || !r.TwoSessions || r.GradeGroup != "k1" {
		t.Errorf("row 72 is %+v", r)
	}
	if both.Hamlet != "Khu phố 3" || both.Record.Address != "Số nhà 42, đường Hồ Tùng Mậu" {
		t.Errorf("hamlet %q, address %q", both.Hamlet, both.Record.Address)
	}
	if r := list[1].Record; !r.Vision || !r.Certificate || !r.Able || r.Movement || !r.Female || r.GraduatedIn != "2017-2018" {
		t.Errorf("row 6 is %+v", r)
	}
	if r := list[69].Record; r.GradeGroup != register.GradeHigher || r.Presence != register.PresenceAway || r.Residence != register.ResidencePermanent {
		t.Errorf("row 74 is %+v", r)
	}
	if r := list[50].Record; r.Move != register.MoveOut || r.MoveDetail != "Đến phường Phương Xa, tháng 07/2025" {
		t.Errorf("row 55 is %+v", r)
	}
	if r := list[62].Record; r.BirthDay != 0 || r.BirthMonth != 0 || r.BirthYear != 1970 || r.BirthDate() != "1970" {
		t.Errorf("row 67 is %+v", r)
	}
}

// Each case puts one cell of the sample wrong; it must be told once, at the
// cell, and nothing that follows from it with it.
func TestOneWrongCell(t *testing.T) {
	base := newTable(t)
	said := catalogue(t)
	for _, test := range []struct {
		at   string
		cell survey.Cell
		want string // code, with ! for an error
	}{
		{"D7", survey.Cell{}, "given_name_missing !"},
		{"D7", survey.Cell{Text: " \u00a0 "}, "given_name_missing !"},
		{"G7", survey.Cell{}, "birth_year_missing !"},
		{"O7", survey.Cell{}, "sheet_number_missing !"},
		{"O5", survey.Cell{}, "sheet_number_missing !"}, // the head's own row
		{"E7", survey.Cell{Text: "32"}, "number_range !"},
		{"E7", survey.Cell{Text: "0"}, "number_range !"},
		{"E7", survey.Cell{Text: "mùng 5"}, "number_range !"},
		{"E7", survey.Cell{Text: "2025-08-05", Type: survey.DateCell}, "cell_is_date !"},
		{"F7", survey.Cell{Text: "13"}, "number_range !"},
		{"F7", survey.Cell{Text: "1.5"}, "number_range !"},
		{"G7", survey.Cell{Text: "2109"}, "birth_year_future !"},
		{"G7", survey.Cell{Text: "2026"}, "birth_year_future !"},
		{"G7", survey.Cell{Text: "12"}, "birth_year_form !"},
		{"G7", survey.Cell{Text: "1899"}, "birth_year_past !"},
		{"G7", survey.Cell{Text: "2O12"}, "birth_year_form !"},
		{"H7", survey.Cell{Text: "Nữ"}, "sex_unknown !"},
		{"H7", survey.Cell{Text: "1"}, "sex_unknown !"},
		{"I7", survey.Cell{Text: "Sao Hỏa"}, "not_in_list !"},
		{"J7", survey.Cell{Text: "Đạo mới"}, "not_in_list !"},
		{"K7", survey.Cell{Text: "Hộ giàu"}, "not_in_list !"},
		{"P7", survey.Cell{Text: "Ở nhờ"}, "not_one_of !"},
		{"Q7", survey.Cell{Text: "Đi vắng"}, "not_one_of !"},
		{"R7", survey.Cell{Text: "13"}, "not_one_of !"},
		{"R7", survey.Cell{Text: "6 tuổi"}, "not_one_of !"},
		{"R7", survey.Cell{Text: "#N/A", Type: survey.FailedCell}, "cell_failed !"},
		{"R7", survey.Cell{Type: survey.UncomputedCell}, "formula_uncomputed !"},
		{"V7", survey.Cell{Text: "99999999"}, "school_unknown !"},
		{"W7", survey.Cell{Text: "ABC"}, "not_one_of !"},
		{"X7", survey.Cell{Text: "có"}, "mark_unknown !"},
		{"Y7", survey.Cell{Text: "2024-2026"}, "school_year_span !"},
		{"Y7", survey.Cell{Text: "năm ngoái"}, "school_year_form !"},
		{"Z7", survey.Cell{Text: "Giáo sư"}, "not_one_of !"},
		{"AB7", survey.Cell{Text: "17"}, "year_form !"},
		{"AC5", survey.Cell{Text: "13"}, "number_range !"},
		{"AD5", survey.Cell{Text: "1985"}, "school_year_short"},
		{"AE19", survey.Cell{Text: "0"}, "number_range !"},
		{"AF19", survey.Cell{Text: "2024-25"}, "school_year_form !"},
		{"AG7", survey.Cell{Text: "6"}, "number_range !"},
		{"AH7", survey.Cell{Text: "lớp 3"}, "number_range !"},
		{"AI7", survey.Cell{Text: "3"}, "number_range !"},
		{"AL6", survey.Cell{Text: "v"}, "mark_unknown !"},
		{"AS6", survey.Cell{Text: "không"}, "mark_unknown !"},
		{"AT7", survey.Cell{Text: "Đi làm xa"}, "not_one_of !"},
		{"AV7", survey.Cell{Text: "Hàng xóm"}, "not_in_list !"},
		{"AV5", survey.Cell{Text: "Chũ hô"}, ""}, // accents do not matter
		{"AV5", survey.Cell{Text: "Trưởng họ"}, "not_in_list !"},

		{"E7", survey.Cell{Text: "05"}, ""},
		{"E7", survey.Cell{Text: "5.0"}, ""},
		{"H7", survey.Cell{Text: " X "}, ""},
		{"I7", survey.Cell{Text: "KHO_MU"}, ""},
		{"P7", survey.Cell{Text: "THƯỜNG  TRÚ"}, ""},
		{"R7", survey.Cell{Text: "k8"}, ""},
		{"R7", survey.Cell{Text: "08"}, ""},
		{"W7", survey.Cell{Text: "thcs"}, ""},
		{"Y7", survey.Cell{Text: "2023 – 2024"}, ""},
		{"AT7", survey.Cell{Text: "2"}, ""},

		{"E7", survey.Cell{Text: "31"}, ""},
		{"F6", survey.Cell{Text: "2"}, ""},
		{"V7", survey.Cell{}, "school_missing"},
		{"R7", survey.Cell{}, "school_without_grade"},
		{"AE7", survey.Cell{Text: "7"}, "studying_and_left"},
		{"S7", survey.Cell{Text: "7C"}, "class_of_other_grade"},
		{"S7", survey.Cell{Text: "2025-02-01", Type: survey.DateCell}, "text_became_date"},
		{"Y7", survey.Cell{Text: "2025-2026"}, "school_year_future"},
		{"Y7", survey.Cell{Text: "2001-2002"}, "school_year_before_birth"},
		{"AB13", survey.Cell{Text: "2031"}, "year_future"},
		{"AV7", survey.Cell{Text: "Chủ hộ"}, "sheet_two_heads"},
		{"AV5", survey.Cell{Text: "Con"}, "sheet_without_head"},
		{"M6", survey.Cell{Text: "Trong"}, "sheet_head_differs"},
		{"N6", survey.Cell{Text: "Khu phố 1 - Số nhà 150, đường Phan Bội Châu"}, "sheet_address_differs"},
	} {
		t.Run(test.at+" "+test.cell.Text, func(t *testing.T) {
			b := base.clone()
			b.put(t, test.at, test.cell)
			list := problems(drafts(t, b.mustOpen(t)))
			want := []string{}
			if test.want != "" {
				at := test.at
				if test.want == "school_without_grade" {
					at = "R7"
				}
				want = append(want, at+" "+test.want)
			}
			got := told(list)
			if strings.HasPrefix(test.want, "studying_and_left") {
				want = []string{"R7 studying_and_left"}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("told %q, want %q", got, want)
			}
			for _, p := range list {
				for _, lang := range words.Langs() {
					sentence := p.Say(said.For(lang))
					if strings.ContainsAny(sentence, "⟨{") || !strings.Contains(sentence, p.Cell) {
						t.Errorf("%s says %q", p.Code, sentence)
					}
				}
			}
		})
	}
}

func TestSentence(t *testing.T) {
	b := newTable(t)
	b.set(t, "G17", "2109")
	p := problems(drafts(t, b.mustOpen(t)))[0]
	got := p.Say(catalogue(t).For(words.Vietnamese))
	const want = "Ô G17: năm sinh 2109 lớn hơn năm điều tra 2025. Sửa năm sinh rồi nhập lại."
	if got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

// A wrong field is left empty: it must not reach anyone who counts.
func TestWrongFieldIsEmpty(t *testing.T) {
	b := newTable(t)
	b.set(t, "R7", "13")
	b.set(t, "E7", "32")
	r := drafts(t, b.mustOpen(t))[2].Record
	if r.GradeGroup != "" || r.BirthDay != 0 {
		t.Errorf("grade %q, day %d, want none", r.GradeGroup, r.BirthDay)
	}
}

// A list of the workbook may hold values that the law gives no meaning: they
// are no error of hers who chose them.
func TestValueOfTheWorkbooksOwnList(t *testing.T) {
	b := newTable(t)
	b.lists["presence"] = append(b.lists["presence"], "Đi làm ăn xa")
	b.set(t, "Q7", "Đi làm ăn xa")
	list := drafts(t, b.mustOpen(t))
	if got := told(problems(list)); !slices.Equal(got, []string{"Q7 value_uncoded"}) || list[2].Record.Presence != "" {
		t.Errorf("told %q, presence %q", got, list[2].Record.Presence)
	}
}

func TestListTypedInAnOldFont(t *testing.T) {
	b := newTable(t)
	b.set(t, "I7", typed(tcvn3Codes, true)("Mường"))
	b.set(t, "I8", typed(vniCodes, false)("Khơ-mú"))
	list := drafts(t, b.mustOpen(t))
	if list[2].Record.Ethnicity != "Mường" || list[3].Record.Ethnicity != "Khơ-mú" || len(problems(list)) > 0 {
		t.Errorf("%q, %q, told %q", list[2].Record.Ethnicity, list[3].Record.Ethnicity, told(problems(list)))
	}
}

func TestAddresses(t *testing.T) {
	for _, test := range []struct{ cell, hamlet, rest string }{
		{"Khu phố 1 - Số nhà 5, đường Trần Phú", "Khu phố 1", "Số nhà 5, đường Trần Phú"},
		{"Khu phố 1 - Số nhà 5 - ngõ 3", "Khu phố 1", "Số nhà 5 - ngõ 3"},
		{"Khu phố 1  –  Số nhà 5", "Khu phố 1", "Số nhà 5"},
		{"Khu phố 1 - ", "Khu phố 1", ""},
		{"Khu phố 1", "Khu phố 1", ""},
		{"Khu phố 1- Số nhà 5", "Khu phố 1", "Số nhà 5"},
		{"Khu phố 1 -Số nhà 5", "Khu phố 1", "Số nhà 5"},
		{"Thôn Đồi Thông, số nhà 5", "Thôn Đồi Thông", "số nhà 5"},
		{"Số nhà 5, đường Trần Phú", "", "Số nhà 5, đường Trần Phú"},
		{"Số nhà 5-7, đường Trần Phú", "", "Số nhà 5-7, đường Trần Phú"},
		{"Thôn Dương Thành", "Thôn Dương Thành", ""},
		{"Thôn số 5", "Thôn số 5", ""},
		{"Thôn 5 đường Trần Phú", "", "Thôn 5 đường Trần Phú"},
		{"- Khu phố 1", "", "Khu phố 1"},
		{"Bến Đình - Số nhà 5", "Bến Đình", "Số nhà 5"},
		{"", "", ""},
	} {
		b := newTable(t)
		b.rows = b.rows[:5]
		b.set(t, "N5", test.cell)
		d := drafts(t, b.mustOpen(t))[0]
		if d.Hamlet != test.hamlet || d.Record.Address != test.rest {
			t.Errorf("%q is hamlet %q and %q, want %q and %q", test.cell, d.Hamlet, d.Record.Address, test.hamlet, test.rest)
		}
	}
}

func TestImpossibleDay(t *testing.T) {
	b := newTable(t)
	b.set(t, "E7", "30")
	b.set(t, "F7", "2")
	list := drafts(t, b.mustOpen(t))
	if got := told(list[2].Problems); !slices.Equal(got, []string{"E7 birth_date_impossible"}) {
		t.Errorf("told %q", got)
	}
	if got := list[2].Record.BirthDate(); got != "2012-02" {
		t.Errorf("birth date %q, want what is possible of it", got)
	}
}

func TestEmptyRows(t *testing.T) {
	b := newTable(t)
	b.set(t, "B90", "86") // only a running number
	b.set(t, "C95", "Lê") // a row after blanks, without most of it
	b.set(t, "D95", "Lan")
	b.set(t, "G95", "1990")
	b.set(t, "O95", "D001")
	list := drafts(t, b.mustOpen(t))
	if len(list) != 81 || list[80].Row != 95 {
		t.Errorf("%d rows, the last is %d; want 81, and 95", len(list), list[len(list)-1].Row)
	}
}

func TestYearDiffers(t *testing.T) {
	w, err := newTable(t).open(2024)
	if err != nil {
		t.Fatal(err)
	}
	if got := told(w.Problems()); !slices.Equal(got, []string{"A2 year_differs"}) {
		t.Errorf("told %q", got)
	}
}

func TestNumbersThatLostTheirZero(t *testing.T) {
	b := newTable(t)
	b.put(t, "AX7", survey.Cell{Text: "912345678", Type: survey.NumberCell})
	b.put(t, "AX8", survey.Cell{Text: "912345678"})
	b.set(t, "AZ2", "Số định danh cá nhân")
	b.put(t, "AZ7", survey.Cell{Text: "38312012345", Type: survey.NumberCell})
	list := drafts(t, b.mustOpen(t))
	if got := list[2].Record.Phone; got != "0912345678" {
		t.Errorf("phone %q", got)
	}
	if got := list[3].Record.Phone; got != "912345678" {
		t.Errorf("phone typed as text became %q", got)
	}
	if got := list[2].Record.PersonalNumber; got != "038312012345" {
		t.Errorf("personal number %q", got)
	}
}

func TestPersonalNumber(t *testing.T) {
	for _, test := range []struct {
		number, want string
	}{
		{"038312000123", ""}, // Thanh Hóa, 21st century, female, 2012
		{"038 312 000 123", ""},
		{"03831200012", "AZ7 personal_number_form !"},
		{"03831200012x", "AZ7 personal_number_form !"},
		{"038212000123", "AZ7 personal_number_sex"},
		{"038311000123", "AZ7 personal_number_year"},
		{"039312000123", "AZ7 personal_number_province"},
		{"226312000123", ""}, // born abroad
	} {
		t.Run(test.number, func(t *testing.T) {
			b := newTable(t)
			b.set(t, "AZ2", "Số CCCD")
			b.set(t, "AZ7", test.number)
			got := strings.Join(told(problems(drafts(t, b.mustOpen(t)))), ", ")
			if got != test.want {
				t.Errorf("told %q, want %q", got, test.want)
			}
		})
	}
}

func TestPersonalNumberTwice(t *testing.T) {
	b := newTable(t)
	b.set(t, "AZ2", "Số định danh cá nhân")
	b.set(t, "AZ6", "038312000123")
	b.set(t, "AZ7", "038312000123")
	got := told(problems(drafts(t, b.mustOpen(t))))
	if !slices.Equal(got, []string{"AZ7 personal_number_twice !"}) {
		t.Errorf("told %q", got)
	}
}

func TestPersonTwice(t *testing.T) {
	b := newTable(t)
	b.rows = append(b.rows, slices.Clone(b.rows[6])) // row 7 again as row 85
	got := told(problems(drafts(t, b.mustOpen(t))))
	if !slices.Equal(got, []string{"D85 person_twice"}) {
		t.Errorf("told %q", got)
	}
}
