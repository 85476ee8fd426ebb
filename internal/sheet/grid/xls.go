package grid

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding/charmap"
)

// xls is an open workbook of Excel 97 to 2003 (BIFF8) or of Excel 5 and 95
// (BIFF5): one stream of records inside a compound file, held in memory.
type xls struct {
	lim      Limits
	stream   []byte
	unicode  bool             // BIFF8; before it, texts are in the charset
	charset  *charmap.Charmap // the one the file names
	names    []string         // of the worksheets
	starts   []int            // where their records begin
	from1904 bool
	formats  map[uint16]bool // the file's own number formats: whether they show dates
	dates    []bool          // by cell format: whether it shows a number as a date
	strings  stringTable
	drawn    bool // something is drawn on a sheet
	indexed  map[int]*xlsIndex
}

func openXLS(r io.ReaderAt, size int64, lim Limits) (format, error) {
	compound, err := mscfb.New(r)
	if err != nil {
		return nil, &Refusal{Code: Damaged, Err: err}
	}
	stream, err := workbookStream(compound)
	if err != nil {
		return nil, err
	}
	x := &xls{lim: lim, charset: charmap.Windows1252, formats: map[uint16]bool{}, indexed: map[int]*xlsIndex{}}
	x.stream, err = readStream(stream, size)
	if err != nil {
		return nil, &Refusal{Code: Damaged, Err: err}
	}
	err = x.readGlobals()
	if err != nil {
		return nil, refuseBroken(err)
	}
	return x, nil
}

// workbookStream finds the workbook, or says what else the compound file is. A
// file saved for Excel 95 and 97 at once has both streams; the newer is better.
func workbookStream(compound *mscfb.Reader) (*mscfb.File, error) {
	streams := map[string]*mscfb.File{}
	for _, f := range compound.File {
		if len(f.Path) == 0 { // not inside an embedded object
			streams[strings.ToLower(f.Name)] = f
		}
	}
	switch {
	case streams["encryptedpackage"] != nil:
		return nil, &Refusal{Code: PasswordProtected}
	case streams["workbook"] != nil:
		return streams["workbook"], nil
	case streams["book"] != nil:
		return streams["book"], nil
	case streams["worddocument"] != nil:
		return nil, &Refusal{Code: NotAWorkbook, Found: foundWord}
	case streams["powerpoint document"] != nil:
		return nil, &Refusal{Code: NotAWorkbook, Found: foundSlide}
	}
	return nil, &Refusal{Code: NotAWorkbook}
}

// readStream reads in small steps: mscfb joins the sectors of one Read in time
// that grows with their square. A stream cannot be longer than its file.
func readStream(f *mscfb.File, fileSize int64) ([]byte, error) {
	if f.Size > fileSize {
		return nil, fmt.Errorf("stream of %d bytes in a file of %d", f.Size, fileSize)
	}
	stream := make([]byte, f.Size)
	for done := 0; done < len(stream); {
		n, err := f.Read(stream[done:min(len(stream), done+32<<10)])
		done += n
		if err != nil && done < len(stream) {
			return nil, fmt.Errorf("read workbook stream: %w", err)
		}
	}
	return stream, nil
}

// readGlobals reads what belongs to the workbook as a whole, up to the first
// sheet.
func (x *xls) readGlobals() error {
	typ, body, pos, err := readRecord(x.stream, 0)
	if err != nil {
		return err
	}
	if typ != recBOF || len(body) < 2 {
		return &Refusal{Code: OtherFormat, Found: foundOld}
	}
	x.unicode = word(body) == biff8
	if !x.unicode && word(body) != biff5 {
		return &Refusal{Code: OtherFormat, Found: foundOld}
	}
	for typ != recEOF {
		start := pos
		typ, body, pos, err = readRecord(x.stream, start)
		if err != nil {
			return err
		}
		err = x.global(typ, body, start)
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *xls) global(typ uint16, body []byte, start int) error {
	r := newChunks(x.stream, start)
	switch typ {
	case recFilePass:
		return &Refusal{Code: PasswordProtected}
	case recCodePage:
		if cs, ok := codePages[r.word()]; ok {
			x.charset = cs
		}
	case recDateMode:
		x.from1904 = r.word() == 1
	case recFormat:
		id := r.word()
		x.formats[id] = isDateFormat(r.text(x, x.unicode))
	case recXF:
		r.word() // font
		x.dates = append(x.dates, x.isDateFormatID(r.word()))
	case recBoundSheet:
		x.addSheet(r)
	case recSST:
		return x.readStrings(r)
	case recDrawingGroup, recImageData:
		x.drawn = true
	}
	return r.err
}

func (x *xls) isDateFormatID(id uint16) bool {
	if isDate, ok := x.formats[id]; ok {
		return isDate
	}
	return isBuiltInDate(int(id))
}

func (x *xls) isDate(style uint16) bool { return int(style) < len(x.dates) && x.dates[style] }

func (x *xls) addSheet(r *chunks) {
	start := r.long()
	r.byte() // whether it is hidden
	kind := r.byte()
	name := r.text(x, false)
	if kind == 0 && r.err == nil {
		x.names = append(x.names, name)
		x.starts = append(x.starts, int(start))
	}
}

// readStrings reads the table of shared strings. Its count is not trusted with
// an allocation: it ends in an error where the bytes do.
func (x *xls) readStrings(r *chunks) error {
	r.long() // cells that refer to the table
	var all strings.Builder
	for n := r.long(); n > 0 && r.err == nil; n-- {
		all.WriteString(r.richText())
		x.strings.ends = append(x.strings.ends, uint32(all.Len()))
		if int64(all.Len()) > x.lim.StringBytes {
			return &Refusal{Code: TooLarge, Size: int64(all.Len()), Limit: x.lim.StringBytes}
		}
	}
	x.strings.all = all.String()
	return r.err
}

func (x *xls) kind() Kind       { return XLS }
func (x *xls) sheets() []string { return x.names }

func (x *xls) pictures() bool { return x.drawn }

func (x *xls) merges(sheet int) ([]Range, error) {
	index, err := x.index(sheet)
	if err != nil {
		return nil, err
	}
	return index.merged, nil
}

func (x *xls) columns(sheet int) ([]columnStyle, error) {
	index, err := x.index(sheet)
	if err != nil {
		return nil, err
	}
	return index.columns, nil
}

var errShort = errors.New("record ends too early")
