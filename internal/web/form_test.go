package web_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"hoctap/internal/sheet/grid"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

var formsPath = of(storetest.Joined, lastYear, "forms")

// The list names the forms of the year by programme, with a way to each file.
func TestFormList(t *testing.T) {
	tn := newTown(t)
	tn.page(formsPath,
		testkit.In(".tab[aria-current]", testkit.Text("Biểu mẫu")), testkit.In("main", testkit.Contains("Phổ cập giáo dục tiểu học")),
		testkit.In(`a[href="`+formsPath+`/th-m1"]`, testkit.Contains("6–14")), testkit.In(`a[href="`+formsPath+`/th-m1.pdf"]`),
		testkit.In("main", testkit.Contains("ô chưa có số liệu")), testkit.None(".notice + main .message"))
	tn.page(of(1, lastYear, "forms"), testkit.In(`a[href="`+of(1, lastYear, "forms", "th-02")+`"]`), testkit.None(`a[href$="/phieu"]`))
}

// A year without a round has its reason once, and nothing to download of what
// counts people.
func TestFormsWithoutARound(t *testing.T) {
	tn := newTown(t)
	none := of(storetest.Joined, lastYear+1, "forms")
	tn.page(none, testkit.In("main .message", testkit.Contains("chưa có số liệu điều tra năm 2026")), testkit.None(`a[href$="/th-m1.pdf"]`))
	tn.page(none+"/th-m1", testkit.In(".empty", testkit.Contains("chưa có số liệu điều tra năm 2026")), testkit.None(".table-form"))
	if got := tn.get(none + "/th-m1.xlsx"); got.status != http.StatusConflict {
		t.Errorf("file of a year without a round: status %d, want 409", got.status)
	}
}

// Every count of the form opens to as many people as it says, and every mark
// leads to a note.
func TestFormOpensToItsPeople(t *testing.T) {
	tn := newTown(t)
	for _, code := range []string{"th-m1", "thcs-m1", "xmc-3"} {
		doc := tn.document(formsPath + "/" + code)
		cells := doc.Find(".table-form td a:not(.form-mark)")
		if cells.Length() < 20 {
			t.Fatalf("%s: %d cells open", code, cells.Length())
		}
		for i := 0; i < cells.Length(); i += 1 + cells.Length()/8 {
			tn.opens(cells.Eq(i))
		}
		doc.Find("a.form-mark").Each(func(_ int, mark *goquery.Selection) {
			to, _ := mark.Attr("href")
			if doc.Find(to).Length() != 1 {
				t.Errorf("%s: mark %s leads nowhere", code, to)
			}
		})
	}
}

func (tn *town) document(path string) *goquery.Document {
	tn.t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(tn.page(path).body))
	check(tn.t, err)
	return doc
}

// opens follows a cell; a share is left to its two counts.
func (tn *town) opens(cell *goquery.Selection) {
	tn.t.Helper()
	n, err := strconv.Atoi(cell.Text())
	if err != nil {
		return
	}
	href, _ := cell.Attr("href")
	people := tn.document(href)
	if got := people.Find(`tbody tr:not(.group)`).Length(); got != min(n, 200) {
		tn.t.Errorf("%s says %d and opens to %d", href, n, got)
	}
	if want := fmt.Sprintf("%d người", n); !strings.HasPrefix(people.Find(".lead").Text(), want) {
		tn.t.Errorf("%s: lead %q, want %q", href, people.Find(".lead").Text(), want)
	}
	if people.Find("dl.facts dt").Length() < 2 {
		tn.t.Errorf("%s does not say what it counts", href)
	}
}

// A form of one hamlet counts its people alone, also where a cell is opened, and
// the hamlets together come to the commune.
func TestFormOfAHamlet(t *testing.T) {
	tn := newTown(t)
	whole := tn.document(formsPath + "/th-m1")
	sum := 0
	whole.Find(`select[name="hamlet"] option`).Each(func(_ int, option *goquery.Selection) {
		id, _ := option.Attr("value")
		if id == "" {
			return
		}
		part := tn.document(formsPath + "/th-m1?hamlet=" + id)
		cell := part.Find(".table-form tbody tr").Last().Find("td.figure:not(.cross)").First()
		n, _ := strconv.Atoi(cell.Text())
		sum += n
		if link := cell.Find("a"); link.Length() == 1 {
			tn.opens(link)
		}
	})
	want := whole.Find(".table-form tbody tr").Last().Find("td.figure:not(.cross)").First().Text()
	if strconv.Itoa(sum) != want || sum == 0 {
		t.Errorf("hamlets come to %d, the commune to %s", sum, want)
	}
}

func TestFormFiles(t *testing.T) {
	tn := newTown(t)
	for kind, begins := range map[string]string{"pdf": "%PDF-", "csv": "\ufeff", "xlsx": "PK"} {
		got := tn.get(formsPath + "/th-m1." + kind)
		name := `"th-m1-phuong-bac-nam-2025.` + kind + `"`
		if got.status != http.StatusOK || !strings.HasPrefix(got.body, begins) || !strings.Contains(got.header.Get("Content-Disposition"), name) {
			t.Errorf("%s: status %d, %q, begins with %.8q", kind, got.status, got.header.Get("Content-Disposition"), got.body)
		}
	}
	book, err := grid.OpenBytes([]byte(tn.take(formsPath+"/so-td.xlsx").body), grid.DefaultLimits())
	check(t, err)
	if len(book.Sheets()) == 0 {
		t.Error("the tracking book has no sheet")
	}
}

// A list shows its people page by page.
func TestFormThatNamesPeople(t *testing.T) {
	tn := newTown(t)
	tn.page(formsPath+"/so-td", testkit.Count(".table-form tbody tr:not(.group)", 200), testkit.In(".pager"))
	doc := tn.document(formsPath + "/so-td?page=2")
	if got := doc.Find(".table-form tbody tr:not(.group)").Length(); got == 0 || got > 200 {
		t.Errorf("second page: %d rows", got)
	}
}

func TestFormRefusals(t *testing.T) {
	tn := newTown(t)
	for path, want := range map[string]int{
		"/th-m9": http.StatusNotFound, "/th-m1.docx": http.StatusNotFound, "/th-m1?hamlet=xa": http.StatusNotFound,
		"/th-m1/people?row=age.6&column=nothing": http.StatusNotFound, "/th-m1/people?row=age.6&column=born": http.StatusUnprocessableEntity,
		"/th-m1/people?table=none&row=age.6&column=children.total": http.StatusNotFound,
	} {
		if got := tn.get(formsPath + path); got.status != want {
			t.Errorf("%s: status %d, want %d", path, got.status, want)
		}
	}
}
