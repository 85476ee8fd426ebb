package grid

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// xlsx is an open Office Open XML workbook. Sheets and shared strings are read
// when asked for; what the workbook links to outside itself is never looked at.
type xlsx struct {
	lim      Limits
	archive  *zip.Reader
	parts    map[string]*zip.File // by partKey
	bookPart string
	strict   bool     // of the ISO variant, with other namespaces
	names    []string // of the worksheets
	paths    []string // their parts
	from1904 bool
	dates    []bool // by style: whether it shows a number as a date
	strings  *stringTable
	stringsPart,
	stylesPart string
	merged map[int][]Range // of sheets read to the end
}

func openXLSX(r io.ReaderAt, size int64, lim Limits) (format, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &Refusal{Code: Damaged, Err: err}
	}
	err = refuseBomb(archive, size, lim)
	if err != nil {
		return nil, err
	}
	x := &xlsx{lim: lim, archive: archive, parts: map[string]*zip.File{}, merged: map[int][]Range{}}
	for _, f := range archive.File {
		x.parts[partKey(f.Name)] = f
	}
	book, err := x.workbookPart()
	if err != nil {
		return nil, err
	}
	x.bookPart = book
	err = x.readWorkbook(book)
	if err != nil {
		return nil, err
	}
	return x, x.readStyles()
}

// refuseBomb judges by what the archive declares; archive/zip holds every part
// to its declaration while it is read. Parts that share their bytes (the
// overlapping kind of bomb) are each counted.
func refuseBomb(archive *zip.Reader, size int64, lim Limits) error {
	if len(archive.File) > maxParts {
		return &Refusal{Code: ZipBomb, Size: int64(len(archive.File)), Limit: maxParts}
	}
	limit := lim.UnzippedBytes
	if byRatio := int64(float64(size) * lim.Ratio); byRatio < limit {
		limit = max(byRatio, ratioFloor)
	}
	var total uint64
	for _, f := range archive.File {
		total += min(f.UncompressedSize64, 1<<40)
		if total > uint64(limit) {
			return &Refusal{Code: ZipBomb, Size: int64(total), Limit: limit}
		}
	}
	return nil
}

// workbookPart finds the workbook from the relations of the package, as its
// path is not fixed, and tells other things in a zip apart.
func (x *xlsx) workbookPart() (string, error) {
	rels, err := x.relations("")
	if err != nil {
		return "", err
	}
	for _, rel := range rels {
		if rel.kind == "officeDocument" {
			return rel.target, x.refuseOtherOffice(rel.target)
		}
	}
	switch {
	case strings.Contains(x.mimetype(), "opendocument.spreadsheet"):
		return "", &Refusal{Code: OtherFormat, Found: foundODS}
	case x.parts["xl/workbook.xml"] != nil || x.parts["[content_types].xml"] != nil:
		return "", &Refusal{Code: Damaged, Err: errors.New("no relation to a workbook")}
	}
	return "", &Refusal{Code: NotAWorkbook, Found: foundZip}
}

func (x *xlsx) refuseOtherOffice(target string) error {
	switch {
	case strings.HasPrefix(target, "word/"):
		return &Refusal{Code: NotAWorkbook, Found: foundWord}
	case strings.HasPrefix(target, "ppt/"):
		return &Refusal{Code: NotAWorkbook, Found: foundSlide}
	case strings.HasSuffix(target, ".bin"):
		return &Refusal{Code: OtherFormat, Found: foundXLSB}
	}
	return nil
}

// mimetype is what an OpenDocument file says it is.
func (x *xlsx) mimetype() string {
	part, err := x.open("mimetype")
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(io.LimitReader(part, 256))
	if errors.Join(err, part.Close()) != nil {
		return ""
	}
	return string(text)
}

// partKey is a part's path as it is looked up: some writers do not agree with
// themselves on case, and links may begin with a slash.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(name, "/"))
}

// relation is a link from one part to another.
type relation struct {
	id, kind, target string
}

// relations reads the links of a part, "" for the package itself. Links that
// lead outside the file are left out.
func (x *xlsx) relations(part string) ([]relation, error) {
	dir, name := path.Split(part)
	var rels []relation
	err := x.scan(dir+"_rels/"+name+".rels", func(m *markup) error {
		if string(m.name) != "Relationship" || m.closing || strings.EqualFold(m.attrText("TargetMode"), "External") {
			return nil
		}
		target := m.attrText("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		target = partKey(path.Clean(target))
		rels = append(rels, relation{m.attrText("Id"), path.Base(m.attrText("Type")), target})
		return nil
	})
	return rels, err
}

// readWorkbook lists the worksheets and finds the parts that belong to all.
func (x *xlsx) readWorkbook(book string) error {
	rels, err := x.relations(book)
	if err != nil {
		return err
	}
	byID := map[string]relation{}
	for _, rel := range rels {
		byID[rel.id] = rel
		switch rel.kind {
		case "sharedStrings":
			x.stringsPart = rel.target
		case "styles":
			x.stylesPart = rel.target
		}
	}
	if x.parts[book] == nil {
		return &Refusal{Code: Damaged, Err: fmt.Errorf("no part %s", book)}
	}
	return x.scan(book, func(m *markup) error {
		switch {
		case m.closing:
		case string(m.name) == "workbook":
			x.strict = bytes.Contains(m.attrs, []byte("purl.oclc.org"))
		case string(m.name) == "workbookPr":
			x.from1904 = isTrue(m.attrText("date1904"))
		case string(m.name) == "sheet":
			x.addSheet(m.attrText("name"), byID[m.attrText("id")])
		}
		return nil
	})
}

func (x *xlsx) addSheet(name string, rel relation) {
	if rel.kind == "worksheet" && x.parts[rel.target] != nil {
		x.names = append(x.names, name)
		x.paths = append(x.paths, rel.target)
	}
}

func isTrue(value string) bool { return value == "1" || value == "true" || value == "on" }

// readStyles learns which cell styles show a number as a date.
func (x *xlsx) readStyles() error {
	custom := map[string]bool{}
	inCells := false
	return x.scan(x.stylesPart, func(m *markup) error {
		switch string(m.name) {
		case "numFmt":
			custom[m.attrText("numFmtId")] = isDateFormat(m.attrText("formatCode"))
		case "cellXfs":
			inCells = !m.closing && !m.empty
		case "xf":
			if inCells && !m.closing {
				x.dates = append(x.dates, isDateID(m.attrText("numFmtId"), custom))
			}
		}
		return nil
	})
}

func (x *xlsx) isDate(style int) bool { return 0 <= style && style < len(x.dates) && x.dates[style] }

// scan runs visit over the tags of a part, until it returns errEnough. A part that is not there has none:
// styles and relations are optional, and what is not is checked by the caller.
func (x *xlsx) scan(name string, visit func(*markup) error) error {
	if x.parts[partKey(name)] == nil {
		return nil
	}
	part, err := x.open(name)
	if err != nil {
		return err
	}
	m := newMarkup(part)
	for m.next() {
		err = visit(m)
		if err != nil {
			break
		}
	}
	err = errors.Join(err, m.err, part.Close())
	if err != nil && !errors.Is(err, errEnough) {
		return refuseBroken(err)
	}
	return nil
}

// open unpacks a part. Office writes UTF-8, but XML may be UTF-16.
func (x *xlsx) open(name string) (io.ReadCloser, error) {
	file := x.parts[partKey(name)]
	if file == nil {
		return nil, &Refusal{Code: Damaged, Err: fmt.Errorf("no part %s", name)}
	}
	part, err := file.Open()
	if err != nil {
		return nil, &Refusal{Code: Damaged, Err: err}
	}
	buffered := bufio.NewReaderSize(part, 32<<10)
	var text io.Reader = buffered
	if isUTF16(buffered) {
		text = transform.NewReader(buffered, unicode.BOMOverride(transform.Nop))
	}
	return struct {
		io.Reader
		io.Closer
	}{text, part}, nil
}

func isUTF16(part *bufio.Reader) bool {
	head, _ := part.Peek(2) // too short a part ends the reading by itself
	return string(head) == "\xff\xfe" || string(head) == "\xfe\xff"
}

// readPart reads a part that is small by nature.
func (x *xlsx) readPart(name string) ([]byte, error) {
	part, err := x.open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(part, maxSmallPart+1))
	err = errors.Join(err, part.Close())
	switch {
	case err != nil:
		return nil, refuseBroken(err)
	case len(data) > maxSmallPart:
		return nil, &Refusal{Code: TooLarge, Size: int64(len(data)), Limit: maxSmallPart}
	}
	return data, nil
}

// maxSmallPart bounds styles, comments and the like.
const maxSmallPart = 64 << 20

// refuseBroken gives an error met while reading a part its code. archive/zip
// says ErrFormat of a part only when it unpacks to more than it declared.
func refuseBroken(err error) error {
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		return refusal
	case errors.Is(err, zip.ErrFormat):
		return &Refusal{Code: ZipBomb, Err: err}
	}
	return &Refusal{Code: Damaged, Err: err}
}

func (x *xlsx) kind() Kind       { return XLSX }
func (x *xlsx) sheets() []string { return x.names }

// pictures tells whether any sheet could show a picture.
func (x *xlsx) pictures() bool {
	for name := range x.parts {
		if strings.HasPrefix(name, "xl/media/") {
			return true
		}
	}
	return false
}
