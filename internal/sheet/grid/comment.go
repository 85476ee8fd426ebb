package grid

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// author signs our comments. Since LibreOffice drops the authors of comments
// when it saves, the first line says it too, as Excel's own comments do, and it
// is by that line that a later marking knows them again.
const (
	author    = "hoctap"
	signature = author + ":\n"
)

// formerNote stands between our text and a comment that the cell had already.
const formerNote = "\n\n[Chú thích có sẵn]\n"

// note is one comment.
type note struct {
	col, row int
	author   string
	text     string
}

func (n note) isOurs() bool { return strings.HasPrefix(n.text, signature) }

// commentParts is where the comments of a sheet are kept, if it has any: the
// texts, and their boxes in a drawing language (VML) older than the format.
type commentParts struct {
	texts, boxes string
	locked       bool // there is something beside comments that we must not touch
}

// comment prepares the comments of a sheet and gives the tag that links them
// to it, or "" where they are linked already or cannot be added. A sheet with
// threaded comments or with buttons keeps its own; its marks have their fill
// and their line in the list.
func (k *marker) comment(i int, marks []placed, columns []columnStyle) (string, error) {
	sheet := k.x.parts[k.x.paths[i]].Name
	parts, err := k.x.findComments(sheet)
	if err != nil || parts.locked {
		return "", err
	}
	former, err := k.x.readNotes(parts.texts)
	if err != nil {
		return "", err
	}
	if len(marks) == 0 && !slices.ContainsFunc(former, note.isOurs) {
		return "", nil
	}
	marks = marks[:min(len(marks), k.room)]
	k.room -= len(marks)
	notes := mergeNotes(former, marks)
	if len(notes) == 0 && parts.texts == "" {
		return "", nil // no room left
	}
	texts, boxes := writeNotes(notes), k.writeBoxes(notes, columns)
	if parts.texts != "" {
		k.replaced[parts.texts], k.replaced[parts.boxes] = texts, boxes
		return "", nil
	}
	return k.addComments(sheet, texts, boxes)
}

func (k *marker) addComments(sheet string, texts, boxes []byte) (string, error) {
	textPart := k.newPart("xl/comments", ".xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml", texts)
	boxPart := k.newPart("xl/drawings/vmlDrawing", ".vml", "application/vnd.openxmlformats-officedocument.vmlDrawing", boxes)
	_, err := k.link(sheet, "comments", textPart)
	if err != nil {
		return "", err
	}
	id, err := k.link(sheet, "vmlDrawing", boxPart)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`legacyDrawing xmlns:r="%s" r:id="%s"/>`, relationTypes, id), nil
}

// findComments looks at what a sheet links to. Pictures in headers are VML too;
// they hold no client data.
func (x *xlsx) findComments(sheet string) (commentParts, error) {
	var parts commentParts
	rels, err := x.relations(sheet)
	if err != nil {
		return parts, err
	}
	for _, rel := range rels {
		switch rel.kind {
		case "comments":
			parts.texts = rel.target
		case "threadedComment":
			parts.locked = true
		case "vmlDrawing":
			err = x.judgeBoxes(rel.target, &parts)
			if err != nil {
				return parts, err
			}
		}
	}
	if (parts.texts == "") != (parts.boxes == "") || parts.texts != "" && x.parts[parts.texts] == nil {
		parts.locked = true
	}
	return parts, nil
}

// judgeBoxes tells the boxes of comments from other drawings. VML is often not
// well-formed, so it is searched and not parsed.
func (x *xlsx) judgeBoxes(name string, parts *commentParts) error {
	if x.parts[name] == nil {
		return nil
	}
	data, err := x.readPart(name)
	if err != nil {
		return err
	}
	all := bytes.Count(data, []byte("<x:ClientData"))
	notes := bytes.Count(data, []byte(`ObjectType="Note"`))
	switch {
	case all != notes || all > 0 && parts.boxes != "":
		parts.locked = true
	case all > 0 || parts.texts != "" && parts.boxes == "" && !bytes.Contains(data, []byte("imagedata")):
		parts.boxes = name
	}
	return nil
}

// readNotes reads a comments part.
func (x *xlsx) readNotes(part string) ([]note, error) {
	if part == "" {
		return nil, nil
	}
	var authors []string
	var notes []note
	err := x.scan(part, func(m *markup) error {
		if m.closing {
			return nil
		}
		switch string(m.name) {
		case "author":
			name := []byte(nil)
			var err error
			if !m.empty {
				name, err = m.text()
			}
			authors = append(authors, clean(name))
			return err
		case "comment":
			n, err := readNote(m, authors)
			if err != nil {
				return err
			}
			notes = append(notes, n)
		}
		return nil
	})
	return notes, err
}

func readNote(m *markup, authors []string) (note, error) {
	var n note
	col, row, ok := splitAddress([]byte(m.attrText("ref")))
	if !ok {
		return n, fmt.Errorf("comment on %q", m.attrText("ref"))
	}
	n.col, n.row = col, row
	if id := digits([]byte(m.attrText("authorId"))); 0 <= id && id < len(authors) {
		n.author = authors[id]
	}
	if m.empty {
		return n, nil
	}
	text, err := richText(m, "comment", nil, maxToken)
	n.text = clean(unescapeX(text))
	return n, err
}

// mergeNotes lays the marks over the comments that were there. Ours from an
// earlier marking are gone, but not what they were laid over.
func mergeNotes(former []note, marks []placed) []note {
	kept := map[[2]int]note{}
	var order [][2]int
	for _, n := range former {
		if n.isOurs() {
			_, n.text, _ = strings.Cut(n.text, formerNote)
			n.author = ""
			if n.text == "" {
				continue
			}
		}
		at := [2]int{n.col, n.row}
		if _, ok := kept[at]; !ok {
			order = append(order, at)
		}
		kept[at] = n
	}
	for _, mark := range marks {
		at := [2]int{mark.col, mark.row}
		text := signature + mark.text
		if n, ok := kept[at]; ok {
			text += formerNote + n.text
		} else {
			order = append(order, at)
		}
		kept[at] = note{mark.col, mark.row, author, text}
	}
	notes := make([]note, 0, len(order))
	for _, at := range order {
		notes = append(notes, kept[at])
	}
	return notes
}

// writeNotes makes a comments part.
func writeNotes(notes []note) []byte {
	var b bytes.Buffer
	authors := map[string]int{}
	b.WriteString(xmlHead + `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>`)
	for _, n := range notes {
		if _, ok := authors[n.author]; !ok {
			authors[n.author] = len(authors)
			b.WriteString("<author>" + escape(n.author) + "</author>")
		}
	}
	if len(notes) == 0 {
		b.WriteString("<author>" + author + "</author>")
	}
	b.WriteString("</authors><commentList>")
	for _, n := range notes {
		fmt.Fprintf(&b, `<comment ref="%s" authorId="%d"><text>`, Address(n.col, n.row), authors[n.author])
		text := n.text
		if n.isOurs() {
			text = text[len(author)+1:]
			b.WriteString(`<r><rPr><b/></rPr><t>` + author + `:</t></r>`)
		}
		b.WriteString(`<r><t xml:space="preserve">` + escapeCell(text) + `</t></r></text></comment>`)
	}
	b.WriteString("</commentList></comments>")
	return b.Bytes()
}

const vmlHead = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
	`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%s"/></o:shapelayout>` +
	`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
	`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

const vmlNote = `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
	`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>` +
	`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>` +
	`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor>` +
	`<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`

// writeBoxes makes the drawing of the comments. Shape ids come in clusters of
// 1024, which the drawing has to name; the first id of a cluster stays free.
func (k *marker) writeBoxes(notes []note, columns []columnStyle) []byte {
	const perCluster = 1023
	first := k.cluster
	k.cluster += len(notes)/perCluster + 1
	var clusters []string
	for c := first; c < k.cluster; c++ {
		clusters = append(clusters, fmt.Sprint(c))
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, vmlHead, strings.Join(clusters, ","))
	for i, n := range notes {
		id := (first+i/perCluster)*1024 + 1 + i%perCluster
		fmt.Fprintf(&b, vmlNote, id, anchor(n, columns), n.row-1, n.col-1)
	}
	b.WriteString("</xml>")
	return b.Bytes()
}

// anchor is the box of a comment: from column, pixels into it, row, pixels; to
// the same four. It stands right of its cell, as wide as comfortable to read
// and as high as its text.
func anchor(n note, columns []columnStyle) string {
	const wide, lineChars, lineHeight, rowHeight = 260, 38, 17, 20
	lines := 1
	for line := range strings.SplitSeq(n.text, "\n") {
		lines += 1 + len([]rune(line))/lineChars
	}
	left := min(n.col, maxColumns-2) // counted from 0: the column behind the cell
	right, rest := left, wide+12
	for right < maxColumns-1 && rest > pixels(right+1, columns) {
		rest -= pixels(right+1, columns)
		right++
	}
	top := min(max(n.row-2, 0), maxRows-2)
	height := lines * lineHeight
	return fmt.Sprintf("%d, 12, %d, 4, %d, %d, %d, %d", left, top, right, rest, min(top+height/rowHeight, maxRows-1), height%rowHeight)
}

// pixels is how wide a column is shown; without a width of its own it has
// Excel's usual 8.43 characters.
func pixels(col int, columns []columnStyle) int {
	for _, c := range columns {
		if c.first <= col && col <= c.last && c.width > 0 {
			return int(c.width*7) + 5
		}
	}
	return 64
}
