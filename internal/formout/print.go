package formout

import (
	"fmt"
	"io"
	"io/fs"
	"sync"

	"hoctap/internal/formout/xlsx"
	"hoctap/internal/paper"
	"hoctap/internal/paper/face"
	"hoctap/internal/paper/html"
	"hoctap/internal/paper/pdf"
	"hoctap/internal/words"
	"hoctap/pages"
)

// Excel writes a workbook of one sheet.
type Excel struct{}

// Write writes the document.
func (Excel) Write(out io.Writer, d *Document) error { return xlsx.Write(out, d.Paper()) }

// PDF writes a file ready to be printed.
type PDF struct{}

// Write writes the document.
func (PDF) Write(out io.Writer, d *Document) error {
	_, err := WritePDF(out, d.Paper())
	return err
}

// WritePDF prints any paper in the faces that ship with the program, and says how
// many pages it has.
func WritePDF(out io.Writer, d *paper.Document) (int, error) {
	set, err := faces()
	if err != nil {
		return 0, err
	}
	return pdf.Write(out, set, d)
}

// HTML writes a file that a browser shows and prints like the paper.
type HTML struct{}

// Write writes the document.
func (HTML) Write(out io.Writer, d *Document) error { return html.Page(out, d.Paper()) }

// faces reads the faces once; they do not change.
var faces = sync.OnceValues(func() (*face.Set, error) {
	dir, err := fs.Sub(pages.FS, "dist/paper")
	if err != nil {
		return nil, fmt.Errorf("faces of papers: %w", err)
	}
	return face.Load(dir)
})

// PaperWords are the words that every paper bears.
func PaperWords(p *words.Printer) paper.Words {
	return paper.Words{
		Motto: [2]string{p.T("paper.motto"), p.T("paper.motto_below")},
		Page:  p.T("paper.page") + " ", Continued: " " + p.T("paper.continued"),
		Notes: p.T("paper.notes"), Unknowns: p.T("paper.unknowns"),
	}
}
