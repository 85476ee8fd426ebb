package grid

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// fillColor is pale enough to read any text on, and no colour of Excel's own
// palette, so that our fill can be told from one the office has set.
const fillColor = "FFFFCDD2"

// styler patches the styles part: it adds, for a style that a marked cell has,
// one that differs by the fill alone.
type styler struct {
	data    []byte
	prefix  string
	formats []span // of the xf elements in cellXfs
	fills   section
	fonts   section
	cells   section
	font    span // the first font, on which ours build

	ourFill int          // number of our fill, perhaps from an earlier marking
	ours    map[int]bool // styles with our fill
	derived map[derivation]int
	xfs     bytes.Buffer // added to cellXfs
	added   int
}

// span is a stretch of the part.
type span struct{ from, to int64 }

// section is a list in the styles part, to which elements are appended.
type section struct {
	open  span // its first tag
	attrs string
	count int
	end   int64 // where its closing tag begins
}

// derivation is a style made from another.
type derivation struct {
	base int
	fill bool
}

func (x *xlsx) newStyler() (*styler, error) {
	data, err := x.readPart(x.stylesPart)
	if err != nil {
		return nil, err
	}
	s := &styler{data: data, ourFill: -1, ours: map[int]bool{}, derived: map[derivation]int{}}
	err = s.parse()
	if err != nil {
		return nil, refuseBroken(err)
	}
	if s.ourFill < 0 {
		s.ourFill = s.fills.count
	}
	return s, nil
}

func (s *styler) parse() error {
	m := newMarkup(bytes.NewReader(s.data))
	var within string
	for m.next() {
		list := s.list(string(m.name))
		switch {
		case list != nil && (within == "" || m.closing):
			within = s.bound(list, m)
		case within == "fonts" && string(m.name) == "font":
			s.font = s.element(m, s.font, s.fonts.count == 0)
			countElement(&s.fonts, m)
		case within == "fills" && string(m.name) == "fill":
			countElement(&s.fills, m)
		case within == "fills" && string(m.name) == "fgColor" && m.attrText("rgb") == fillColor:
			s.ourFill = s.fills.count
		case within == "cellXfs" && string(m.name) == "xf":
			s.format(m)
		}
	}
	if s.fills.end == 0 || s.fonts.end == 0 || s.cells.end == 0 || s.font.to == 0 || len(s.formats) == 0 {
		return errors.Join(m.err, errors.New("styles without fonts, fills or cell formats"))
	}
	return m.err
}

func (s *styler) list(name string) *section {
	switch name {
	case "fonts":
		return &s.fonts
	case "fills":
		return &s.fills
	case "cellXfs":
		return &s.cells
	}
	return nil
}

// bound notes where a list begins or ends, and says in which one we now are.
func (s *styler) bound(list *section, m *markup) string {
	if m.closing {
		list.end = m.from
		return ""
	}
	list.open, list.attrs = span{m.from, m.to}, string(m.attrs)
	s.prefix = string(m.prefix)
	if m.empty {
		return ""
	}
	return string(m.name)
}

// element follows an element from its first tag to its last.
func (s *styler) element(m *markup, at span, wanted bool) span {
	switch {
	case !wanted:
		return at
	case m.empty:
		return span{m.from, m.to}
	case m.closing:
		return span{at.from, m.to}
	}
	return span{m.from, 0}
}

func countElement(list *section, m *markup) {
	if m.closing || m.empty {
		list.count++
	}
}

func (s *styler) format(m *markup) {
	if !m.closing {
		s.formats = append(s.formats, span{m.from, m.to})
		if s.ourFill >= 0 && m.attrText("fillId") == strconv.Itoa(s.ourFill) {
			s.ours[len(s.formats)-1] = true
		}
	}
	last := len(s.formats) - 1
	if m.closing && last >= 0 {
		s.formats[last].to = m.to
	}
	s.cells.count = len(s.formats)
}

func (s *styler) hasOurs() bool         { return len(s.ours) > 0 }
func (s *styler) isOurs(style int) bool { return s.ours[style] }

// filled is the style that looks as this one, with our fill.
func (s *styler) filled(style int) int {
	if s.isOurs(style) {
		return style
	}
	return s.derive(derivation{style, true})
}

// cleared is the style of a cell that was marked and is right now. What fill it
// had before is not known; data cells of a survey have none.
func (s *styler) cleared(style int) int { return s.derive(derivation{style, false}) }

func (s *styler) derive(d derivation) int {
	if d.base >= len(s.formats) {
		d.base = 0
	}
	if id, ok := s.derived[d]; ok {
		return id
	}
	fill := "0"
	if d.fill {
		fill = strconv.Itoa(s.ourFill)
	}
	at := s.formats[d.base]
	m := newMarkup(bytes.NewReader(s.data[at.from:at.to]))
	m.next() // the xf tag itself, which parse has seen
	fmt.Fprintf(&s.xfs, "<%sxf%s", s.prefix, withAttrs(m.attrs, "fillId", fill, "applyFill", "1"))
	if m.empty {
		s.xfs.WriteString("/>")
	} else {
		s.xfs.WriteString(">")
		s.xfs.Write(s.data[at.from+m.to : at.to])
	}
	s.derived[d] = s.newID()
	return s.derived[d]
}

func (s *styler) newID() int {
	s.added++
	return len(s.formats) + s.added - 1
}

// plain adds a style with a font of ours (0 bold, 1 link; -1 the usual one).
func (s *styler) plain(font int) int {
	id := 0
	if font >= 0 {
		id = s.fonts.count + font
	}
	fmt.Fprintf(&s.xfs, `<%[1]sxf numFmtId="0" fontId="%[2]d" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">`+
		`<%[1]salignment vertical="top" wrapText="1"/></%[1]sxf>`, s.prefix, id)
	return s.newID()
}

// fontsAdded are the first font in bold, and as a link.
func (s *styler) fontsAdded() string {
	m := newMarkup(bytes.NewReader(s.data[s.font.from:s.font.to]))
	m.next()
	inner := ""
	if !m.empty {
		inner = string(s.data[s.font.from+m.to : s.font.to])
		inner = inner[:bytes.LastIndexByte([]byte(inner), '<')]
	}
	font := func(look string) string {
		if strings.Contains(inner, look) {
			look = ""
		}
		return "<" + s.prefix + "font>" + look + inner + "</" + s.prefix + "font>"
	}
	return font("<"+s.prefix+"b/>") + font("<"+s.prefix+"u/>")
}

// patched is the styles part with what was added.
func (s *styler) patched() []byte {
	fill := ""
	if s.ourFill == s.fills.count {
		fill = fmt.Sprintf(`<%[1]sfill><%[1]spatternFill patternType="solid"><%[1]sfgColor rgb="%[2]s"/><%[1]sbgColor indexed="64"/></%[1]spatternFill></%[1]sfill>`,
			s.prefix, fillColor)
	}
	edits := slices.Concat(
		s.append("fonts", s.fonts, s.fontsAdded(), 2),
		s.append("fills", s.fills, fill, min(1, len(fill))),
		s.append("cellXfs", s.cells, s.xfs.String(), s.added),
	)
	slices.SortFunc(edits, func(a, b edit) int { return int(a.at.from - b.at.from) })
	var out []byte
	done := int64(0)
	for _, e := range edits {
		out = append(out, s.data[done:e.at.from]...)
		out = append(out, e.text...)
		done = e.at.to
	}
	return append(out, s.data[done:]...)
}

// edit replaces a stretch of the part.
type edit struct {
	at   span
	text string
}

func (s *styler) append(name string, list section, elements string, n int) []edit {
	count := strconv.Itoa(list.count + n)
	open := "<" + s.prefix + name + string(withAttrs([]byte(list.attrs), "count", count)) + ">"
	return []edit{{list.open, open}, {span{list.end, list.end}, elements}}
}
