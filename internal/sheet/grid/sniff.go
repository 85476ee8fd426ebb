package grid

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
)

// sniffBytes is how much of a file's beginning is looked at.
const sniffBytes = 4096

// What a refused file turned out to be, as the message names it.
const (
	foundHTML  = "trang HTML (thường do phần mềm khác xuất ra rồi đặt đuôi .xls)"
	foundXML   = "bảng tính XML 2003"
	foundCSV   = "tệp văn bản (CSV)"
	foundODS   = "bảng tính OpenDocument (.ods)"
	foundXLSB  = "sổ tính nhị phân (.xlsb)"
	foundOld   = "tệp Excel đời cũ (trước Excel 5.0)"
	foundWord  = "văn bản Word"
	foundSlide = "bản trình chiếu PowerPoint"
	foundPDF   = "tệp PDF"
	foundImage = "tệp hình ảnh"
	foundZip   = "tệp nén"
)

// signatures are beginnings that tell a file that is neither a zip nor a
// compound file.
var signatures = []struct {
	prefix string
	found  string
}{
	{"%PDF-", foundPDF},
	{"\x89PNG", foundImage},
	{"\xff\xd8\xff", foundImage},
	{"GIF8", foundImage},
	{"BM", foundImage},
	{"Rar!", foundZip},
	{"7z\xbc\xaf", foundZip},
	{"\x1f\x8b", foundZip},
	{"PK\x05\x06", foundZip},
	{"{\\rtf", foundWord},
}

// refuseOther names what a file is that begins like neither of our formats.
// What Excel itself can open is told how to save it; the rest is the wrong file.
func refuseOther(head []byte) *Refusal {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.prefix)) && (s.prefix != "BM" || !isText(head)) {
			return &Refusal{Code: NotAWorkbook, Found: s.found}
		}
	}
	// Excel 2 to 4 wrote bare records, the first of which is BOF.
	if len(head) > 4 && head[0] == 0x09 && head[1] <= 0x08 && head[2] <= 0x10 && head[3] == 0 {
		return &Refusal{Code: OtherFormat, Found: foundOld}
	}
	if !isText(head) {
		return &Refusal{Code: NotAWorkbook}
	}
	lower := strings.ToLower(string(head))
	switch {
	case strings.Contains(lower, "urn:schemas-microsoft-com:office:spreadsheet"):
		return &Refusal{Code: OtherFormat, Found: foundXML}
	case strings.HasPrefix(lower, "mime-version:") || strings.Contains(lower, "<html") || strings.Contains(lower, "<table") || strings.Contains(lower, "<!doctype html"):
		return &Refusal{Code: OtherFormat, Found: foundHTML}
	case strings.ContainsAny(lower, ",;\t") && strings.Contains(lower, "\n"):
		return &Refusal{Code: OtherFormat, Found: foundCSV}
	}
	return &Refusal{Code: NotAWorkbook}
}

// isText allows for text in an 8-bit encoding and for a UTF-8 letter cut at the
// end, and for UTF-16 as Excel writes "Unicode text".
func isText(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true
	}
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			return false
		}
	}
	return true
}

// clean makes text from a file safe to store: PostgreSQL takes neither broken
// UTF-8 nor NUL.
func clean(b []byte) string {
	if isClean(b) {
		return string(b)
	}
	return strings.ReplaceAll(strings.ToValidUTF8(string(b), "\uFFFD"), "\x00", "\uFFFD")
}

func isClean(b []byte) bool { return utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 }
