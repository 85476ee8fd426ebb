// Package papertest makes papers for the tests of those who write them: a wide
// form with heads of three levels, a form of one row, a long one, a list.
package papertest

import (
	"fmt"
	"iter"
	"strconv"
	"time"

	"hoctap/internal/paper"
	"hoctap/internal/viet"
)

// stamp is the day of all these papers.
var stamp = time.Date(2025, 9, 30, 0, 0, 0, 0, time.UTC)

func base(code, title string) *paper.Document {
	return &paper.Document{
		Name: code, Code: "Mẫu " + code, Title: title, Of: "Phường Bỉm Sơn, tỉnh Thanh Hóa", Lang: viet.Vietnamese,
		Size: paper.A4, Landscape: true,
		Words: paper.Words{
			Motto: [2]string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
			Page:  "Trang ", Continued: " (tiếp theo)", Notes: "Ghi chú:", Unknowns: "Chưa rõ ở mẫu in của Bộ:",
		},
		Issuers: []string{"ỦY BAN NHÂN DÂN PHƯỜNG BỈM SƠN", "BAN CHỈ ĐẠO PCGD-XMC"},
		Unit:    "Đơn vị tính: người",
		Issued:  "Bỉm Sơn, ngày … tháng … năm 2025",
		Signers: []paper.Signer{
			{Lines: []string{"NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"}},
			{Lines: []string{"TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "(Ký, đóng dấu, ghi rõ họ tên)"}},
		},
		Trace: "hoctap · biểu 4f1c2a90 · quy định RS-2025-2T 9be01d77 · số liệu 30/09/2025 51d0c3ee",
		Stamp: stamp,
	}
}

func head(id, text string) paper.Head { return paper.Head{ID: id, Text: text} }

// column makes a column of figures from the texts of its heads.
func column(heads ...string) paper.Column {
	c := paper.Column{}
	for i, h := range heads {
		c.ID += "." + strconv.Itoa(i) + h
		c.Heads = append(c.Heads, head(c.ID, h))
	}
	return c
}

func numbered(columns []paper.Column) []paper.Column {
	for i := range columns {
		columns[i].Number = strconv.Itoa(i + 1)
	}
	return columns
}

// Wide is a form like TH-M1: 26 columns of three levels of heads on A3, sums of
// rows, a column nobody fills in.
func Wide() *paper.Document {
	d := base("TH-M1", "Thống kê trẻ em trong độ tuổi 6–14, phổ cập giáo dục tiểu học năm 2025")
	d.Size = paper.A3
	columns := []paper.Column{column("Tuổi"), column("Năm sinh")}
	for _, group := range [][]string{{"Tổng số trẻ", "Tổng số", "Nữ", "Dân tộc"},
		{"Trẻ khuyết tật", "Tổng số", "Có khả năng học tập", "Được tiếp cận giáo dục"},
		{"Biến động trong năm", "Chuyển đến", "Chuyển đi", "Chết"}} {
		for _, lower := range group[1:] {
			columns = append(columns, column(group[0], lower))
		}
	}
	columns = append(columns, column("Phải phổ cập"))
	for grade := range 5 {
		for _, lower := range []string{"Tại chỗ", "Đi học nơi khác", "Nơi khác đến"} {
			columns = append(columns, column("Trẻ đang học tiểu học", fmt.Sprintf("Lớp %d", grade+1), lower))
		}
	}
	columns = append(columns, column("Hoàn thành chương trình tiểu học"), column("Bỏ học"))
	columns[26].Heads[len(columns[26].Heads)-1].Mark = "(1)"
	d.Tables = []paper.Table{{ID: "main", Columns: numbered(columns), Rows: paper.Rows(wideRows(len(columns)))}}
	d.Notes = []string{
		"Phải phổ cập = tổng số − khuyết tật − chuyển đi − chết; người chuyển đến đã tính trong tổng số.",
		"(1) Phiếu điều tra ghi người của địa bàn, không ghi học sinh nơi khác đến học; trường điền theo sổ đăng bộ.",
	}
	d.Unknowns = []string{"Thứ tự các cột và số thứ tự cột của mẫu in chưa rõ."}
	return d
}

func wideRows(columns int) []paper.Row {
	var rows []paper.Row
	single := func(from, to int) []int {
		var list []int
		for age := from; age <= to; age++ {
			list = append(list, len(rows))
			rows = append(rows, ageRow(age, columns))
		}
		return list
	}
	lower := single(6, 10)
	rows = append(rows, totalRow("ages6_10", "6–10", rows, lower, columns))
	upper := single(11, 14)
	rows = append(rows, totalRow("ages11_14", "11–14", rows, upper, columns))
	return append(rows, totalRow("total", "Cộng", rows, []int{len(lower), len(rows) - 1}, columns))
}

func ageRow(age, columns int) paper.Row {
	row := paper.Row{ID: fmt.Sprintf("age.%d", age), Cells: make([]paper.Cell, columns)}
	row.Cells[0] = words(strconv.Itoa(age))
	row.Cells[1] = words(strconv.Itoa(2025 - age))
	for i := 2; i < columns; i++ {
		row.Cells[i] = paper.Cell{Kind: paper.Number, Count: int64((age*37 + i*i*11) % 1450)}
	}
	for i := 14; i < columns-2; i += 3 {
		row.Cells[i] = paper.Cell{Kind: paper.Blank, Why: "Trường điền theo sổ đăng bộ."}
	}
	return row
}

func totalRow(id, name string, rows []paper.Row, of []int, columns int) paper.Row {
	row := paper.Row{ID: id, Role: paper.Total, Cells: make([]paper.Cell, columns)}
	row.Cells[0], row.Cells[1] = words(name), paper.Cell{Kind: paper.Cross}
	for i := 2; i < columns; i++ {
		cell := paper.Cell{}
		for _, r := range of {
			if rows[r].Cells[i].Kind == paper.Number {
				cell.Kind = paper.Number
				cell.Count += rows[r].Cells[i].Count
				cell.Sum = append(cell.Sum, paper.Ref{Row: r, Column: i})
			}
		}
		row.Cells[i] = cell
	}
	return row
}

func words(s string) paper.Cell { return paper.Cell{Kind: paper.Text, Text: s} }

// OneRow is a form like TH-02 of one commune: counts, percents of cells that
// stand on the form, a share of nothing.
func OneRow() *paper.Document {
	d := base("TH-02", "Tổng hợp kết quả phổ cập giáo dục tiểu học năm 2025")
	columns := []paper.Column{column("TT"), column("Đơn vị"), column("Số trường tiểu học"),
		column("Trẻ 6 tuổi", "Tổng số"), column("Trẻ 6 tuổi", "Vào lớp 1"), column("Trẻ 6 tuổi", "Tỷ lệ %"),
		column("Trẻ 11 tuổi", "Tổng số"), column("Trẻ 11 tuổi", "Hoàn thành"), column("Trẻ 11 tuổi", "Tỷ lệ %"),
		column("Trẻ khuyết tật", "Có khả năng học tập"), column("Trẻ khuyết tật", "Được tiếp cận"), column("Trẻ khuyết tật", "Tỷ lệ %"),
		column("Số phòng trên một lớp"), column("Đạt chuẩn mức độ")}
	columns[1].Text = true
	at := func(c int) paper.Ref { return paper.Ref{Row: 0, Column: c} }
	count := func(n int64) paper.Cell { return paper.Cell{Kind: paper.Number, Count: n} }
	percent := func(of, n int64, c int) paper.Cell {
		return paper.Cell{Kind: paper.Percent, Count: n, Of: of, Share: &paper.Share{Count: at(c + 1), Of: at(c)}}
	}
	d.Tables = []paper.Table{{ID: "main", Columns: numbered(columns), Rows: paper.Rows([]paper.Row{{ID: "unit", Cells: []paper.Cell{
		words("1"), words("Phường Bỉm Sơn"), count(4), count(1204), count(1187), percent(1204, 1187, 3),
		count(1133), count(1063), percent(1133, 1063, 6), count(0), count(0), percent(0, 0, 9),
		{Kind: paper.Quotient, Count: 97, Of: 121}, words("Mức độ 3"),
	}}})}}
	return d
}

// Long is a form like XMC-3: one row an age from 15 to 60 and a sum.
func Long() *paper.Document {
	d := base("XMC-3", "Thống kê kết quả xóa mù chữ theo độ tuổi năm 2025")
	d.Landscape = false
	columns := []paper.Column{column("Độ tuổi"), column("Năm sinh")}
	for _, group := range []string{"Dân số", "Mù chữ mức độ 1", "Mù chữ mức độ 2", "Biết chữ"} {
		for _, lower := range []string{"Tổng số", "Nữ", "Dân tộc", "Nữ dân tộc"} {
			columns = append(columns, column(group, lower))
		}
	}
	columns = append(columns, column("Tỷ lệ biết chữ (%)"))
	var rows []paper.Row
	var all []int
	for age := 15; age <= 60; age++ {
		all = append(all, len(rows))
		rows = append(rows, literacyRow(len(rows), age))
	}
	rows = append(rows, totalRow("total", "15–60", rows, all, len(columns)))
	last := &rows[len(rows)-1]
	last.Cells[18] = literate(len(rows)-1, last.Cells)
	d.Tables = []paper.Table{{ID: "main", Columns: numbered(columns), Rows: paper.Rows(rows)}}
	return d
}

func literacyRow(row, age int) paper.Row {
	cells := []paper.Cell{words(strconv.Itoa(age)), words(strconv.Itoa(2025 - age))}
	for group, size := range []int64{640, 2, 5, 635} {
		for i := range 4 {
			n := size/int64(i+1) + int64((age*(i+3)+group)%7)
			cells = append(cells, paper.Cell{Kind: paper.Number, Count: n})
		}
	}
	cells = append(cells, literate(row, cells))
	return paper.Row{ID: fmt.Sprintf("age.%d", age), Cells: cells}
}

func literate(row int, cells []paper.Cell) paper.Cell {
	return paper.Cell{Kind: paper.Percent, Count: cells[14].Count, Of: cells[2].Count,
		Share: &paper.Share{Count: paper.Ref{Row: row, Column: 14}, Of: paper.Ref{Row: row, Column: 2}}}
}

// List is a list of n people, by hamlet. What people typed is hostile here and
// there.
func List(n int) *paper.Document {
	d := base("DS-TN", "Danh sách học sinh tốt nghiệp trung học cơ sở năm 2025")
	d.Unit = ""
	columns := []paper.Column{column("TT"), column("Họ và tên"), column("Ngày sinh"), column("Nữ"), column("Dân tộc"),
		column("Thôn, khu phố"), column("Chủ hộ"), column("Số phiếu"), column("Trường"), column("Lớp"), column("Năm tốt nghiệp"), column("Ghi chú")}
	for _, i := range []int{1, 5, 6, 8, 11} {
		columns[i].Text = true
	}
	d.Tables = []paper.Table{{ID: "list", Columns: columns, Rows: people(n)}}
	return d
}

var (
	families = []string{"Nguyễn Thị", "Trần Văn", "Lê Hữu", "Phạm Thị Thúy", "Đặng Quỳnh", "Hoàng Đức"}
	given    = []string{"Ánh", "Dũng", "Hạnh", "Khuê", "Lượng", "Nhiễu", "Phượng", "Quyền", "Thưởng", "Ỷ Lan"}
	remarks  = []string{"", "", "", "", "=1+1", "Chuyển đến từ thị trấn Hà Trung, huyện Hà Trung, tỉnh Thanh Hóa ngày 12/3/2025", "", "+84 912 000 111"}
)

func people(n int) iter.Seq2[paper.Row, error] {
	return func(yield func(paper.Row, error) bool) {
		for i := range n {
			if !yield(person(i), nil) {
				return
			}
		}
	}
}

func person(i int) paper.Row {
	sex := ""
	if i%2 == 0 {
		sex = "x"
	}
	text := []string{strconv.Itoa(i + 1), families[i%len(families)] + " " + given[i%len(given)],
		fmt.Sprintf("%02d/%02d/%d", 1+i%28, 1+i%12, 2010+i%2), sex, "Kinh", fmt.Sprintf("Khu phố %d", 1+i/40%30),
		families[(i+2)%len(families)] + " " + given[(i+3)%len(given)], fmt.Sprintf("KP%d-%03d", 1+i/40%30, i/4%1000),
		"Trường THCS Lê Quý Đôn", fmt.Sprintf("9%c", 'A'+rune(i%5)), "2024-2025", remarks[i%len(remarks)]}
	row := paper.Row{ID: strconv.Itoa(i), Cells: make([]paper.Cell, len(text))}
	for j, s := range text {
		row.Cells[j] = words(s)
		if s == "" {
			row.Cells[j] = paper.Cell{}
		}
	}
	row.Cells[0] = paper.Cell{Kind: paper.Number, Count: int64(i + 1)}
	return row
}

// Sheets is a book of households: a banner and rows to write into for each.
func Sheets(n int) *paper.Document {
	d := List(0)
	d.Name, d.Code, d.Apart, d.Title = "PHIEU", "", true, "Phiếu điều tra phổ cập giáo dục, xóa mù chữ năm 2025"
	var rows []paper.Row
	for i := range n {
		rows = append(rows, paper.Row{Role: paper.Banner, NewPage: i > 0, Lines: []string{"Thôn, khu phố: Khu phố 1",
			"Số nhà, đường, tổ: 12 Trần Phú", fmt.Sprintf("Họ và tên chủ hộ: Nguyễn Văn Thưởng %d", i+1), fmt.Sprintf("Phiếu số: KP1-%03d", i+1), "Diện cư trú: Thường trú"}})
		for j := range 4 {
			rows = append(rows, person(i*4+j))
		}
		for range 2 {
			rows = append(rows, paper.Row{Tall: true, Cells: make([]paper.Cell, len(d.Tables[0].Columns))})
		}
	}
	d.Tables[0].Rows = paper.Rows(rows)
	return d
}

// Spanned is a small form whose first column goes down over several rows.
func Spanned() *paper.Document {
	d := base("MN-01-T.chính", "Kinh phí chi cho giáo dục mầm non các năm 2021–2025")
	d.Unit = "Đơn vị tính: triệu đồng"
	columns := []paper.Column{column("Nhóm"), column("Nội dung"), column("2024"), column("2025")}
	columns[0].Text, columns[1].Text = true, true
	var rows []paper.Row
	for group := range 14 {
		for i := range 4 {
			first := words(fmt.Sprintf("Nhóm chi thứ %d, gồm các khoản chi thường xuyên", group+1))
			first.Down = 4
			if i > 0 {
				first = paper.Cell{Under: true}
			}
			rows = append(rows, paper.Row{ID: fmt.Sprintf("g%d.%d", group, i), Cells: []paper.Cell{first,
				words(fmt.Sprintf("Khoản %d của nhóm %d", i+1, group+1)),
				{Kind: paper.Number, Count: 12345*int64(group+1) + int64(i)}, {Kind: paper.Number, Count: 25, Of: 2, Mark: "(2)"}}})
		}
	}
	d.Tables = []paper.Table{{ID: "main", Columns: columns, Rows: paper.Rows(rows)}}
	d.Landscape = false
	return d
}
