package grid

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A sheet of 30,000 people is 30 MB of XML in five million tokens, nearly all
// of them alike. markup steps through them in place, a slice of the read
// buffer each; encoding/xml allocates several times for each and takes about
// six times as long (docs/decisions/2026-11-23-reading-workbooks.md).
//
// It knows as much of XML as Office files may hold. Names are compared without
// their prefix, since some writers give every element one. A document type
// declaration, the way to entity bombs and to files elsewhere, is an error:
// ECMA-376 forbids it.
type markup struct {
	src      io.Reader
	buf      []byte
	pos, end int   // buf[pos:end] is read but not yet used
	base     int64 // where buf[0] stands in the document
	err      error

	from, to int64  // where the tag last met begins and ends in the document
	prefix   []byte // of its name, colon included; like the two below good until the next call
	name     []byte // without prefix
	attrs    []byte // the inside of the tag after the name
	closing  bool   // it is </name>
	empty    bool   // it is <name/>
	pieces   []byte // text that could not be had in one piece
}

// maxToken bounds one tag or one run of text. Excel ends a cell at 32,767
// characters, which can be eight bytes each when escaped.
const maxToken = 1 << 20

var (
	errDoctype  = errors.New("document type declaration")
	errEntity   = errors.New("unknown entity")
	errTooLong  = errors.New("tag or text without end")
	errTag      = errors.New("tag without a name")
	errUnclosed = io.ErrUnexpectedEOF
	errEnough   = errors.New("enough read") // ends a scan early
)

func newMarkup(src io.Reader) *markup {
	return &markup{src: src, buf: make([]byte, 64<<10)}
}

// next goes to the next tag and tells whether there is one; after false, err
// says why, or is nil at the end of the document.
func (m *markup) next() bool {
	for m.err == nil {
		if !m.seek('<') {
			return false
		}
		special, err := m.skipSpecial()
		if err != nil {
			return m.fail(err)
		}
		if !special {
			return m.readTag()
		}
	}
	return false
}

// seek drops everything before the next c.
func (m *markup) seek(c byte) bool {
	for {
		i := bytes.IndexByte(m.buf[m.pos:m.end], c)
		if i >= 0 {
			m.pos += i
			return true
		}
		m.pos = m.end
		err := m.fill()
		if err != nil {
			if err != io.EOF {
				m.err = err
			}
			return false
		}
	}
}

// fill reads more behind buf[pos:end], moving it to the front first.
func (m *markup) fill() error {
	if m.pos > 0 {
		m.base += int64(m.pos)
		m.end = copy(m.buf, m.buf[m.pos:m.end])
		m.pos = 0
	}
	if m.end == len(m.buf) {
		if len(m.buf) >= maxToken {
			return errTooLong
		}
		m.buf = append(m.buf, make([]byte, len(m.buf))...)
	}
	n, err := io.ReadAtLeast(m.src, m.buf[m.end:], 1)
	m.end += n
	if n > 0 {
		return nil
	}
	return err
}

// need fills until n bytes are there.
func (m *markup) need(n int) bool {
	for m.end-m.pos < n {
		if m.fill() != nil {
			return false
		}
	}
	return true
}

// skipSpecial passes over a comment, processing instruction or CDATA section
// that begins here, and tells whether there was one.
func (m *markup) skipSpecial() (bool, error) {
	if !m.need(2) {
		return false, errUnclosed
	}
	switch m.buf[m.pos+1] {
	case '?':
		return true, m.skipPast("?>")
	case '!':
		switch {
		case m.starts("<!--"):
			return true, m.skipPast("-->")
		case m.starts(cdata):
			return true, m.skipPast("]]>")
		}
		return true, errDoctype
	}
	return false, nil
}

const cdata = "<![CDATA["

func (m *markup) starts(prefix string) bool {
	return m.need(len(prefix)) && string(m.buf[m.pos:m.pos+len(prefix)]) == prefix
}

func (m *markup) skipPast(delim string) error {
	m.pos += 2
	for {
		i := bytes.Index(m.buf[m.pos:m.end], []byte(delim))
		if i >= 0 {
			m.pos += i + len(delim)
			return nil
		}
		m.pos = max(m.pos, m.end-len(delim)+1)
		err := m.fill()
		if err != nil {
			return unexpected(err)
		}
	}
}

// readTag takes in the tag that begins here.
func (m *markup) readTag() bool {
	end, err := m.find(tagEnd)
	if err != nil {
		return m.fail(err)
	}
	tag := m.buf[m.pos+1 : m.pos+end]
	m.from, m.to = m.base+int64(m.pos), m.base+int64(m.pos+end+1)
	m.pos += end + 1
	m.closing = len(tag) > 0 && tag[0] == '/'
	if m.closing {
		tag = tag[1:]
	}
	m.empty = len(tag) > 0 && tag[len(tag)-1] == '/'
	if m.empty {
		tag = tag[:len(tag)-1]
	}
	n := 0
	for n < len(tag) && !isSpace(tag[n]) {
		n++
	}
	if n == 0 || bytes.IndexByte(tag[:n], '<') >= 0 {
		return m.fail(errTag)
	}
	m.name, m.attrs = local(tag[:n]), tag[n:]
	m.prefix = tag[:n-len(m.name)]
	return true
}

// find asks where in the unused bytes a thing ends, reading on while it has
// not ended.
func (m *markup) find(where func([]byte) int) (int, error) {
	for {
		i := where(m.buf[m.pos:m.end])
		if i >= 0 {
			return i, nil
		}
		err := m.fill()
		if err != nil {
			return 0, unexpected(err)
		}
	}
}

// tagEnd is where the tag at the start of b ends; a > within quotes is text.
func tagEnd(b []byte) int {
	var quote byte
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i
		case c == '"' || c == '\'':
			quote = c
		}
	}
	return -1
}

// text is what stands between the tag last met and the next one, with entities
// resolved. It is good until the next call.
func (m *markup) text() ([]byte, error) {
	m.pieces = m.pieces[:0]
	for {
		i, err := m.find(textEnd)
		if err != nil {
			return nil, err
		}
		raw, after := m.buf[m.pos:m.pos+i], m.buf[m.pos+i+1]
		m.pos += i
		special := after == '!' || after == '?'
		if !special && len(m.pieces) == 0 && bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
			return raw, nil
		}
		m.pieces, err = appendUnescaped(m.pieces, raw)
		if err != nil || !special {
			return m.pieces, err
		}
		err = m.textSpecial()
		if err != nil {
			return nil, err
		}
	}
}

// textEnd is where text ends, once what follows it is in sight too.
func textEnd(b []byte) int {
	i := bytes.IndexByte(b, '<')
	if i+1 == len(b) {
		return -1
	}
	return i
}

// textSpecial takes in a CDATA section in the midst of text, and passes over
// comments and processing instructions.
func (m *markup) textSpecial() error {
	if !m.starts(cdata) {
		_, err := m.skipSpecial()
		return err
	}
	m.pos += len(cdata)
	i, err := m.find(func(b []byte) int { return bytes.Index(b, []byte("]]>")) })
	if err != nil {
		return err
	}
	m.pieces = append(m.pieces, m.buf[m.pos:m.pos+i]...)
	m.pos += i + len("]]>")
	if len(m.pieces) > maxToken {
		return errTooLong
	}
	return nil
}

func (m *markup) fail(err error) bool {
	m.err = unexpected(err)
	return false
}

func unexpected(err error) error {
	if err == io.EOF {
		return errUnclosed
	}
	return err
}

// attr cuts the first attribute off attrs. Its value is still escaped.
func attr(attrs []byte) (name, value, rest []byte, ok bool) {
	i := 0
	for i < len(attrs) && isSpace(attrs[i]) {
		i++
	}
	start := i
	for i < len(attrs) && attrs[i] != '=' && !isSpace(attrs[i]) {
		i++
	}
	name = attrs[start:i]
	for i < len(attrs) && (attrs[i] == '=' || isSpace(attrs[i])) {
		i++
	}
	if len(name) == 0 || i >= len(attrs) || attrs[i] != '"' && attrs[i] != '\'' {
		return nil, nil, nil, false
	}
	value = attrs[i+1:]
	end := bytes.IndexByte(value, attrs[i])
	if end < 0 {
		return nil, nil, nil, false
	}
	return name, value[:end], value[end+1:], true
}

// attrText is the value of the attribute of that local name, or "".
func (m *markup) attrText(want string) string {
	attrs := m.attrs
	for {
		name, value, rest, ok := attr(attrs)
		if !ok {
			return ""
		}
		if string(local(name)) == want {
			plain, err := appendUnescaped(nil, value)
			if err != nil {
				return ""
			}
			return string(plain)
		}
		attrs = rest
	}
}

// local is a name without its namespace prefix.
func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// appendUnescaped resolves the five entities of XML and character references,
// and ends lines with \n alone as XML has it.
func appendUnescaped(dst, raw []byte) ([]byte, error) {
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; c {
		case '\r':
			dst = append(dst, '\n')
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
		case '&':
			end := bytes.IndexByte(raw[i:min(len(raw), i+12)], ';')
			if end < 0 {
				return nil, errEntity
			}
			r, ok := entity(string(raw[i+1 : i+end]))
			if !ok {
				return nil, errEntity
			}
			dst = utf8.AppendRune(dst, r)
			i += end
		default:
			dst = append(dst, c)
		}
	}
	return dst, nil
}

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, isRef := strings.CutPrefix(name, "#")
	base := 10
	if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if !isRef || err != nil || n == 0 || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}
