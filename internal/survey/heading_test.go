package survey_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/words"
)

// sameDrafts says where two readings of one workbook differ.
func sameDrafts(t *testing.T, got, want []*survey.Draft) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i].Hamlet != want[i].Hamlet {
			t.Errorf("row %d: hamlet %q, want %q", want[i].Row, got[i].Hamlet, want[i].Hamlet)
		}
		for _, key := range register.Differences(&got[i].Record, &want[i].Record) {
			f, err := register.FieldByKey(key)
			if err != nil {
				t.Fatal(err)
			}
			t.Errorf("row %d: %s is %v, want %v", want[i].Row, key, f.Value(&got[i].Record), f.Value(&want[i].Record))
		}
	}
	if len(problems(got)) > 0 {
		t.Errorf("problems %q", told(problems(got)))
	}
}

// What differs from one workbook to the next must not change what is read.
func TestOtherWorkbooks(t *testing.T) {
	want := drafts(t, newTable(t).mustOpen(t))
	each := func(b *table, from, to int, change func(string) string) {
		for i := from - 1; i < to && i < len(b.rows); i++ {
			for j := range b.rows[i] {
				b.rows[i][j].Text = change(b.rows[i][j].Text)
			}
		}
	}
	column := func(b *table, col int, change func(survey.Cell) survey.Cell) {
		for i := 4; i < len(b.rows); i++ {
			if col < len(b.rows[i]) {
				b.rows[i][col] = change(b.rows[i][col])
			}
		}
	}
	for _, test := range []struct {
		name   string
		change func(*table)
	}{
		{"capitals", func(b *table) { each(b, 1, 3, strings.ToUpper) }},
		{"small letters", func(b *table) { each(b, 1, 3, strings.ToLower) }},
		{"line breaks", func(b *table) {
			each(b, 1, 3, func(s string) string { return strings.ReplaceAll(s, " ", "\n") })
		}},
		{"no-break spaces", func(b *table) {
			each(b, 1, 3, func(s string) string { return "\u00a0" + strings.ReplaceAll(s, " ", "\u00a0 ") })
		}},
		{"decomposed headings", func(b *table) { each(b, 1, 3, norm.NFD.String) }},
		{"decomposed text", func(b *table) { each(b, 5, 84, norm.NFD.String) }},
		{"no-break spaces in text", func(b *table) {
			each(b, 5, 84, func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") })
		}},
		{"right spelling", func(b *table) { b.set(t, "AU2", "Chi tiết hoàn cảnh đặc biệt") }},
		{"wrong spelling", func(b *table) { b.set(t, "AT2", "Hoàn cảnh đặt biệt") }},
		{"capital marks", func(b *table) {
			for _, col := range []int{7, 23, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44} {
				column(b, col, func(c survey.Cell) survey.Cell { return survey.Cell{Text: strings.ToUpper(c.Text)} })
			}
		}},
		{"numbers as text", func(b *table) {
			for i := range b.rows {
				for j := range b.rows[i] {
					b.rows[i][j].Type = survey.TextCell
				}
			}
		}},
		{"two digits", func(b *table) {
			for _, col := range []int{4, 5, 17} {
				column(b, col, func(c survey.Cell) survey.Cell {
					if len(c.Text) == 1 {
						c.Text = "0" + c.Text
					}
					return c
				})
			}
		}},
		{"a column moved to the front", func(b *table) { move(b, 17, 1) }},
		{"the year of birth moved behind", func(b *table) { move(b, 6, 48) }},
		{"columns added", func(b *table) {
			insert(b, 3, "Bí danh", "x")
			insert(b, 20, "Lứa tuổi học", "12")
		}},
		{"a column before all", func(b *table) { insert(b, 0, "", "") }},
		{"the order of disabilities", func(b *table) { move(b, 42, 38) }},
		{"no running numbers", func(b *table) { b.rows[3] = nil }},
		{"no group row", func(b *table) { b.rows[0] = nil }},
		{"a title above", func(b *table) {
			b.rows = append([][]survey.Cell{{{Text: "PHIẾU ĐIỀU TRA PHỔ CẬP GIÁO DỤC"}}, nil}, b.rows...)
		}},
		{"relapse and diploma headed", func(b *table) {
			b.set(t, "T2", "Quận/Huyện đang học")
			b.set(t, "U2", "Tên trường")
			b.set(t, "AA2", "Số bằng")
		}},
		{"helper columns", func(b *table) {
			for i, head := range []string{"Tuổi", "Lứa tuổi học", "Đang học", "Mù chữ", "Bỏ học", "Khuyết tật", "Lưu ban"} {
				insert(b, 52+i, head, "1")
			}
		}},
		{"lower headings under a birth date", func(b *table) {
			b.set(t, "E2", "Ngày sinh")
			b.set(t, "F2", "")
			b.set(t, "G2", "")
			b.set(t, "E3", "Ngày")
			b.set(t, "F3", "Tháng")
			b.set(t, "G3", "Năm")
		}},
		{"spaces around the marks of a class", func(b *table) {
			column(b, 18, func(c survey.Cell) survey.Cell {
				c.Text = strings.ReplaceAll(strings.ReplaceAll(c.Text, "*", " * "), "!", " !")
				return c
			})
		}},
		{"an en dash after the hamlet", func(b *table) {
			column(b, 13, func(c survey.Cell) survey.Cell {
				c.Text = strings.Replace(c.Text, " - ", " – ", 1)
				return c
			})
		}},
		{"no lists", func(b *table) { b.lists = nil }},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newTable(t)
			test.change(b)
			sameDrafts(t, drafts(t, b.mustOpen(t)), want)
		})
	}
}

// move takes a column to another place, its headings with it.
func move(b *table, from, to int) {
	for i, row := range b.rows {
		for len(row) < 53 {
			row = append(row, survey.Cell{})
		}
		c := row[from]
		row = slices.Delete(row, from, from+1)
		b.rows[i] = slices.Insert(row, to, c)
	}
}

// insert adds a column with the same value in every row.
func insert(b *table, at int, head, value string) {
	for i, row := range b.rows {
		for len(row) < at {
			row = append(row, survey.Cell{})
		}
		text := ""
		switch {
		case i == 1:
			text = head
		case i > 3 && len(row) > 0:
			text = value
		}
		b.rows[i] = slices.Insert(row, at, survey.Cell{Text: text})
	}
}

// The sheet DATA has the hamlet in column A, with or without a heading.
func TestDataSheet(t *testing.T) {
	want := drafts(t, newTable(t).mustOpen(t))
	for _, test := range []struct {
		name     string
		heading  string
		stripped bool // the address does not begin with the hamlet
	}{
		{"headed", "Thôn/xóm", false},
		{"headed, address without it", "Thôn, xóm, tổ dân phố", true},
		{"under the year", "", false},
		{"under the year, address without it", "", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newTable(t)
			b.village = 1
			if test.heading != "" {
				b.set(t, "A2", "")
				b.set(t, "A1", test.heading)
			}
			for i := 4; i < len(b.rows); i++ {
				hamlet, rest, _ := strings.Cut(b.rows[i][13].Text, " - ")
				b.rows[i][0].Text = hamlet
				if test.stripped {
					b.rows[i][13].Text = rest
				}
			}
			sameDrafts(t, drafts(t, b.mustOpen(t)), want)
		})
	}
}

func TestRefusedHeadings(t *testing.T) {
	said := catalogue(t)
	for _, test := range []struct {
		name   string
		change func(*table)
		key    string
		says   string
	}{
		{"no given name", func(b *table) { b.set(t, "D2", "Gọi là") }, "survey.headings_needed", "“Tên”"},
		{"two needed ones", func(b *table) { b.set(t, "G2", ""); b.set(t, "O2", "Mã hộ") }, "survey.headings_needed", "“Năm sinh”, “Số phiếu”"},
		{"twice", func(b *table) { b.set(t, "BA2", "Khối học") }, "survey.heading_twice", "ô R2 và ô BA2"},
		{"two ways to say one thing", func(b *table) { b.set(t, "BA2", "Số điện thoại") }, "survey.heading_twice", "ô AX2 và ô BA2"},
		{"another sheet", func(b *table) { b.rows = [][]survey.Cell{{{Text: "Danh sách cán bộ"}}, {{Text: "Tên"}}} }, "survey.headings_none", "“Tên”"},
		{"nothing", func(b *table) { b.rows = nil }, "survey.headings_none", "MauNhapLieu"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newTable(t)
			test.change(b)
			_, err := b.open(2025)
			var f *fault.Error
			if !errors.As(err, &f) || f.Kind != fault.Invalid || f.Key != test.key {
				t.Fatalf("error %v, want %s", err, test.key)
			}
			sentence, sayErr := said.For(words.Vietnamese).Say(f.Key, f.Args)
			if sayErr != nil {
				t.Fatal(sayErr)
			}
			if !strings.Contains(sentence, test.says) {
				t.Errorf("says %q, want it to name %s", sentence, test.says)
			}
		})
	}
}

func TestMissingHeadingIsAWarning(t *testing.T) {
	b := newTable(t)
	b.set(t, "J2", "")
	b.set(t, "AX2", "")
	w := b.mustOpen(t)
	if got := told(w.Problems()); !slices.Equal(got, []string{"headings_missing"}) {
		t.Errorf("told %q", got)
	}
	if got := w.Problems()[0].Args["titles"]; got != "“Tôn giáo”, “Điện thoại”" {
		t.Errorf("names %v", got)
	}
	if w.Has("religion") || w.Has("phone") || !w.Has("ethnicity") || !w.Has("repeating") {
		t.Error("does not know which columns it has")
	}
}

func TestBare(t *testing.T) {
	b := newTable(t)
	b.rows = b.rows[:4]
	if !b.mustOpen(t).Bare() {
		t.Error("the template alone is not bare")
	}
	b.rows = append(b.rows, []survey.Cell{{}, {Text: "1"}})
	if !b.mustOpen(t).Bare() {
		t.Error("a running number alone is somebody")
	}
	if newTable(t).mustOpen(t).Bare() {
		t.Error("the sample is bare")
	}
}

// A column that is headed as hamlets may hold numbers as their names; one that
// is not headed may hold running numbers.
func TestNumbersAsHamlets(t *testing.T) {
	for _, test := range []struct{ heading, want string }{{"Thôn/xóm", "5"}, {"", "Khu phố 1"}} {
		b := newTable(t)
		b.village = 1
		b.rows = b.rows[:5]
		b.set(t, "A1", test.heading)
		b.set(t, "A5", "5")
		if got := drafts(t, b.mustOpen(t))[0].Hamlet; got != test.want {
			t.Errorf("headed %q: hamlet %q, want %q", test.heading, got, test.want)
		}
	}
}
