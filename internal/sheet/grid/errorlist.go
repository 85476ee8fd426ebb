package grid

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// listName is the sheet that lists what is wrong.
const listName = "Loi"

// listHeadings also tell our list from a sheet of that name an office has made.
var listHeadings = []string{"STT", "Ô", "Trang tính", "Nội dung hiện có", "Lỗi và cách sửa"}

var listWidths = []int{6, 9, 18, 30, 90}

// maxLinks is how many hyperlinks Excel allows in a sheet.
const maxLinks = 65530

// listed is a line of the list.
type listed struct {
	sheet   string
	mark    placed
	content string
}

// listErrors looks up what stands in the marked cells.
func (k *marker) listErrors() ([]listed, error) {
	var list []listed
	for _, sheet := range k.x.names {
		lines, err := k.listSheet(sheet)
		if err != nil {
			return nil, err
		}
		list = append(list, lines...)
	}
	return list, nil
}

func (k *marker) listSheet(sheet string) ([]listed, error) {
	marks := k.marks[sheet]
	lines := make([]listed, len(marks))
	byCell := map[[2]int]*listed{}
	lastRow := 0
	for i, mark := range marks {
		lines[i] = listed{sheet: sheet, mark: mark}
		byCell[[2]int{mark.col, mark.row}] = &lines[i]
		lastRow = mark.row
	}
	if len(marks) == 0 {
		return nil, nil
	}
	rows, err := k.book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	for rows.Next() && rows.Number() <= lastRow {
		for i, cell := range rows.Cells() {
			if line := byCell[[2]int{i + 1, rows.Number()}]; line != nil {
				line.content = cell.Text
			}
		}
	}
	return lines, errors.Join(rows.Err(), rows.Close())
}

// findOldList is the part of the list that an earlier marking has left.
func (k *marker) findOldList() (string, error) {
	for i, name := range k.x.names {
		if !strings.HasPrefix(name, listName) {
			continue
		}
		rows, err := k.book.Rows(name)
		if err != nil {
			return "", err
		}
		ours := rows.Next() && rows.Number() == 1 && isList(rows.Cells())
		err = errors.Join(rows.Err(), rows.Close())
		if err != nil {
			return "", err
		}
		if ours {
			return k.x.paths[i], nil
		}
	}
	return "", nil
}

func isList(cells []Cell) bool {
	if len(cells) != len(listHeadings) {
		return false
	}
	for i, cell := range cells {
		if cell.Text != listHeadings[i] {
			return false
		}
	}
	return true
}

// addListSheet puts the list where the old one was, or behind all sheets.
func (k *marker) addListSheet(list []listed) error {
	data := k.writeList(list)
	if k.oldList != "" {
		k.replaced[k.oldList] = data
		return nil
	}
	part := k.newPart("xl/worksheets/sheet", ".xml",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml", data)
	book := k.x.parts[k.x.bookPart].Name
	id, err := k.link(book, "worksheet", part)
	if err != nil {
		return err
	}
	text, err := k.x.readPart(book)
	if err != nil {
		return err
	}
	name, number, err := freeSheet(text)
	if err != nil {
		return err
	}
	tag := fmt.Sprintf(`sheet name="%s" sheetId="%d" xmlns:r="%s" r:id="%s"/>`, name, number, relationTypes, id)
	k.replaced[partKey(book)], err = insertBefore(text, "sheets", tag)
	return err
}

// freeSheet is a name and a number that no sheet has, of whatever kind.
func freeSheet(book []byte) (string, int, error) {
	taken := map[string]bool{}
	number := 0
	m := newMarkup(bytes.NewReader(book))
	for m.next() {
		if string(m.name) == "sheet" && !m.closing {
			taken[strings.ToLower(m.attrText("name"))] = true
			number = max(number, digits([]byte(m.attrText("sheetId"))))
		}
	}
	name := listName
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s (%d)", listName, n)
	}
	return name, number + 1, m.err
}

// writeList makes the sheet. Texts are typed as such, so that content that
// begins with = is shown and not reckoned.
func (k *marker) writeList(list []listed) []byte {
	bold, link, usual := k.styles.plain(0), k.styles.plain(1), k.styles.plain(-1)
	var b, links bytes.Buffer
	b.WriteString(xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
		`<sheetFormatPr defaultRowHeight="15"/><cols>`)
	for i, width := range listWidths {
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	b.WriteString(`</cols><sheetData><row r="1">`)
	for i, heading := range listHeadings {
		writeText(&b, Address(i+1, 1), bold, heading)
	}
	b.WriteString(`</row>`)
	for i, line := range list {
		row := i + 2
		address := Address(line.mark.col, line.mark.row)
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" s="%d"><v>%d</v></c>`, row, row, usual, i+1)
		writeText(&b, Address(2, row), link, address)
		writeText(&b, Address(3, row), usual, line.sheet)
		writeText(&b, Address(4, row), usual, line.content)
		writeText(&b, Address(5, row), usual, line.mark.text)
		b.WriteString(`</row>`)
		if i < maxLinks {
			fmt.Fprintf(&links, `<hyperlink ref="B%d" location="%s" display="%s"/>`, row, escape(location(line.sheet, address)), address)
		}
	}
	b.WriteString(`</sheetData>`)
	if links.Len() > 0 {
		b.WriteString(`<hyperlinks>` + links.String() + `</hyperlinks>`)
	}
	b.WriteString(`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`)
	return b.Bytes()
}

// location names a cell of another sheet as formulas do.
func location(sheet, address string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + address
}

func writeText(b *bytes.Buffer, address string, style int, text string) {
	fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, address, style, escapeCell(text))
}
