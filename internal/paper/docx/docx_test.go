package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"hoctap/internal/paper"
	"hoctap/internal/paper/papertest"
	"hoctap/internal/testkit"
	"hoctap/internal/viet"
)

func report() *paper.Report {
	form := papertest.OneRow()
	form.Tables[0].Columns = form.Tables[0].Columns[:9]
	form.Tables[0].Rows = paper.Rows([]paper.Row{
		{Cells: []paper.Cell{{Kind: paper.Number, Count: 1}, {Kind: paper.Text, Text: "Phường Bỉm Sơn <Ba Đình & Lam Sơn>"}, {Kind: paper.Number, Count: 4},
			{Kind: paper.Number, Count: 1204}, {Kind: paper.Number, Count: 1187}, {Kind: paper.Percent, Count: 1187, Of: 1204}, {}, {}, {Kind: paper.Cross}}},
		{Role: paper.Banner, Lines: []string{"Các thôn"}},
	})
	return &paper.Report{
		Name: "report", Lang: viet.Vietnamese, Words: form.Words, Issuers: form.Issuers, Number: "Số: …/BC-BCĐ", Issued: form.Issued,
		Title: "BÁO CÁO", Subject: "Kết quả phổ cập giáo dục, xóa mù chữ năm 2025", Trace: form.Trace, Stamp: time.Date(2025, 9, 30, 0, 0, 0, 0, time.UTC),
		Sent: []string{"Nơi nhận:", "- Lưu: VT."}, Signers: form.Signers[1:],
		Blocks: []paper.Block{
			{Kind: paper.Heading, Text: "I. TÌNH HÌNH CHUNG"}, {Text: "Phiếu điều tra có 42.866 người."}, {Kind: paper.Room, Text: "Đặc điểm:"},
			{Kind: paper.Lower, Text: "1. Phổ cập giáo dục tiểu học"}, {Kind: paper.Grid, Table: &form.Tables[0]}, {Kind: paper.Item, Text: "còn thiếu 3 người"},
		},
	}
}

func written(t *testing.T, r *paper.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	err := Write(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheSameReportGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, report()), written(t, report())) {
		t.Error("two writings differ")
	}
}

func TestPartsAreWellFormed(t *testing.T) {
	data := written(t, report())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(r); ; {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", part.Name, err)
			}
		}
	}
}

// LibreOffice reads every word, and sets what Word would.
func TestOfficeReadsEveryWord(t *testing.T) {
	data := written(t, report())
	text := testkit.Ran(t, testkit.Office(t, data, "docx", "pdf"), "pdf", "pdftotext", "poppler-utils", "-layout", "FILE", "-")
	flat := strings.Join(strings.Fields(text), " ")
	for _, want := range []string{"ỦY BAN NHÂN DÂN PHƯỜNG BỈM SƠN", "Độc lập - Tự do - Hạnh phúc", "Số: …/BC-BCĐ", "Bỉm Sơn, ngày … tháng … năm 2025", "BÁO CÁO",
		"I. TÌNH HÌNH CHUNG", "42.866 người", "Đặc điểm:....", "1. Phổ cập giáo dục tiểu học", "1.204", "98,59", "Trẻ 11 tuổi", "còn thiếu 3 người",
		"Nơi nhận:", "TRƯỞNG BAN", "(Ký, đóng dấu, ghi rõ họ tên)", "Trang 1/1", "Các thôn"} {
		if !strings.Contains(flat, want) {
			t.Errorf("%q is not on the page:\n%s", want, text)
		}
	}
}

// The heads of headings and tables are known as such, for who listens and who
// makes a list of contents.
func TestHeadingsAreHeadings(t *testing.T) {
	html := string(testkit.Office(t, written(t, report()), "docx", "html"))
	for _, want := range []string{"<h1", "<h2", "<thead>", `rowspan="2"`, `colspan="3"`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in what LibreOffice makes of it", want)
		}
	}
}

func TestFaultsComeBack(t *testing.T) {
	broken := errors.New("the store is gone")
	r := report()
	r.Blocks[4].Table.Rows = func(yield func(paper.Row, error) bool) { yield(paper.Row{}, broken) }
	err := Write(io.Discard, r)
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
