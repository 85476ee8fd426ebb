package grid

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// stringTable is the texts that the cells of an .xlsx refer to by number, kept
// as one string: a survey has some hundred thousand of them.
type stringTable struct {
	all  string
	ends []uint32
}

// at is the text whose number is written in digits.
func (t *stringTable) at(number []byte) (string, bool) {
	return t.get(digits(number))
}

func (t *stringTable) get(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	start := uint32(0)
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.all[start:t.ends[i]], true
}

// digits reads a number that is nothing but digits, or gives -1.
func digits(b []byte) int {
	if len(b) == 0 || len(b) > 9 {
		return -1
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// readStrings reads the shared strings once.
func (x *xlsx) readStrings() error {
	if x.strings != nil {
		return nil
	}
	table := &stringTable{}
	var all strings.Builder
	var scratch []byte
	err := x.scan(x.stringsPart, func(m *markup) error {
		if string(m.name) != "si" || m.closing {
			return nil
		}
		var err error
		scratch, err = sharedText(m, scratch[:0], x.lim.CellBytes)
		if err != nil {
			return err
		}
		writeClean(&all, unescapeX(scratch))
		if int64(all.Len()) > x.lim.StringBytes || len(table.ends) > 1<<26 {
			return &Refusal{Code: ZipBomb, Size: int64(all.Len()), Limit: x.lim.StringBytes}
		}
		table.ends = append(table.ends, uint32(all.Len()))
		return nil
	})
	if err != nil {
		return err
	}
	table.all = all.String()
	x.strings = table
	return nil
}

func sharedText(m *markup, dst []byte, limit int) ([]byte, error) {
	if m.empty {
		return dst, nil
	}
	return richText(m, "si", dst, limit)
}

func writeClean(all *strings.Builder, text []byte) {
	if isClean(text) {
		all.Write(text)
		return
	}
	all.WriteString(clean(text))
}

// richText appends the text of the element just opened: of all its runs, but
// not of the phonetic guides East Asian editions lay over it.
func richText(m *markup, element string, dst []byte, limit int) ([]byte, error) {
	phonetic := false
	for m.next() {
		switch string(m.name) {
		case element:
			if m.closing {
				return dst, nil
			}
		case "rPh":
			phonetic = !m.closing && !m.empty
		case "t":
			if m.closing || m.empty || phonetic {
				continue
			}
			text, err := m.text()
			if err != nil {
				return dst, err
			}
			dst = append(dst, text...)
			if len(dst) > limit {
				return dst, &Refusal{Code: CellTooLong, Size: int64(len(dst)), Limit: int64(limit)}
			}
		}
	}
	return dst, unclosed(m.err)
}

// unescapeX resolves _xHHHH_, the way these files write characters that XML
// cannot hold; Excel writes _x000D_ for the carriage return of a pasted text.
func unescapeX(text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	plain := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		unit, ok := escapeX(text[i:])
		if !ok {
			plain = append(plain, text[i])
			continue
		}
		plain = fmt.Appendf(plain, "%c", unit)
		i += len("_x000D_") - 1
	}
	return plain
}

func escapeX(text []byte) (rune, bool) {
	if len(text) < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(unit), err == nil
}

// interner gives the same string for the same short text met again: years,
// marks and names of hamlets stand in every row. It forgets at random rather
// than grow.
type interner struct {
	slots [4096]string
}

func (in *interner) text(b []byte) string {
	const prime = 16777619
	if len(b) > 64 {
		return clean(b)
	}
	hash := uint32(2166136261)
	for _, c := range b {
		hash = (hash ^ uint32(c)) * prime
	}
	slot := &in.slots[(hash^hash>>16)%uint32(len(in.slots))]
	if *slot != string(b) {
		*slot = clean(b)
	}
	return *slot
}
