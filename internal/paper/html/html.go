// Package html writes papers as HTML: a fragment for the pages, where every cell
// that counts people opens them, or a file of its own that prints like the paper.
package html

import (
	"bufio"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"hoctap/internal/paper"
)

// Style is what a paper looks like on the screen and in print. The style sheet of
// the pages takes it in; a file of its own carries it.
//
//go:embed paper.css
var Style string

// Options say what surrounds the paper.
type Options struct {
	// Href gives the page that names the people behind a cell, by the ids of the
	// table, the row and the column; empty where the reader may not see them or
	// the cell has none.
	Href func(table, row, column string) string
	// Class is put on the cells for which it gives one, such as those that differ
	// from another paper.
	Class func(table, row, column string) string
}

// writer writes text; the first fault stays in the buffer and comes at the flush.
type writer struct {
	*bufio.Writer
	doc     *paper.Document
	options Options
}

// Fragment writes the paper as one element.
func Fragment(out io.Writer, doc *paper.Document, options Options) error {
	w := &writer{bufio.NewWriter(out), doc, options}
	err := w.paper()
	if err != nil {
		return err
	}
	return w.done()
}

// Page writes a file that needs nothing else.
func Page(out io.Writer, doc *paper.Document) error {
	w := &writer{bufio.NewWriter(out), doc, Options{}}
	size := string(doc.Size)
	if doc.Landscape {
		size += " landscape"
	}
	w.say("<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"+
		"<title>%s</title>\n<style>@page{size:%s;margin:12mm 12mm 14mm 20mm}\n%s</style></head>\n<body class=\"paper-page\">\n",
		text(string(doc.Lang)), text(strings.TrimSpace(doc.Code+" "+doc.Title)), size, Style)
	err := w.paper()
	if err != nil {
		return err
	}
	w.say("</body></html>\n")
	return w.done()
}

func (w *writer) done() error {
	err := w.Flush()
	if err != nil {
		return fmt.Errorf("write html: %w", err)
	}
	return nil
}

func (w *writer) say(format string, args ...any) { fmt.Fprintf(w.Writer, format, args...) }

func text(s string) string { return html.EscapeString(s) }

// lined keeps the breaks of a text of several lines.
func lined(s string) string { return strings.ReplaceAll(text(s), "\n", "<br>") }

func (w *writer) paper() error {
	d := w.doc
	w.say("<article class=\"paper\" lang=\"%s\">\n", text(string(d.Lang)))
	w.heading()
	for i := range d.Tables {
		err := w.table(&d.Tables[i])
		if err != nil {
			return err
		}
	}
	w.notes(d.Words.Notes, d.Notes)
	w.notes(d.Words.Unknowns, d.Unknowns)
	w.signers()
	w.say("<p class=\"paper-trace\">%s</p>\n</article>\n", text(d.Trace))
	return nil
}

func (w *writer) heading() {
	d := w.doc
	if d.Code != "" {
		w.say("<p class=\"paper-code\">%s</p>\n", text(d.Code))
	}
	w.say("<div class=\"paper-top\"><p class=\"paper-issuer\">")
	for i, line := range d.Issuers {
		if i == len(d.Issuers)-1 {
			w.say("<strong>%s</strong>", text(line))
		} else {
			w.say("%s<br>", text(line))
		}
	}
	w.say("</p><p class=\"paper-motto\">%s<br><strong>%s</strong></p></div>\n", text(d.Words.Motto[0]), text(d.Words.Motto[1]))
	w.say("<h2 class=\"paper-title\">%s</h2>\n", lined(d.Title))
	if d.Of != "" {
		w.say("<p class=\"paper-of\">%s</p>\n", text(d.Of))
	}
	if d.Unit != "" {
		w.say("<p class=\"paper-unit\">%s</p>\n", text(d.Unit))
	}
}

func (w *writer) notes(head string, notes []string) {
	if len(notes) == 0 {
		return
	}
	w.say("<div class=\"paper-notes\"><p><strong>%s</strong></p><ul>", text(head))
	for _, n := range notes {
		w.say("<li>%s</li>", text(n))
	}
	w.say("</ul></div>\n")
}

func (w *writer) signers() {
	if len(w.doc.Signers) == 0 {
		return
	}
	w.say("<div class=\"paper-signers\">")
	for i, s := range w.doc.Signers {
		w.say("<div>")
		if i == len(w.doc.Signers)-1 && w.doc.Issued != "" {
			w.say("<p><em>%s</em></p>", text(w.doc.Issued))
		}
		for _, line := range s.Lines {
			tag := "strong"
			if strings.HasPrefix(line, "(") {
				tag = "em"
			}
			w.say("<p><%s>%s</%s></p>", tag, text(line), tag)
		}
		w.say("<p class=\"paper-name\">%s</p></div>", text(s.Name))
	}
	w.say("</div>\n")
}

func (w *writer) table(t *paper.Table) error {
	if t.Title != "" {
		w.say("<h3>%s</h3>\n", text(t.Title))
	}
	w.say("<div class=\"paper-frame\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table class=\"paper-table\">\n", text(w.label(t)))
	w.heads(t)
	w.say("<tbody>\n")
	for row, err := range t.Rows {
		if err != nil {
			return fmt.Errorf("rows of a paper: %w", err)
		}
		w.row(t, &row)
	}
	w.say("</tbody></table></div>\n")
	return nil
}

// label names the region that scrolls, for those who cannot see it.
func (w *writer) label(t *paper.Table) string {
	if t.Title != "" {
		return t.Title
	}
	return w.doc.Title
}

func (w *writer) heads(t *paper.Table) {
	heads, depth := paper.HeadCells(t.Columns)
	w.say("<thead>")
	for level := range depth {
		w.say("<tr>")
		for _, h := range heads {
			if h.Level != level {
				continue
			}
			w.say("<th scope=\"%s\"%s%s>%s</th>", scope(h), span("colspan", h.Span), span("rowspan", h.Levels), marked(h.Text, h.Mark))
		}
		w.say("</tr>\n")
	}
	w.numbers(t)
	w.say("</thead>\n")
}

func scope(h paper.HeadCell) string {
	if h.Span > 1 {
		return "colgroup"
	}
	return "col"
}

func (w *writer) numbers(t *paper.Table) {
	numbered := false
	for _, c := range t.Columns {
		numbered = numbered || c.Number != ""
	}
	if !numbered {
		return
	}
	w.say("<tr class=\"paper-numbers\">")
	for _, c := range t.Columns {
		w.say("<td>%s</td>", text(c.Number))
	}
	w.say("</tr>\n")
}

func span(name string, n int) string {
	if n <= 1 {
		return ""
	}
	return " " + name + "=\"" + strconv.Itoa(n) + "\""
}

func marked(s, mark string) string {
	if mark == "" {
		return text(s)
	}
	return text(s) + "<sup>" + text(mark) + "</sup>"
}

func (w *writer) row(t *paper.Table, row *paper.Row) {
	switch row.Role {
	case paper.Banner:
		w.say("<tr class=\"paper-banner\"><th scope=\"rowgroup\" colspan=\"%d\">%s</th></tr>\n", len(t.Columns), lined(strings.Join(row.Lines, "\n")))
		return
	case paper.Total:
		w.say("<tr class=\"paper-total\">")
	default:
		w.say("<tr>")
	}
	for i := range row.Cells {
		w.cell(t, row, i)
	}
	w.say("</tr>\n")
}

func (w *writer) cell(t *paper.Table, row *paper.Row, i int) {
	c := &row.Cells[i]
	if c.Under {
		return
	}
	body := marked(c.Written(w.doc.Lang), c.Mark)
	if w.options.Href != nil {
		if to := w.options.Href(t.ID, row.ID, t.Columns[i].ID); to != "" {
			body = "<a href=\"" + text(to) + "\">" + body + "</a>"
		}
	}
	attributes := span("rowspan", c.Down)
	if c.Why != "" {
		attributes += " title=\"" + text(c.Why) + "\""
	}
	if class := w.class(t, row, i); class != "" {
		attributes += " class=\"" + class + "\""
	}
	if i == 0 {
		w.say("<th scope=\"row\"%s>%s</th>", attributes, body)
		return
	}
	w.say("<td%s>%s</td>", attributes, body)
}

func (w *writer) class(t *paper.Table, row *paper.Row, i int) string {
	var list []string
	switch c := &row.Cells[i]; {
	case c.Figure() && !c.Plain:
		list = append(list, "number")
	case t.Columns[i].Text:
		list = append(list, "words")
	case c.Kind == paper.Cross:
		list = append(list, "crossed")
	}
	if w.options.Class != nil {
		if more := w.options.Class(t.ID, row.ID, t.Columns[i].ID); more != "" {
			list = append(list, text(more))
		}
	}
	return strings.Join(list, " ")
}
