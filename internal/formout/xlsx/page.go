package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"hoctap/internal/paper"
)

// Margins in inches; the left one has room to be bound.
const (
	marginLeft   = 0.79
	marginRight  = 0.47
	marginTop    = 0.47
	marginBottom = 0.63
)

// spare is for offices that lack Times New Roman: their columns come out wider.
const spare = 0.84

// scale is how small the sheet has to be made for its columns to fit the paper.
// Where it is given and not left to the program, it has something to spare.
func (w *writer) scale() float64 {
	scale := min(1, pageWidth(w.doc)/w.grid.width(w.whole()))
	if w.breaks {
		return scale * spare
	}
	return scale
}

// pageHeight is how many points of rows go on a page at that scale.
func (w *writer) pageHeight() float64 {
	_, height := w.doc.Points()
	return (height - (marginTop+marginBottom)*72) / w.scale()
}

// add counts the height of a row towards its page. It is a reckoning: the office
// program that prints decides for itself.
func (w *writer) add(height float64) {
	if w.used+height > w.pageHeight() {
		w.used, w.onPage = w.headHeight, 0
	}
	w.used += height
	w.onPage++
}

// keepTogether turns the page before the last rows where the notes and the
// signatures would else be torn apart or stand alone. Excel looks at such a break
// only where the scale is given; where it fits the sheet to the page, as it does
// for most forms, LibreOffice alone keeps to it.
func (w *writer) keepTogether() error {
	const kept = 2
	need := 15.0 * float64(6+signatureRows+len(w.doc.Notes)+len(w.doc.Unknowns))
	if w.used+need <= w.pageHeight() || w.onPage <= 2*kept {
		return nil
	}
	return w.stream.InsertPageBreak(address(1, w.row-kept+1))
}

// paperSizes are the numbers by which the format names them.
var paperSizes = map[paper.Size]int{paper.A3: 8, paper.A4: 9}

// print sets how the sheet goes to paper: its size, one page wide, the heads on
// every page.
func (w *writer) print() error {
	orientation, wide, high := "portrait", 1, 0
	if w.doc.Landscape {
		orientation = "landscape"
	}
	size := paperSizes[w.doc.Size]
	layout := &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation}
	if w.breaks {
		percent := uint(100 * w.scale())
		layout.AdjustTo = &percent
	} else {
		layout.FitToWidth, layout.FitToHeight = &wide, &high
	}
	err := w.file.SetPageLayout(w.sheet, layout)
	if err != nil {
		return err
	}
	left, right, top, bottom, foot, centred := marginLeft, marginRight, marginTop, marginBottom, 0.3, true
	err = w.file.SetPageMargins(w.sheet, &excelize.PageLayoutMarginsOptions{
		Left: &left, Right: &right, Top: &top, Bottom: &bottom, Header: &foot, Footer: &foot, Horizontally: &centred,
	})
	if err != nil {
		return err
	}
	err = w.file.SetHeaderFooter(w.sheet, &excelize.HeaderFooterOptions{
		OddFooter: w.foot(),
	})
	if err != nil {
		return err
	}
	err = w.name("_xlnm.Print_Area", fmt.Sprintf("$A$1:$%s$%d", columnName(w.grid.last()), w.row))
	if err != nil || w.headTop == 0 {
		return err
	}
	return w.name("_xlnm.Print_Titles", fmt.Sprintf("$%d:$%d", w.headTop, w.headBottom))
}

// longestTrace is what a foot has room for beside the number of the page: Excel
// refuses more than 255 characters in all.
const longestTrace = 180

// foot has the trace at the left and the number of the page at the right, on
// every page. In its language & is written twice.
func (w *writer) foot() string {
	trace := []rune(w.doc.Trace)
	trace = trace[:min(len(trace), longestTrace)]
	face := `&"` + typeface + `,Regular"`
	return "&L" + face + "&7 " + strings.ReplaceAll(string(trace), "&", "&&") + "&R" + face + "&9" + w.doc.Words.Page + "&P/&N"
}

func (w *writer) name(name, area string) error {
	return w.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: "'" + w.sheet + "'!" + area, Scope: w.sheet})
}

// address names a cell by its column and row, counted from 1.
func address(column, row int) string { return columnName(column) + strconv.Itoa(row) }

func columnName(column int) string {
	var letters []byte
	for ; column > 0; column = (column - 1) / 26 {
		letters = append(letters, byte('A'+(column-1)%26))
	}
	slices.Reverse(letters)
	return string(letters)
}
