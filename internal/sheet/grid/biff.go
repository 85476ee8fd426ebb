package grid

import (
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// The records of a workbook stream that matter here ([MS-XLS] 2.3).
const (
	recFormula      = 0x0006
	recEOF          = 0x000a
	recDateMode     = 0x0022
	recFilePass     = 0x002f
	recContinue     = 0x003c
	recCodePage     = 0x0042
	recColumnInfo   = 0x007d
	recImageData    = 0x007f
	recBoundSheet   = 0x0085
	recMulRK        = 0x00bd
	recRString      = 0x00d6
	recXF           = 0x00e0
	recMergedCells  = 0x00e5
	recDrawingGroup = 0x00eb
	recDrawing      = 0x00ec
	recSST          = 0x00fc
	recLabelSST     = 0x00fd
	recNumber       = 0x0203
	recLabel        = 0x0204
	recBoolErr      = 0x0205
	recString       = 0x0207
	recRow          = 0x0208
	recArray        = 0x0221
	recTable        = 0x0236
	recRK           = 0x027e
	recFormat       = 0x041e
	recShared       = 0x04bc
	recBOF          = 0x0809
)

// The versions a BOF record names.
const (
	biff5 = 0x0500
	biff8 = 0x0600
)

// codePages are the charsets a file older than Excel 97 may name. 1258 is the
// Vietnamese one; TCVN3 and VNI fonts pass for 1252 and are the caller's.
var codePages = map[uint16]*charmap.Charmap{
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852,
	855: charmap.CodePage855, 866: charmap.CodePage866, 874: charmap.Windows874,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252,
	1253: charmap.Windows1253, 1254: charmap.Windows1254, 1255: charmap.Windows1255,
	1256: charmap.Windows1256, 1257: charmap.Windows1257, 1258: charmap.Windows1258,
	10000: charmap.Macintosh, 32768: charmap.Macintosh,
}

func word(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }

// readRecord reads the record at pos and says where the next one is.
func readRecord(stream []byte, pos int) (typ uint16, body []byte, next int, err error) {
	if pos < 0 || pos+4 > len(stream) {
		return 0, nil, 0, fmt.Errorf("record at %d: %w", pos, io.ErrUnexpectedEOF)
	}
	next = pos + 4 + int(word(stream[pos+2:]))
	if next > len(stream) {
		return 0, nil, 0, fmt.Errorf("record at %d: %w", pos, io.ErrUnexpectedEOF)
	}
	return word(stream[pos:]), stream[pos+4 : next], next, nil
}

// chunks reads a record and the CONTINUE records behind it as one, since no
// record is longer than 8 kB. The first fault stays in err, and what is read
// after it is zero.
type chunks struct {
	stream []byte
	body   []byte // what is left of the record at hand
	next   int    // where the one behind it begins
	units  []uint16
	err    error
}

func newChunks(stream []byte, pos int) *chunks {
	r := &chunks{}
	r.reset(stream, pos)
	return r
}

func (r *chunks) reset(stream []byte, pos int) {
	_, body, next, err := readRecord(stream, pos)
	*r = chunks{stream: stream, body: body, next: next, err: err, units: r.units[:0]}
}

// more goes on to the CONTINUE record that must follow.
func (r *chunks) more() bool {
	for r.err == nil && len(r.body) == 0 {
		if r.next+4 > len(r.stream) || word(r.stream[r.next:]) != recContinue {
			r.err = errShort
			break
		}
		_, r.body, r.next, r.err = readRecord(r.stream, r.next)
	}
	return r.err == nil
}

func (r *chunks) byte() byte {
	if !r.more() {
		return 0
	}
	b := r.body[0]
	r.body = r.body[1:]
	return b
}

func (r *chunks) word() uint16 { return uint16(r.byte()) | uint16(r.byte())<<8 }
func (r *chunks) long() uint32 { return uint32(r.word()) | uint32(r.word())<<16 }

func (r *chunks) double() uint64 { return uint64(r.long()) | uint64(r.long())<<32 }

func (r *chunks) skip(n int) {
	for n > 0 && r.more() {
		step := min(n, len(r.body))
		r.body = r.body[step:]
		n -= step
	}
}

// Flags of a BIFF8 string.
const (
	flagWide     = 0x01 // two bytes a character, not one
	flagExtended = 0x04
	flagRich     = 0x08
)

// text is a string whose length is a word (long) or a byte, in the file's way
// of writing.
func (r *chunks) text(x *xls, long bool) string {
	n := 0
	if long {
		n = int(r.word())
	} else {
		n = int(r.byte())
	}
	if x.unicode {
		return r.chars(n, r.byte())
	}
	return r.encoded(n, x.charset)
}

// richText is a BIFF8 string of the shared table, with the runs of formatting
// and the phonetic guide that may follow it.
func (r *chunks) richText() string {
	n := int(r.word())
	flags := r.byte()
	behind := 0
	if flags&flagRich != 0 {
		behind += 4 * int(r.word())
	}
	if flags&flagExtended != 0 {
		behind += int(r.long() & 0x7fffffff)
	}
	s := r.chars(n, flags)
	r.skip(behind)
	return s
}

// chars reads n characters. Where a CONTINUE record cuts the string, it begins
// with a flag byte of its own: a string may go on wide that began narrow.
func (r *chunks) chars(n int, flags byte) string {
	r.units = r.units[:0]
	for n > 0 && r.err == nil {
		if len(r.body) == 0 {
			flags = r.byte()
			continue
		}
		n -= r.run(n, flags&flagWide != 0)
	}
	return strings.ReplaceAll(string(utf16.Decode(r.units)), "\x00", "\uFFFD")
}

// run takes up to n characters from the record at hand.
func (r *chunks) run(n int, wide bool) int {
	if !wide {
		n = min(n, len(r.body))
		for _, c := range r.body[:n] {
			r.units = append(r.units, uint16(c)) // narrow is UTF-16 without the high byte
		}
		r.body = r.body[n:]
		return n
	}
	n = min(n, len(r.body)/2)
	for i := range n {
		r.units = append(r.units, word(r.body[2*i:]))
	}
	r.body = r.body[2*n:]
	if n == 0 {
		r.err = errShort // half a character
	}
	return n
}

// encoded reads n bytes in a charset of old.
func (r *chunks) encoded(n int, charset *charmap.Charmap) string {
	var s strings.Builder
	for ; n > 0 && r.more(); n-- {
		c := r.byte()
		if c == 0 {
			c = '?'
		}
		s.WriteRune(charset.DecodeByte(c))
	}
	return s.String()
}
