package formout

import (
	"strconv"
	"strings"
	"time"

	"hoctap/internal/form"
	"hoctap/internal/paper"
)

// Paper lays the document out as a paper: what is printed, in one language.
func (d *Document) Paper() *paper.Document {
	p, lang := d.Words, string(d.Words.Lang())
	out := &paper.Document{
		Name: d.Code, Code: d.printedCode(), Title: d.Title.In(lang), Of: d.of(), Lang: p.Lang(), Words: PaperWords(p),
		Size: paper.Size(d.Filled.Paper.Size), Landscape: d.Filled.Paper.Landscape,
		Issued: p.T("paper.issued", "place", bareName(d.Place.Name), "year", d.issuedYear()),
		Trace:  d.Foot(p), Stamp: d.stamp(), Taken: d.Taken,
	}
	for _, block := range d.Issuers {
		out.Issuers = append(out.Issuers, linesIn(block, lang)...)
	}
	for _, block := range d.Signers {
		out.Signers = append(out.Signers, paper.Signer{Lines: linesIn(block, lang)})
	}
	if d.Unit != nil {
		out.Unit = p.T("paper.unit", "unit", d.Unit.In(lang))
	}
	d.notes(out)
	for i := range d.Tables {
		out.Tables = append(out.Tables, d.table(&d.Tables[i]))
	}
	if d.List != nil {
		out.Tables = append(out.Tables, d.list())
		out.Apart = d.apart()
	}
	return out
}

// printedCode is empty for our own lists: their codes are no form's.
func (d *Document) printedCode() string {
	if d.Kind == form.ListForm && !strings.HasPrefix(d.Code, d.Programme) {
		return ""
	}
	return d.Words.T("paper.code", "code", d.Code)
}

func (d *Document) of() string {
	if d.Hamlet == nil {
		return d.Place.Name
	}
	return d.Words.T("paper.of_hamlet", "hamlet", d.Hamlet.Name, "place", d.Place.Name)
}

func linesIn(block form.Lines, lang string) []string {
	var out []string
	for _, t := range block.Lines {
		out = append(out, t.In(lang))
	}
	return out
}

// kinds of places as they begin a name. Where a paper is signed, the name stands
// without its kind: Bỉm Sơn, ngày …
var kinds = []string{"Thành phố", "Thị trấn", "Thị xã", "Phường", "Huyện", "Tỉnh", "Quận", "Xã"}

func bareName(name string) string {
	for _, kind := range kinds {
		rest, ok := strings.CutPrefix(name, kind+" ")
		_, err := strconv.Atoi(rest)
		if ok && err != nil {
			return rest // but Phường 3 keeps its kind
		}
	}
	return name
}

// stamp is the day that the file bears: when the form was made, which is kept
// with a form that is kept, else the day it speaks of.
func (d *Document) stamp() time.Time {
	for _, day := range []string{d.MadeOn, d.On} {
		t, err := time.Parse(time.DateOnly, day)
		if err == nil {
			return t
		}
	}
	return time.Date(d.Year, 1, 1, 0, 0, 0, 0, time.UTC)
}

func (d *Document) issuedYear() int { return d.stamp().Year() }

// apart tells whether every household has a paper of its own.
func (d *Document) apart() bool {
	g := d.List.Group
	return g != nil && g.NewPage && g.By == "household"
}
