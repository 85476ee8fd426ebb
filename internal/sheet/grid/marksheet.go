package grid

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// sheetPatch copies a worksheet part while it is read a second time, changing
// the style of marked cells, adding those that are not there, and linking the
// comments. A sheet of 30,000 rows never stands in memory: excelize needs
// 850 MB for it.
type sheetPatch struct {
	m       *markup
	src     io.Reader // the same part, from which what does not change is copied
	out     *bufio.Writer
	copied  int64 // of src
	styles  *styler
	marks   []placed
	columns []columnStyle
	drawing string // tag that links the comments, without < and prefix; "" for none

	depth    int
	inData   bool
	behind   bool // past the rows
	row, col int
	rowStyle int
}

// columnStyle is what a column gives to cells that the file does not have.
type columnStyle struct {
	first, last, style int
	width              float64
}

// writeSheet writes a sheet that has marks, now or from before; any other is
// copied with the rest.
func (k *marker) writeSheet(w *zip.Writer, i int) error {
	name := k.x.names[i]
	marks := k.marks[name]
	if k.x.paths[i] == k.oldList {
		return nil
	}
	columns, err := k.x.columns(i)
	if err != nil {
		return err
	}
	drawing, err := k.comment(i, marks, columns)
	if err != nil {
		return err
	}
	if len(marks) == 0 && !k.styles.hasOurs() {
		return nil
	}
	file := k.x.parts[partKey(k.x.paths[i])]
	part, err := w.Create(file.Name)
	if err != nil {
		return err
	}
	k.replaced[partKey(file.Name)] = nil // written
	return k.x.patchSheet(k.x.paths[i], part, func(p *sheetPatch) {
		p.styles, p.marks, p.columns, p.drawing = k.styles, marks, columns, drawing
	})
}

func (x *xlsx) patchSheet(name string, out io.Writer, prepare func(*sheetPatch)) error {
	read, err := x.open(name)
	if err != nil {
		return err
	}
	again, err := x.open(name)
	if err != nil {
		return errors.Join(err, read.Close())
	}
	p := &sheetPatch{m: newMarkup(read), src: again, out: bufio.NewWriterSize(out, 64<<10)}
	prepare(p)
	err = p.run()
	return errors.Join(err, p.out.Flush(), read.Close(), again.Close())
}

func (p *sheetPatch) run() error {
	for p.m.next() {
		err := p.tag()
		if err != nil {
			return err
		}
	}
	if p.m.err != nil {
		return refuseBroken(p.m.err)
	}
	_, err := io.Copy(p.out, p.src)
	return err
}

// upTo copies the source as far as offset.
func (p *sheetPatch) upTo(offset int64) error {
	_, err := io.CopyN(p.out, p.src, offset-p.copied)
	p.copied = offset
	return err
}

// insert writes text before the tag last met.
func (p *sheetPatch) insert(text string) error {
	err := p.upTo(p.m.from)
	if err != nil {
		return err
	}
	_, err = p.out.WriteString(text)
	return err
}

// replace writes text instead of the tag last met.
func (p *sheetPatch) replace(text string) error {
	err := p.insert(text)
	if err != nil {
		return err
	}
	_, err = io.CopyN(io.Discard, p.src, p.m.to-p.copied)
	p.copied = p.m.to
	return err
}

func (p *sheetPatch) tag() error {
	err := p.visit()
	switch {
	case p.m.closing:
		p.depth--
	case !p.m.empty:
		p.depth++
	}
	return err
}

func (p *sheetPatch) visit() error {
	m := p.m
	switch name := string(m.name); {
	case name == "sheetData":
		return p.dataTag()
	case p.inData && name == "row":
		return p.rowTag()
	case p.inData && name == "c" && !m.closing:
		return p.cellTag()
	case p.behind && p.drawing != "" && p.depth == 1 && name == "legacyDrawing":
		tag := "<" + string(m.prefix) + p.drawing // the old one draws nothing
		p.drawing = ""
		return p.replace(tag)
	case p.behind && p.drawing != "" && (p.depth == 1 && !m.closing && followsDrawing(name) || name == "worksheet"):
		tag := "<" + string(m.prefix) + p.drawing
		p.drawing = ""
		return p.insert(tag)
	}
	return nil
}

// followsDrawing names what the schema (CT_Worksheet) puts behind the link to
// comments.
func followsDrawing(name string) bool {
	return slices.Contains([]string{"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
		"AlternateContent", "webPublishItems", "tableParts", "extLst"}, name)
}

// columns reads how a sheet sets its columns.
func (x *xlsx) columns(sheet int) ([]columnStyle, error) {
	var columns []columnStyle
	err := x.scan(x.paths[sheet], func(m *markup) error {
		switch string(m.name) {
		case "sheetData":
			return errEnough
		case "col":
			columns = append(columns, readColumn(m))
		}
		return nil
	})
	return columns, err
}

func readColumn(m *markup) columnStyle {
	number := func(name string) int { return max(0, digits([]byte(m.attrText(name)))) }
	width, err := strconv.ParseFloat(m.attrText("width"), 64)
	if err != nil {
		width = 0
	}
	return columnStyle{number("min"), number("max"), number("style"), width}
}

func (p *sheetPatch) dataTag() error {
	m := p.m
	name := string(m.prefix) + "sheetData"
	p.inData = !m.closing && !m.empty
	p.behind = !p.inData
	switch {
	case m.closing:
		return p.insert(p.rowsBefore(maxRows + 1))
	case m.empty && len(p.marks) > 0:
		return p.replace("<" + name + ">" + p.rowsBefore(maxRows+1) + "</" + name + ">")
	}
	return nil
}

func (p *sheetPatch) rowTag() error {
	m := p.m
	if m.closing {
		return p.insert(p.cellsBefore(maxColumns + 1))
	}
	p.row++
	if n := digits([]byte(m.attrText("r"))); n > 0 {
		p.row = n
	}
	p.col = 0
	p.rowStyle = digits([]byte(m.attrText("s")))
	missing := p.rowsBefore(p.row)
	if missing != "" {
		err := p.insert(missing)
		if err != nil {
			return err
		}
	}
	if len(p.marks) == 0 || p.marks[0].row != p.row {
		return nil
	}
	// A row says which columns it spans; it may now span more.
	open := "<" + string(m.prefix) + "row" + string(withAttrs(m.attrs, "spans", ""))
	if !m.empty {
		return p.replace(open + ">")
	}
	return p.replace(open + ">" + p.cellsBefore(maxColumns+1) + "</" + string(m.prefix) + "row>")
}

// rowsBefore makes the marked rows that the sheet does not have.
func (p *sheetPatch) rowsBefore(row int) string {
	var b bytes.Buffer
	for len(p.marks) > 0 && p.marks[0].row < row {
		at, prefix := p.marks[0].row, p.m.prefix
		p.rowStyle = -1
		fmt.Fprintf(&b, `<%srow r="%d">`, prefix, at)
		for len(p.marks) > 0 && p.marks[0].row == at {
			p.newCell(&b)
		}
		fmt.Fprintf(&b, `</%srow>`, prefix)
	}
	return b.String()
}

// cellsBefore makes the marked cells that the row at hand does not have.
func (p *sheetPatch) cellsBefore(col int) string {
	if len(p.marks) == 0 || p.marks[0].row != p.row || p.marks[0].col >= col {
		return ""
	}
	var b bytes.Buffer
	for len(p.marks) > 0 && p.marks[0].row == p.row && p.marks[0].col < col {
		p.newCell(&b)
	}
	return b.String()
}

func (p *sheetPatch) newCell(b *bytes.Buffer) {
	mark := p.marks[0]
	p.marks = p.marks[1:]
	style := p.rowStyle
	for _, c := range p.columns {
		if style <= 0 && c.first <= mark.col && mark.col <= c.last {
			style = c.style
		}
	}
	fmt.Fprintf(b, `<%sc r="%s" s="%d"/>`, p.m.prefix, Address(mark.col, mark.row), p.styles.filled(max(style, 0)))
}

func (p *sheetPatch) cellTag() error {
	col, style, err := p.readCell()
	if err != nil {
		return refuseBroken(err)
	}
	p.col = col
	missing := p.cellsBefore(col)
	if missing != "" {
		err = p.insert(missing)
		if err != nil {
			return err
		}
	}
	isMarked := len(p.marks) > 0 && p.marks[0].row == p.row && p.marks[0].col == col
	switch {
	case isMarked:
		p.marks = p.marks[1:]
		return p.restyle(p.styles.filled(style))
	case p.styles.isOurs(style):
		return p.restyle(p.styles.cleared(style))
	}
	return nil
}

func (p *sheetPatch) readCell() (col, style int, err error) {
	col = p.col + 1
	attrs := p.m.attrs
	for {
		name, value, rest, ok := attr(attrs)
		if !ok {
			return col, style, nil
		}
		switch string(name) {
		case "r":
			col, _, ok = splitAddress(value)
			if !ok {
				return 0, 0, fmt.Errorf("cell address %q", value)
			}
		case "s":
			style = max(0, digits(value))
		}
		attrs = rest
	}
}

func (p *sheetPatch) restyle(style int) error {
	tag := "<" + string(p.m.prefix) + "c" + string(withAttrs(p.m.attrs, "s", strconv.Itoa(style)))
	if p.m.empty {
		return p.replace(tag + "/>")
	}
	return p.replace(tag + ">")
}

// withAttrs is the inside of a tag with attributes set, given as name, value
// and so on; an empty value takes the attribute away.
func withAttrs(attrs []byte, set ...string) []byte {
	var b []byte
	for {
		name, value, rest, ok := attr(attrs)
		if !ok {
			break
		}
		attrs = rest
		if !isNamed(set, string(name)) {
			quote := byte('"')
			if bytes.IndexByte(value, quote) >= 0 {
				quote = '\''
			}
			b = fmt.Appendf(b, " %s=%c%s%c", name, quote, value, quote)
		}
	}
	for i := 0; i+1 < len(set); i += 2 {
		if set[i+1] != "" {
			b = fmt.Appendf(b, ` %s="%s"`, set[i], set[i+1])
		}
	}
	return b
}

func isNamed(set []string, name string) bool {
	for i := 0; i < len(set); i += 2 {
		if set[i] == name {
			return true
		}
	}
	return false
}
