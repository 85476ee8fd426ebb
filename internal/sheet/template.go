package sheet

import (
	"strconv"

	"hoctap/internal/sheet/grid"
)

// templateColumn is one column of the ministry's template: its headings, and the field
// that stands in it. Headings are spelt as the template spells them.
type templateColumn struct {
	field, head, lower string
	width              float64
}

// template is the columns A to AY in their order, and behind them the personal
// number, which the template does not have.
var template = []templateColumn{
	{"", "", "", 6},
	{"order", "TT", "", 6},
	{"family_name", "Họ đệm", "", 18},
	{"given_name", "Tên", "", 10},
	{"birth_day", "Ngày", "", 6},
	{"birth_month", "Tháng", "", 6},
	{"birth_year", "Năm sinh", "", 8},
	{"female", "Nữ", "", 5},
	{"ethnicity", "Dân tộc", "", 10},
	{"religion", "Tôn giáo", "", 10},
	{"priority", "Diện ưu tiên", "", 12},
	{"head_family_name", "Chủ hộ", "Họ đệm", 18},
	{"head_given_name", "", "Tên", 10},
	{"address", "Địa chỉ: số nhà, tên đường, tổ (nếu có)", "", 40},
	{"sheet_number", "Số phiếu", "", 10},
	{"residence", "Diện cư trú", "", 12},
	{"presence", "Tình trạng cư trú", "", 12},
	{"grade_group", "Khối học", "", 9},
	{"class_name", "Lớp học", "", 9},
	{"school_district", "Quận/Huyện đang học", "", 16},
	{"school_name", "Tên trường", "", 24},
	{"school_code", "Mã trường", "", 12},
	{"graduated", "Bậc tốt nghiệp", "", 9},
	{"continuing", "Bổ túc", "", 7},
	{"graduated_in", "Năm tốt nghiệp", "", 11},
	{"vocational", "Bậc TN nghề", "", 10},
	{"diploma_number", "Số bằng", "", 12},
	{"vocational_year", "Năm TN nghề", "", 8},
	{"finished_grade", "Học xong", "Lớp", 6},
	{"finished_in", "", "Năm", 11},
	{"dropout_grade", "Bỏ học", "Lớp", 6},
	{"dropout_in", "", "Năm", 11},
	{"literacy_attending", "Đang học lớp", "", 8},
	{"literacy_completed", "Hoàn thành lớp", "", 8},
	{"relapse", "Tái mù chữ mức", "", 8},
	{"disabled_movement", "Khuyết tật vận động", "", 8},
	{"disabled_hearing_speech", "Khuyết tật nghe nói", "", 8},
	{"disabled_vision", "Khuyết tật nhìn", "", 8},
	{"disabled_mental", "Khuyết tật thần kinh, tâm thần", "", 8},
	{"disabled_intellectual", "Khuyết tật trí tuệ", "", 8},
	{"disabled_learning", "Khuyết tật học tập", "", 8},
	{"disabled_autism", "Tự kỷ", "", 8},
	{"disabled_other", "Khuyết tật khác", "", 8},
	{"certificate", "Có chứng nhận khuyết tật", "", 9},
	{"able", "Khả năng học tập", "", 8},
	{"move", "Hoàn cảnh đặc biệt", "", 12},
	{"move_detail", "Chi tiết hoàn cảnh đặt biệt", "", 24},
	{"relation", "Quan hệ với chủ hộ", "", 12},
	{"guardian", "Họ tên cha hoặc mẹ", "", 22},
	{"phone", "Điện thoại", "", 13},
	{"note", "Ghi chú", "", 24},
	{"personal_number", "Số định danh cá nhân", "", 16},
}

// groups are the headings of row 1 with the fields they reach from and to.
var groups = []struct{ title, from, to string }{
	{"Thông tin đối tượng", "order", "priority"},
	{"Thông tin nơi đang ở", "head_family_name", "presence"},
	{"Thông tin học tập", "grade_group", "dropout_in"},
	{"Xóa mù chữ", "literacy_attending", "relapse"},
	{"Khuyết tật", "disabled_movement", "able"},
	{"Hoàn cảnh", "move", "move_detail"},
	{"Thông tin liên lạc", "relation", "note"},
}

// headRows are the rows above the people: groups, headings, lower headings and
// running numbers.
const headRows = 4

// columnOf is the column of a field in the template, counted from 1.
func columnOf(field string) int {
	for i, p := range template {
		if p.field == field && field != "" {
			return i + 1
		}
	}
	return 0
}

// headings are the four head rows over the first columns of the template.
func headings(year string, columns int) [headRows][]grid.Cell {
	var rows [headRows][]grid.Cell
	for i := range rows {
		rows[i] = make([]grid.Cell, columns)
	}
	for _, g := range groups {
		rows[0][columnOf(g.from)-1] = textCell(g.title)
	}
	rows[1][0] = numberCell(year)
	for i, p := range template[:columns] {
		if i == 0 {
			continue
		}
		rows[1][i], rows[2][i] = textCell(p.head), textCell(p.lower)
		rows[3][i] = numberCell(strconv.Itoa(i))
	}
	return rows
}

// merges are the merged cells of the head rows.
func merges(columns int) []grid.Range {
	var out []grid.Range
	for _, g := range groups {
		out = append(out, grid.Range{FirstCol: columnOf(g.from), FirstRow: 1, LastCol: columnOf(g.to), LastRow: 1})
	}
	for i, p := range template[:columns] {
		col := i + 1
		switch {
		case p.head != "" && p.lower == "":
			out = append(out, grid.Range{FirstCol: col, FirstRow: 2, LastCol: col, LastRow: 3})
		case p.head != "":
			out = append(out, grid.Range{FirstCol: col, FirstRow: 2, LastCol: col + 1, LastRow: 2})
		}
	}
	return out
}
