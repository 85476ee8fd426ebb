package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"hoctap/internal/paper"
	"hoctap/internal/paper/papertest"
	"hoctap/internal/testkit"
)

func written(t testing.TB, doc *paper.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	_, err := Write(&b, papertest.Faces(t), doc)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func poppler(t testing.TB, data []byte, program string, args ...string) string {
	t.Helper()
	return testkit.Ran(t, data, "pdf", program, "poppler-utils", args...)
}

func TestTheSamePaperGivesTheSameBytes(t *testing.T) {
	for name, make := range papers {
		if !bytes.Equal(written(t, make()), written(t, make())) {
			t.Errorf("%s: two printings differ", name)
		}
	}
}

// papers are what is looked at in every way.
var papers = map[string]func() *paper.Document{
	"wide": papertest.Wide, "one": papertest.OneRow, "long": papertest.Long, "spanned": papertest.Spanned,
	"list":   func() *paper.Document { return papertest.List(130) },
	"empty":  func() *paper.Document { return papertest.List(0) },
	"sheets": func() *paper.Document { return papertest.Sheets(3) },
}

func TestReadersFindNoFault(t *testing.T) {
	for name, make := range papers {
		said := testkit.Ran(t, written(t, make()), "pdf", "qpdf", "qpdf", "--check", "FILE")
		if !strings.Contains(said, "No syntax or stream encoding errors found") {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// A paper that names people says in its properties who took it, when and why; one
// that does not says nothing of its making.
func TestPropertiesSayWhoTookIt(t *testing.T) {
	doc := papertest.List(3)
	plain := poppler(t, written(t, doc), "pdfinfo", "FILE")
	if strings.Contains(plain, "Author") {
		t.Errorf("nobody took it, and yet:\n%s", plain)
	}
	doc = papertest.List(3)
	doc.Taken = &paper.Taken{By: "operator:lan", At: time.Date(2025, 9, 21, 0, 30, 0, 0, time.UTC), Reason: "rà soát"}
	text := poppler(t, written(t, doc), "pdfinfo", "FILE")
	for _, want := range []string{"Author:", "operator:lan", "rà soát", "Sep 21"} {
		if !strings.Contains(text, want) {
			t.Errorf("the properties lack %q:\n%s", want, text)
		}
	}
}

// The table as a screen reader has it: every cell once, in its row, in the words
// of the form. Heads that come again on later pages are not told again.
func TestTagsHoldEveryCell(t *testing.T) {
	for name, make := range papers {
		if name == "sheets" {
			continue // several tables in one
		}
		var want []string
		doc := make()
		for row, err := range doc.Tables[0].Rows {
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, rowWords(doc, row))
		}
		got := taggedRows(poppler(t, written(t, make()), "pdfinfo", "-struct-text", "FILE"))
		_, heads := paper.HeadCells(doc.Tables[0].Columns)
		if doc.Tables[0].Columns[0].Number != "" {
			heads++
		}
		if len(got) != heads+len(want) {
			t.Errorf("%s: %d rows are tagged, want %d of heads and %d", name, len(got), heads, len(want))
			continue
		}
		for i, w := range want {
			if got[heads+i] != w {
				t.Errorf("%s: row %d is tagged %q, want %q", name, i, got[heads+i], w)
			}
		}
	}
}

func rowWords(doc *paper.Document, row paper.Row) string {
	var cells []string
	for _, c := range row.Cells {
		if !c.Under {
			cells = append(cells, c.Written(doc.Lang)+c.Mark)
		}
	}
	return strings.Join(cells, "|")
}

var quoted = regexp.MustCompile(`^\s*"(.*)"$`)

// taggedRows reads what pdfinfo tells of a table.
func taggedRows(tree string) []string {
	var rows []string
	var cells []string
	end := func() {
		if cells != nil {
			rows = append(rows, strings.Join(cells, "|"))
		}
		cells = nil
	}
	for _, line := range strings.Split(tree, "\n") {
		word := strings.TrimSpace(line)
		switch {
		case word == "TR" || strings.HasPrefix(word, "TR "):
			end()
			cells = []string{}
		case strings.HasPrefix(word, "TH") || strings.HasPrefix(word, "TD"):
			cells = append(cells, "")
		case strings.HasPrefix(word, "P (") || strings.HasPrefix(word, "H1"):
			end()
		case quoted.MatchString(line) && len(cells) > 0:
			cells[len(cells)-1] += quoted.FindStringSubmatch(line)[1]
		}
	}
	end()
	return rows
}

func TestEveryPageHasItsHeadsAndNumber(t *testing.T) {
	data := written(t, papertest.List(130))
	pages := strings.Split(strings.TrimSuffix(poppler(t, data, "pdftotext", "-layout", "FILE", "-"), "\f"), "\f")
	if len(pages) < 3 {
		t.Fatalf("a list of 130 takes %d pages", len(pages))
	}
	for i, page := range pages {
		for _, want := range []string{"Họ và tên", "Năm tốt", fmt.Sprintf("Trang %d/%d", i+1, len(pages)), "quy định RS-2025-2T"} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d lacks %q", i+1, want)
			}
		}
	}
}

// Names, titles and heads are found by who searches the file, with every mark of
// the language.
func TestTextIsFound(t *testing.T) {
	text := poppler(t, written(t, papertest.List(20)), "pdftotext", "-layout", "FILE", "-")
	for _, want := range []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "DANH SÁCH HỌC SINH TỐT NGHIỆP TRUNG HỌC CƠ SỞ",
		"Phạm Thị Thúy Ỷ Lan", "Đặng Quỳnh Lượng", "=1+1", "NGƯỜI LẬP BIỂU", "Bỉm Sơn, ngày … tháng … năm 2025"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not found", want)
		}
	}
}

func TestFacesAreEmbedded(t *testing.T) {
	lines := strings.Split(poppler(t, written(t, papertest.Wide()), "pdffonts", "FILE"), "\n")[2:]
	fonts := 0
	for _, line := range lines {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		fonts++
		if !strings.Contains(line, "TrueType") || strings.Count(line, " yes ") < 2 || !strings.Contains(fields[0], "+Tinos") {
			t.Errorf("not embedded, or not to be searched: %s", line)
		}
	}
	if fonts != 3 {
		t.Errorf("%d faces, want three", fonts)
	}
}

func TestTheSheetIsTagged(t *testing.T) {
	info := poppler(t, written(t, papertest.Wide()), "pdfinfo", "FILE")
	for _, want := range []string{"Tagged:          yes", "1190.55 x 841.89 pts (A3)", "CreationDate:    Tue Sep 30", "Title:           Mẫu TH-M1. Thống kê trẻ em"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
}

var wordBox = regexp.MustCompile(`<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">(.*)</word>`)

// Nothing is cut off at the edge of the sheet.
func TestEverythingLiesOnTheSheet(t *testing.T) {
	for name, make := range papers {
		doc := make()
		width, height := doc.Points()
		for _, m := range wordBox.FindAllStringSubmatch(poppler(t, written(t, doc), "pdftotext", "-bbox", "FILE", "-"), -1) {
			var at [4]float64
			for i := range at {
				at[i], _ = strconv.ParseFloat(m[i+1], 64)
			}
			if at[0] < marginLeft-1 || at[1] < marginTop-6 || at[2] > width-marginRight+12 || at[3] > height-10 {
				t.Errorf("%s: %q stands at %v on a sheet of %.0f x %.0f", name, m[5], at, width, height)
			}
		}
	}
}

// A page that holds nothing but signatures could be put under any list.
func TestSignaturesStandUnderRows(t *testing.T) {
	for people := 1; people < 60; people++ {
		data := written(t, papertest.List(people))
		pages := strings.Split(strings.TrimSuffix(poppler(t, data, "pdftotext", "-layout", "FILE", "-"), "\f"), "\f")
		last := pages[len(pages)-1]
		if !strings.Contains(last, "NGƯỜI LẬP BIỂU") || !strings.Contains(last, "(Ký, đóng dấu") {
			t.Fatalf("%d people: the signatures are not all on the last page", people)
		}
		if !strings.Contains(last, "THCS Lê Quý Đôn") {
			t.Errorf("%d people: the last page has signatures alone", people)
		}
	}
}

func TestEveryHouseholdHasItsPaper(t *testing.T) {
	data := written(t, papertest.Sheets(3))
	pages := strings.Split(strings.TrimSuffix(poppler(t, data, "pdftotext", "-layout", "FILE", "-"), "\f"), "\f")
	if len(pages) != 3 {
		t.Fatalf("three households take %d pages", len(pages))
	}
	for i, page := range pages {
		for _, want := range []string{"PHIẾU ĐIỀU TRA", fmt.Sprintf("KP1-00%d", i+1), "Họ và tên", "NGƯỜI LẬP BIỂU"} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d lacks %q", i+1, want)
			}
		}
		if strings.Contains(page, "(tiếp theo)") {
			t.Errorf("page %d says it goes on, and it is a paper of its own", i+1)
		}
	}
}

// A figure further down a list than the widths were taken from stays in its
// column.
func TestLongFiguresStayInTheirColumn(t *testing.T) {
	doc := papertest.List(0)
	doc.Tables[0].Rows = func(yield func(paper.Row, error) bool) {
		for i := range sampled + 5 {
			n := int64(i % 10)
			if i > sampled {
				n = 123456789
			}
			if !yield(paper.Row{Cells: []paper.Cell{{Kind: paper.Number, Count: n}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}}, nil) {
				return
			}
		}
	}
	found := false
	for _, m := range wordBox.FindAllStringSubmatch(poppler(t, written(t, doc), "pdftotext", "-bbox", "FILE", "-"), -1) {
		x, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		if m[5] == "123.456.789" {
			found = true
			if x < marginLeft {
				t.Fatalf("it begins at %.1f, outside of the table at %.1f", x, marginLeft)
			}
		}
	}
	if !found {
		t.Error("the figure is not on the paper")
	}
}

// Pages leave while rows still come: a book does not wait in memory.
func TestPagesLeaveAsTheyAreDone(t *testing.T) {
	doc := papertest.List(0)
	var out counter
	least := int64(-1)
	doc.Tables[0].Rows = func(yield func(paper.Row, error) bool) {
		for i := range 5000 {
			if !yield(paper.Row{Cells: []paper.Cell{{Kind: paper.Number, Count: int64(i)}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}}, nil) {
				return
			}
		}
		least = int64(out)
	}
	_, err := Write(&out, papertest.Faces(t), doc)
	if err != nil || least < 100_000 {
		t.Errorf("%d bytes had left when the last row came: %v", least, err)
	}
}

type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

func TestFaultsComeBack(t *testing.T) {
	broken := errors.New("the store is gone")
	doc := papertest.List(0)
	doc.Tables[0].Rows = func(yield func(paper.Row, error) bool) { yield(paper.Row{}, broken) }
	_, err := Write(&bytes.Buffer{}, papertest.Faces(t), doc)
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	_, err = Write(full{}, papertest.Faces(t), papertest.OneRow())
	if !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

var errFull = errors.New("the disk is full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// What the face lacks shows as a box, and does not shift what follows.
func TestUnknownCharactersKeepTheirPlace(t *testing.T) {
	doc := papertest.OneRow()
	doc.Of = "Phường 中文 Bỉm Sơn"
	text := poppler(t, written(t, doc), "pdftotext", "-layout", "FILE", "-")
	if !strings.Contains(text, "Bỉm Sơn") {
		t.Error("the text behind an unknown character is lost")
	}
}
