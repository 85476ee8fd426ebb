package formout

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"slices"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/paper"
	"hoctap/internal/paper/docx"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/words"
)

// Dossier is everything a commune hands in and keeps for a year (decree 20/2014,
// article 26): minutes, report, lists and forms in their order, under a cover list.
type Dossier struct {
	Judgement *verdict.Judgement
	Forms     []*form.Form // in order; those of another scope are passed over
	Scope     form.Scope
	Make      func(context.Context, *form.Form) (*form.Filled, error)
	Entries   func(context.Context, *form.Filled) iter.Seq2[form.Entry, error]
	Words     *words.Printer
	Today     string // ISO
	Taken     *paper.Taken
	// Progress is told before each form; it may be nil.
	Progress func(done, total int, code string)
}

// Sink takes the files of a dossier, one after the other.
type Sink interface {
	Create(name string) (io.WriteCloser, error)
}

// Manifest says what a dossier holds, so that nobody can exchange a file
// unnoticed.
type Manifest struct {
	Place   ManifestPlace    `json:"place"`
	Year    int              `json:"year"`
	MadeOn  string           `json:"made_on"`
	RuleSet string           `json:"rule_set"`
	Files   []ManifestFile   `json:"files"`
	LeftOut []ManifestAbsent `json:"left_out,omitempty"`
}

// ManifestPlace names the place.
type ManifestPlace struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// ManifestFile is one file.
type ManifestFile struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Form     string `json:"form,omitempty"`
	Pages    int    `json:"pages,omitempty"`
	Bytes    int64  `json:"bytes"`
	SHA256   string `json:"sha256"`
	Personal bool   `json:"personal,omitempty"`
}

// ManifestAbsent is a form that could not be made, and why.
type ManifestAbsent struct {
	Form string `json:"form"`
	Why  string `json:"why"`
}

// ManifestName is the name of the manifest in the dossier.
const ManifestName = "manifest.json"

// binder puts a dossier together.
type binder struct {
	*Dossier
	to       Sink
	manifest Manifest
	contents []content
}

// content is a line of the cover list.
type content struct {
	title    string
	names    []string
	pages    int
	personal bool
	why      string // of a form that could not be made
}

// Write writes the dossier. The manifest comes last: a folder without one is not
// whole.
func (d *Dossier) Write(ctx context.Context, to Sink) (*Manifest, error) {
	j := d.Judgement
	b := &binder{Dossier: d, to: to, manifest: Manifest{
		Place: ManifestPlace{j.Place.Code, j.Place.Name}, Year: j.Year, MadeOn: d.Today,
	}}
	if j.Law.Set != nil {
		b.manifest.RuleSet = j.Law.Set.ID + " " + j.Law.Book.Hash()
	}
	err := b.forms(ctx)
	if err != nil {
		return nil, err
	}
	err = b.reports()
	if err != nil {
		return nil, err
	}
	err = b.cover()
	if err != nil {
		return nil, err
	}
	return &b.manifest, b.close()
}

// before is how many papers stand before the forms: minutes and report.
const before = 2

func (b *binder) forms(ctx context.Context) error {
	var list []*form.Form
	for _, f := range b.Forms {
		if slices.Contains(f.Scopes, b.Scope) {
			list = append(list, f)
		}
	}
	for i, f := range list {
		if b.Progress != nil {
			b.Progress(i, len(list), f.Code)
		}
		filled, err := b.Make(ctx, f)
		if why, known := Told(b.Words, err); known {
			b.manifest.LeftOut = append(b.manifest.LeftOut, ManifestAbsent{f.Code, why})
			b.contents = append(b.contents, content{title: f.Code, why: why})
			continue
		}
		if err != nil {
			return fmt.Errorf("dossier: %w", err)
		}
		err = b.form(ctx, before+1+i, filled)
		if err != nil {
			return fmt.Errorf("dossier: %s: %w", f.Code, err)
		}
	}
	return nil
}

// Told gives a fault in the reader's words; what is no fault of the request is
// not told.
func Told(p *words.Printer, err error) (string, bool) {
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind == fault.Internal {
		return "", false
	}
	switch {
	case f.Text != "":
		return f.Text, true
	case len(f.Args) == 0:
		return p.T(f.Key), true
	}
	return p.T(f.Key, f.Args), true
}

// form writes a form to be signed and the same as a workbook to be reckoned with.
func (b *binder) form(ctx context.Context, number int, filled *form.Filled) error {
	title := filled.Title.In(string(b.Words.Lang()))
	line := content{title: title, personal: filled.Personal}
	if code := (&Document{Filled: filled, Words: b.Words}).printedCode(); code != "" {
		line.title = code + ". " + title
	}
	for _, kind := range []string{"pdf", "xlsx"} {
		doc := &Document{Filled: filled, Words: b.Words}
		if filled.List != nil {
			doc.Entries, doc.Taken = b.Entries(ctx, filled), b.Taken
		}
		name := fmt.Sprintf("%02d-%s.%s", number, fileName(filled.Code), kind)
		pages := 0
		err := b.file(ManifestFile{Name: name, Title: title, Form: filled.Code, Personal: filled.Personal}, func(w io.Writer) (int, error) {
			if kind != "pdf" {
				return 0, Excel{}.Write(w, doc)
			}
			n, err := WritePDF(w, doc.Paper())
			pages = n
			return n, err
		})
		if err != nil {
			return err
		}
		line.names = append(line.names, name)
		line.pages += pages
	}
	b.contents = append(b.contents, line)
	return nil
}

// fileName is a code that every system takes as the name of a file.
func fileName(code string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		}
		return '-'
	}, viet.Fold(code))
	return strings.ToUpper(plain)
}

func (b *binder) reports() error {
	var papers []string
	for _, c := range b.contents {
		if c.why == "" {
			papers = append(papers, c.title)
		}
	}
	var lines []content
	for i, r := range []*paper.Report{Minutes(b.Words, b.Judgement, b.Today, papers), Report(b.Words, b.Judgement, b.Today)} {
		name := fmt.Sprintf("%02d-%s.docx", i+1, []string{"bien-ban", "bao-cao"}[i])
		title := r.Title + ". " + r.Subject
		err := b.file(ManifestFile{Name: name, Title: title}, func(w io.Writer) (int, error) { return 0, docx.Write(w, r) })
		if err != nil {
			return fmt.Errorf("dossier: %w", err)
		}
		lines = append(lines, content{title: title, names: []string{name}})
	}
	b.contents = append(lines, b.contents...)
	return nil
}

// cover writes the list of what is in the dossier.
func (b *binder) cover() error {
	doc := b.coverList()
	err := b.file(ManifestFile{Name: "00-muc-luc.pdf", Title: doc.Title}, func(w io.Writer) (int, error) { return WritePDF(w, doc) })
	if err != nil {
		return fmt.Errorf("dossier: cover list: %w", err)
	}
	last := len(b.manifest.Files) - 1
	b.manifest.Files = append(b.manifest.Files[last:], b.manifest.Files[:last]...)
	return nil
}

func (b *binder) coverList() *paper.Document {
	r := newReporter(b.Words, b.Judgement, b.Today)
	head := r.paper("minutes", "dossier.number_minutes")
	t := r.table("no", "paper", "file", "pages")
	t.Columns[1].Text, t.Columns[1].Width, t.Columns[2].Text = true, 60, true
	var rows []paper.Row
	for _, c := range b.contents {
		rows = append(rows, b.coverRow(len(rows)+1, c))
	}
	t.Rows = paper.Rows(rows)
	doc := &paper.Document{
		Name: "muc-luc", Title: r.T("dossier.list_title", "year", b.Judgement.Year), Of: b.Judgement.Place.Name, Lang: head.Lang, Words: head.Words,
		Size: paper.A4, Issuers: head.Issuers, Tables: []paper.Table{*t}, Issued: head.Issued, Trace: head.Trace, Stamp: head.Stamp,
		Signers: []paper.Signer{{Lines: []string{r.T("dossier.for_committee"), r.T("dossier.head"), r.T("dossier.sign_seal")}}},
	}
	for _, c := range b.contents {
		if c.personal {
			doc.Notes = []string{r.T("dossier.list_personal")}
		}
	}
	return doc
}

func (b *binder) coverRow(number int, c content) paper.Row {
	cells := []paper.Cell{{Kind: paper.Number, Count: int64(number)}, textCell(c.title), textCell(strings.Join(c.names, "\n")), {}}
	if c.personal {
		cells[1].Text += " *"
	}
	if c.why != "" {
		cells[2] = textCell(b.Words.T("dossier.list_failed", "why", c.why))
	}
	if c.pages > 0 {
		cells[3] = paper.Cell{Kind: paper.Number, Count: int64(c.pages)}
	}
	return paper.Row{Cells: cells}
}

// file writes one file and takes down what it is.
func (b *binder) file(entry ManifestFile, write func(io.Writer) (int, error)) error {
	out, err := b.to.Create(entry.Name)
	if err != nil {
		return err
	}
	sum := &summed{Writer: out, hash: sha256.New()}
	entry.Pages, err = write(sum)
	err = errors.Join(err, out.Close())
	if err != nil {
		return fmt.Errorf("%s: %w", entry.Name, err)
	}
	entry.Bytes, entry.SHA256 = sum.bytes, hex.EncodeToString(sum.hash.Sum(nil))
	b.manifest.Files = append(b.manifest.Files, entry)
	return nil
}

// summed takes the hash of what passes.
type summed struct {
	io.Writer
	hash  hash.Hash
	bytes int64
}

func (s *summed) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	s.hash.Write(p[:n])
	s.bytes += int64(n)
	return n, err
}

func (b *binder) close() error {
	out, err := b.to.Create(ManifestName)
	if err != nil {
		return err
	}
	text := json.NewEncoder(out)
	text.SetEscapeHTML(false)
	text.SetIndent("", "  ")
	return errors.Join(text.Encode(b.manifest), out.Close())
}
