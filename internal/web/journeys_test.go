package web_test

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/sheet/sheettest"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
	"hoctap/internal/verdict"
)

// exported is the workbook of the open round, with edits.
func (tn *town) exported(edits ...string) []byte {
	tn.t.Helper()
	got := tn.take(of(storetest.Joined, lastYear, "export.xlsx"))
	if got.status != http.StatusOK {
		tn.t.Fatalf("export: status %d", got.status)
	}
	dir := tn.t.TempDir()
	from, to := filepath.Join(dir, "from.xlsx"), filepath.Join(dir, "to.xlsx")
	check(tn.t, os.WriteFile(from, []byte(got.body), 0o600))
	check(tn.t, sheettest.Edit(from, to, edits))
	content, err := os.ReadFile(to)
	check(tn.t, err)
	return content
}

var importPath = of(storetest.Joined, lastYear, "import")

// A sound workbook is checked, shown, and written only when the reader says so.
func TestImport(t *testing.T) {
	tn := newTown(t)
	job := tn.upload(importPath, `C:\phieu\phiếu 2025.xlsx`, tn.exported("delete=12"))
	tn.wantRedirect(job, "/jobs/")
	checked := tn.finished(job.header.Get("Location"))
	testkit.CheckPage(t, strings.NewReader(checked.body),
		testkit.In(".page-head .lead", testkit.Text("phiếu 2025.xlsx")), testkit.In(".message-title", testkit.Text("Tệp giống hệt số liệu đang có")),
		testkit.In("#warnings", testkit.Contains("không có trong tệp")), testkit.None("main form[method=post]"))

	_, given := columns(t, tn.exported())
	job = tn.upload(importPath, "sua.xlsx", tn.exported(given+"12=Đổi Tên Khác"))
	tn.wantRedirect(job, "/jobs/")
	at := job.header.Get("Location")
	checked = tn.finished(at)
	testkit.CheckPage(t, strings.NewReader(checked.body),
		testkit.In(".message-title", testkit.Matches(`^400 dòng đều đọc được`)), testkit.In("main form[method=post]", testkit.Attr("action", at+"/import")))
	before := tn.names("Đổi Tên Khác")
	if before != 0 {
		t.Fatalf("the check has written: %d people", before)
	}
	written := tn.post(at+"/import", nil)
	tn.wantRedirect(written, "/jobs/")
	done := tn.finished(written.header.Get("Location"))
	testkit.CheckPage(t, strings.NewReader(done.body), testkit.In(".message-title", testkit.Text("Đã nhập 400 dòng")))
	if tn.names("Đổi Tên Khác") != 1 {
		t.Error("the import has not written the changed name")
	}
	tn.page(importPath, testkit.In("main", testkit.Contains("sua.xlsx")))
}

func (tn *town) names(name string) int {
	tn.t.Helper()
	all, err := tn.Records(tn.t.Context(), storetest.Joined, lastYear)
	check(tn.t, err)
	n := 0
	for _, r := range all {
		if strings.Contains(r.Name(), name) {
			n++
		}
	}
	return n
}

// columns finds the columns of the year of birth and of the given name.
func columns(t *testing.T, content []byte) (string, string) {
	t.Helper()
	book, err := grid.OpenBytes(content, grid.DefaultLimits())
	check(t, err)
	rows, err := book.Rows("MauNhapLieu")
	check(t, err)
	year, given := "", ""
	for rows.Next() && rows.Number() < 12 {
		for i, cell := range rows.Cells() {
			switch strings.ToLower(strings.TrimSpace(cell.Text)) {
			case "năm", "năm sinh":
				if year == "" {
					year = grid.ColumnName(i + 1)
				}
			case "tên":
				if given == "" {
					given = grid.ColumnName(i + 1)
				}
			}
		}
	}
	if year == "" || given == "" {
		t.Fatalf("no columns: year %q, given name %q", year, given)
	}
	return year, given
}

// A wrong cell comes back at its address; nothing is written until the reader
// takes the sound rows.
func TestImportOfAWrongCell(t *testing.T) {
	tn := newTown(t)
	year, given := columns(t, tn.exported())
	content := tn.exported(year+"20=2109", given+"21=Người Sửa Đúng")
	job := tn.upload(importPath, "sai.xlsx", content)
	tn.wantRedirect(job, "/jobs/")
	at := job.header.Get("Location")
	got := tn.finished(at)
	testkit.CheckPage(t, strings.NewReader(got.body),
		testkit.In("#errors .finding .cell", testkit.Text(year+"20")), testkit.In("#errors .finding", testkit.Contains("2109")),
		testkit.In(`input[name="partial"]`, testkit.Attr("value", "yes")), testkit.In(`a[href="`+at+`/errors.xlsx"]`))
	if got := tn.post(at+"/import", nil); got.status != http.StatusConflict {
		t.Errorf("import of all of it: status %d, want 409", got.status)
	}
	marked := tn.get(at + "/errors.xlsx")
	book, err := grid.OpenBytes([]byte(marked.body), grid.DefaultLimits())
	check(t, err)
	if len(book.Sheets()) < 2 || !strings.Contains(marked.header.Get("Content-Disposition"), `"sai-o-can-sua.xlsx"`) {
		t.Errorf("sheets %v, %s", book.Sheets(), marked.header.Get("Content-Disposition"))
	}
	written := tn.post(at+"/import", url.Values{"partial": {"yes"}})
	tn.wantRedirect(written, "/jobs/")
	tn.finished(written.header.Get("Location"))
	if tn.names("Người Sửa Đúng") != 1 {
		t.Error("the sound rows were not imported")
	}
}

func TestImportRefusals(t *testing.T) {
	tn := newTown(t)
	for _, test := range []struct {
		name    string
		content []byte
		says    string
	}{
		{"notes.xlsx", []byte("this is no workbook"), "Excel"},
		{"empty.xlsx", nil, "0 byte"},
		{"other.xlsx", tn.exported("rename=Khac", "drop=MaTruong"), "MauNhapLieu"},
	} {
		t.Run(test.name, func(t *testing.T) {
			job := tn.upload(importPath, test.name, test.content)
			tn.wantRedirect(job, "/jobs/")
			got := tn.finished(job.header.Get("Location"))
			testkit.CheckPage(t, strings.NewReader(got.body), testkit.In(`.message[data-tone="miss"]`, testkit.Contains(test.says)), testkit.None("main form[method=post]"))
		})
	}
	got := tn.post(importPath, url.Values{"x": {"1"}})
	if got.status != http.StatusUnprocessableEntity {
		t.Errorf("a form without a file: status %d", got.status)
	}
}

func TestRound(t *testing.T) {
	tn := newTown(t)
	at := of(storetest.Joined, lastYear, "round")
	tn.page(at, testkit.In("dialog#move-submitted form", testkit.Attr("action", at+"?to=submitted")), testkit.In(".steps [aria-current]", testkit.Text("Đang điều tra")))
	tn.page(at+"?do=submitted", testkit.None("dialog#move-submitted"), testkit.In("#move-submitted-title", testkit.Contains("Nộp")))
	tn.wantRedirect(tn.post(at+"?to=submitted", nil), at)
	tn.page(at, testkit.In(".steps [aria-current]", testkit.Text("Đã nộp")), testkit.Count("main dialog", 2))

	if got := tn.upload(importPath, "x.xlsx", tn.exported()); got.status != http.StatusConflict {
		t.Errorf("import into a submitted round: status %d", got.status)
	}
	tn.page(importPath, testkit.In(".message", testkit.Contains("đã nộp")), testkit.None("input[type=file]"))

	got := tn.post(at+"?to=open", url.Values{"reason": {"  "}})
	if got.status != http.StatusUnprocessableEntity {
		t.Fatalf("reopened without a reason: status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In(".errors a", testkit.Href("#reason")), testkit.In("#reason-error", testkit.Contains("phải ghi lý do")))
	if got := tn.post(at+"?to=closed", nil); got.status != http.StatusConflict {
		t.Errorf("closed before it was checked: status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(tn.post(at+"?to=closed", nil).body), testkit.In("main", testkit.Contains("“đã nộp”, không chuyển sang “đã khóa sổ”")))
	tn.wantRedirect(tn.post(at+"?to=open", url.Values{"reason": {"Bổ sung 2 hộ"}}), at)
	tn.page(at, testkit.In(".timeline > li:first-child", testkit.Contains("Bổ sung 2 hộ")))
}

func TestRoundOpensFromTheFormer(t *testing.T) {
	tn := newTown(t)
	at := of(storetest.Joined, 2026, "round")
	tn.page(at, testkit.In("dialog#move-open", testkit.Contains("từ số liệu năm 2025")))
	tn.wantRedirect(tn.post(at+"?to=open", nil), at)
	round, ok, err := tn.RoundProgress(t.Context(), storetest.Joined, 2026)
	check(t, err)
	if !ok || round.Records == 0 || round.Unconfirmed != round.Records {
		t.Fatalf("round %+v", round)
	}
	tn.page(of(storetest.Joined, 2026, "verdicts", "TH"), testkit.In("main", testkit.Contains("chưa được xác nhận")))
}

// What was typed stays; what is wrong is told beside the field and above; what
// was saved moves the verdict at the next request.
func TestFigures(t *testing.T) {
	tn := newTown(t)
	form := of(storetest.Joined, lastYear, "schools", "38201")
	tn.page(form, testkit.In("h1", testkit.Text("Trường TH")), testkit.Each("fieldset h2", testkit.Matches(`\S`)))
	got := tn.post(form, url.Values{"primary.classes": {"mười"}, "primary.teachers": {"12"}, "primary.library": {"yes"}})
	if got.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body),
		testkit.In(".errors a", testkit.Href("#primary.classes")), testkit.In(`[id="primary.classes-error"]`, testkit.Contains("“mười”")),
		testkit.In(`[id="primary.classes"]`, testkit.Attr("value", "mười")), testkit.In(`[id="primary.teachers"]`, testkit.Attr("value", "12")), testkit.In(`[name="primary.library"][checked]`, testkit.Attr("value", "yes")))
	facts, err := tn.Facts(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	if facts.Schools[1].Values["primary.teachers"] != "" {
		t.Error("a form with a fault was saved in part")
	}

	verdictPage := of(storetest.Joined, lastYear, "verdicts", "TH")
	unknown := outcomes(t, tn.page(verdictPage), "Giáo viên tiểu học đạt chuẩn")
	tn.wantRedirect(tn.post(form, url.Values{
		"primary.classes": {"10"}, "primary.teachers": {"1.012"}, "primary.teachers_qualified": {"1012"}, "primary.teachers_professional": {"1000"},
	}), of(storetest.Joined, lastYear, "schools"))
	now := outcomes(t, tn.page(verdictPage), "Giáo viên tiểu học đạt chuẩn")
	if unknown != "not_enough_data" || now != "not_met" {
		t.Errorf("the condition was %s and is %s, want not_enough_data and not_met", unknown, now)
	}
	tn.page(form, testkit.In("main", testkit.Contains("98,81 % (1.000 / 1.012, cần 100 %)")))
	tn.page(of(storetest.Joined, lastYear, "schools", "-"), testkit.Each("fieldset", testkit.Matches(`\S`)))
}

// outcomes is the mark of the line of the verdict tree that begins so.
func outcomes(t *testing.T, got reply, title string) string {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
	check(t, err)
	state := ""
	doc.Find(".node-line").EachWithBreak(func(_ int, line *goquery.Selection) bool {
		if strings.Contains(line.Find(".node-title").Text(), title) {
			state, _ = line.Find(".mark").First().Attr("data-state")
		}
		return state == ""
	})
	if state == "" {
		t.Fatalf("no line %q", title)
	}
	return state
}

func TestDecision(t *testing.T) {
	tn := newTown(t)
	form := of(storetest.Joined, lastYear, "decisions", "new")
	tn.page(form + "?standard=XMC")
	got := tn.post(form, url.Values{"standard": {"XMC"}, "level": {"3"}, "date-day": {"31"}, "date-month": {"2"}, "date-year": {"2025"}, "number": {"12/QĐ"}})
	if got.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", got.status)
	}
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.Count(".errors li", 3),
		testkit.In("#level-error", testkit.Contains("Xóa mù chữ không có mức độ 3")), testkit.In("#date-error", testkit.Contains("không có trong lịch")), testkit.In("#signer-error"),
		testkit.In("#number", testkit.Attr("value", "12/QĐ")), testkit.In(`[name="date-day"]`, testkit.Attr("value", "31")))

	whole := url.Values{"standard": {"XMC"}, "level": {"2"}, "date-day": {"5"}, "date-month": {"9"}, "date-year": {"2025"}, "number": {"12/QĐ-UBND"}, "signer": {"Lê Thị Hạnh"}}
	tn.wantRedirect(tn.post(form, whole), of(storetest.Joined, lastYear, "decisions"))
	testkit.CheckPage(t, strings.NewReader(tn.post(form, whole).body), testkit.In("#number-error", testkit.Contains("đã ghi rồi")))
	tn.page(of(storetest.Joined, lastYear, "decisions"), testkit.Count("article", 1), testkit.In("article", testkit.Contains("Ngày 05/09/2025"), testkit.Contains("mức độ 2, năm 2025"), testkit.Lacks("đã thay đổi")))

	plan := tn.Plan(storetest.Joined, lastYear)
	records, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	plan.Changed = []survey.Change{storetest.Changed(adult(t, records), func(r *register.Record) { r.BirthYear = 1900 })}
	check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), plan))
	tn.page(of(storetest.Joined, lastYear, "verdicts", "XMC"), testkit.In("article .message", testkit.Contains("Số liệu đã thay đổi")))
}

func adult(t *testing.T, records []*register.Record) *register.Record {
	t.Helper()
	for _, r := range records {
		if r.Age() == 30 {
			return r
		}
	}
	t.Fatal("nobody is 30")
	return nil
}

// The gap list names the very people whom the law engine names, and trying them
// out reaches the level; no address holds an id.
func TestGapsAndWhatIf(t *testing.T) {
	tn := newTown(t)
	judge := verdict.Judge{Book: tn.book, Source: tn.DB}
	gaps, err := judge.Gaps(t.Context(), storetest.Joined, lastYear, "XMC", 2)
	check(t, err)
	if len(gaps.Fewest) == 0 {
		t.Fatal("nobody is missing: the town proves nothing")
	}
	at := of(storetest.Joined, lastYear, "gaps", "XMC", "2")
	tn.page(at, testkit.Count(".sheet tbody tr", len(gaps.Fewest)), testkit.In(".message-title", testkit.Text("Ưu tiên "+strconv.Itoa(len(gaps.Fewest))+" người")))
	all := map[register.ID]bool{}
	for _, c := range gaps.Criteria {
		for _, p := range c.Persons {
			all[p.Record.PersonID] = true
		}
	}
	tn.page(at+"?list=all", testkit.Count(".sheet tbody tr", len(all)))
	tn.wantRedirect(tn.get(at+"?standard=TH&level=1"), of(storetest.Joined, lastYear, "gaps", "TH", "1"))

	book, err := grid.OpenBytes([]byte(tn.take(at+"/export.xlsx").body), grid.DefaultLimits())
	check(t, err)
	rows, err := book.Rows(book.Sheets()[0])
	check(t, err)
	n := 0
	for rows.Next() {
		n++
	}
	if n != len(all)+1 {
		t.Errorf("the workbook has %d rows, want %d people and a heading", n, len(all))
	}

	try := of(storetest.Joined, lastYear, "whatif", "XMC", "2")
	form := url.Values{}
	for _, p := range gaps.Fewest {
		form.Add("person", strconv.FormatInt(int64(p.Record.PersonID), 10))
	}
	tn.page(try, testkit.Count("input[checked]", len(gaps.Fewest)))
	got := tn.post(try, form)
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In(".message-title", testkit.Contains("người học của Xóa mù chữ mức độ 2")))
	wantShared(t, tn, try, form)
	form.Del("person")
	form.Add("person", "77")
	if got := tn.post(try, form); got.status != http.StatusNotFound {
		t.Errorf("a person of no round: status %d", got.status)
	}
	if got := tn.post(try, url.Values{"person": {"x"}}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("no id at all: status %d", got.status)
	}
}

// wantShared turns a threshold beside the people ticked, and opens what is to be sent:
// the same answer, and no person in the address.
func wantShared(t *testing.T, tn *town, try string, form url.Values) {
	t.Helper()
	page := tn.page(try)
	field := regexp.MustCompile(`name="(threshold-[^"]+)"[^>]*value="90"`).FindStringSubmatch(page.body)
	if field == nil {
		t.Fatal("no threshold of 90 % is offered")
	}
	turned := maps.Clone(form)
	turned.Set(field[1], "abc")
	if got := tn.post(try, turned); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "abc") {
		t.Errorf("no share at all: status %d", got.status)
	}
	turned.Set(field[1], "91,5")
	got := tn.post(try, turned)
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In("main", testkit.Contains("1 ngưỡng được đổi"), testkit.Contains("văn bản: 90")))
	sent := html.UnescapeString(regexp.MustCompile(`id="share" value="([^"]+)"`).FindStringSubmatch(got.body)[1])
	for _, person := range form["person"] {
		if strings.Contains(sent, person) {
			t.Errorf("the address %s names a person", sent)
		}
	}
	at, err := url.Parse(sent)
	check(t, err)
	again := tn.page(at.RequestURI(), testkit.Count("input[checked]", len(form["person"])), testkit.In("main", testkit.Contains("1 ngưỡng được đổi")))
	result := regexp.MustCompile(`(?s)<section class="section" aria-live="polite">.*?</section>`)
	if result.FindString(again.body) != result.FindString(got.body) || !strings.Contains(sent, "91.5") {
		t.Errorf("%s gives another answer", sent)
	}
	tn.page(strings.Replace(at.RequestURI(), "%3A", "%3A9", 1), testkit.In("main", testkit.Contains("nhiều hơn")))
}

// Every number of a verdict opens to exactly so many people.
func TestNumbersOpenToTheirPeople(t *testing.T) {
	tn := newTown(t)
	for _, year := range []int{oldYear, lastYear} {
		got := tn.page(of(storetest.Joined, year, "verdicts", "XMC"))
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
		check(t, err)
		links := 0
		doc.Find(`.tree a[href*="/people/"]`).Each(func(_ int, a *goquery.Selection) {
			want, err := strconv.Atoi(strings.ReplaceAll(regexp.MustCompile(`[\d.]+`).FindString(a.Text()), ".", ""))
			check(t, err)
			href, _ := a.Attr("href")
			if n := tn.countPeople(href); n != want {
				t.Errorf("%s says %q and lists %d", href, strings.TrimSpace(a.Text()), n)
			}
			links++
		})
		if links < 6 {
			t.Errorf("%d: %d numbers lead to people, want several", year, links)
		}
	}
}

// countPeople walks through all pages of a list.
func (tn *town) countPeople(path string) int {
	tn.t.Helper()
	n := 0
	for path != "" {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(tn.page(path).body))
		check(tn.t, err)
		n += doc.Find(`tbody th[scope="row"]`).Length()
		path, _ = doc.Find(`.pager a[rel="next"]`).Attr("href")
	}
	return n
}

func TestPerson(t *testing.T) {
	tn := newTown(t)
	records, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	r := adult(t, records)
	path := "/persons/" + strconv.FormatInt(int64(r.PersonID), 10)
	plan := tn.Plan(storetest.Joined, lastYear)
	plan.Changed = []survey.Change{storetest.Changed(r, func(r *register.Record) { r.Address, r.PersonalNumber = "số 99", "038123456789" })}
	check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), plan))
	got := tn.page(path,
		testkit.In("h1", testkit.Text(r.Name())), testkit.Each("#asked li", testkit.Matches(`(Met|Đạt|Chưa đạt)`)), testkit.Each("#asked a", testkit.Matches(`\S`)),
		testkit.Each("details .reasons li", testkit.Matches(`(năm 2025|không khuyết tật|không có điều|không thuộc số đó|người này đã)`)),
		testkit.In(".columns > div:first-child section:nth-child(2) .timeline", testkit.Matches(`[Bb]iết chữ`)),
		testkit.Count(".columns > div:first-child section:nth-child(2) .timeline > li", 1),
		testkit.In(".days .timeline .what ul", testkit.Contains("Địa chỉ: số 5 → số 99"), testkit.Contains("Số định danh cá nhân: đã sửa")))
	shares := map[string]bool{}
	judge := verdict.Judge{Book: tn.book, Source: tn.DB}
	judged, err := judge.Judge(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	for _, v := range judged.Verdicts {
		for _, level := range v.Levels {
			for _, c := range level.Criteria {
				if c.Measure != nil && c.Outcome != rule.NotInForce {
					shares[c.Measure.ID] = true
				}
			}
		}
	}
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.Count(".reasons li", len(shares)))
	if strings.Contains(got.body, "038123456789") {
		t.Error("the page shows the personal number")
	}
	tn.page("/households/5/"+strconv.FormatInt(int64(r.HouseholdID), 10)+"/2025", testkit.In("tbody", testkit.Contains(r.Name())))
}

func TestSearch(t *testing.T) {
	tn := newTown(t)
	tn.page("/search?q=nguyen+van+an", testkit.Each("mark", testkit.Matches(`^(Nguyễn|Văn|An)$`)), testkit.Each(".list .name", testkit.Contains("Nguyễn Văn An")))
	tn.page("/search?q=phuong+bac", testkit.In("main", testkit.Contains("Phường Bắc Nam"), testkit.Contains("đến ngày 30/06/2025")))
	tn.page("/search?q=zzz", testkit.In(".empty h2", testkit.Text("Không tìm thấy “zzz”")))
	tn.page("/search?q=nguyen&place=6&year=2025", testkit.In(".empty a", testkit.Href("/search?q=nguyen")))
	tn.page("/search", testkit.None(".empty"))
}

// A place that was not there yet shows its parts, each named.
func TestFormerYears(t *testing.T) {
	tn := newTown(t)
	const parts = ".stack-wide > section:last-child .table" // below the pictures and the years
	tn.page(of(storetest.Joined, oldYear), testkit.In(".message", testkit.Contains("cộng từ các đơn vị hợp thành: Phường Bắc, Xã Nam")), testkit.In(parts, testkit.Contains("Khu phố 2, Phường Bắc"), testkit.Contains("Thôn Đoài, Xã Nam")))
	tn.page(of(storetest.Joined, lastYear), testkit.In(".message", testkit.Contains("Từ ngày 01/07/2025"), testkit.Contains("1238/NQ-UBTVQH15")))
	tn.page(of(storetest.North, lastYear), testkit.In(".message", testkit.Contains("chỉ tồn tại đến hết ngày 30/06/2025")), testkit.In(`.message a`, testkit.Href(of(storetest.Joined, lastYear))), testkit.In(".empty"))
	tn.page(of(1, lastYear), testkit.In(parts+" tbody", testkit.Contains("Phường Bắc Nam"), testkit.Contains("đơn vị khác chưa có số liệu")), testkit.In(parts+" tfoot", testkit.Contains("–")))
	tn.page(of(2, oldYear), testkit.In(parts+" tbody", testkit.Contains("Phường Bắc"), testkit.Contains("Xã Nam")))
}

// A row that may be either of two people we know waits for a person to decide.
func TestQuestions(t *testing.T) {
	tn := newTown(t)
	ctx := t.Context()
	twin := func(sheet string) func(*register.Record) {
		return func(r *register.Record) {
			r.FamilyName, r.GivenName, r.BirthDay, r.BirthMonth, r.BirthYear, r.SheetNumber = "Mai Thị", "Sáu", 6, 6, 1966, sheet
		}
	}
	known, second, unsure := tn.Record(storetest.Joined, lastYear, twin("X1")), tn.Record(storetest.Joined, lastYear, twin("X2")), tn.Record(storetest.Joined, lastYear, twin("X3"))
	plan := tn.Plan(storetest.Joined, lastYear)
	plan.New = []*register.Record{known, second, unsure}
	plan.Questions = []survey.Question{{PersonID: unsure.PersonID, Candidates: []register.ID{known.PersonID, second.PersonID}, Reason: "question_same_name"}}
	check(t, tn.Apply(storetest.By(ctx, "chị Lan"), plan))

	at := of(storetest.Joined, lastYear, "questions")
	tn.page(of(storetest.Joined, lastYear, "round"), testkit.In(`a[href="`+at+`"]`))
	tn.page(at, testkit.Count("form.panel", 1), testkit.Count("form.panel input[type=radio]", 3), testkit.In("form.panel", testkit.Contains("phiếu X1"), testkit.Contains("phiếu X2")))
	person := strconv.FormatInt(int64(unsure.PersonID), 10)
	if got := tn.post(at, url.Values{"person": {person}}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("no answer: status %d", got.status)
	}
	answer := url.Values{"person": {person}, "same-" + person: {strconv.FormatInt(int64(known.PersonID), 10)}}
	tn.wantRedirect(tn.post(at, answer), at)
	tn.page(at, testkit.In(".empty h2", testkit.Text("Không còn ai chờ xác định")))
	if n := tn.names("Mai Thị Sáu"); n != 2 {
		t.Errorf("%d people of that name, want 2", n)
	}
	if got := tn.post(at, answer); got.status != http.StatusNotFound {
		t.Errorf("the same answer again: status %d", got.status)
	}
}

func TestQuality(t *testing.T) {
	tn := newTown(t)
	plan := tn.Plan(storetest.Joined, lastYear)
	plan.New = []*register.Record{tn.Record(storetest.Joined, lastYear, func(r *register.Record) { r.BirthYear, r.GivenName = 1910, "Cụ" })}
	check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), plan))
	job := tn.post(of(storetest.Joined, lastYear, "quality"), nil)
	tn.wantRedirect(job, "/jobs/")
	got := tn.finished(job.header.Get("Location"))
	testkit.CheckPage(t, strings.NewReader(got.body), testkit.In("main", testkit.Contains("Trên 100 tuổi"), testkit.Contains("Nguyễn Thị Cụ")))
	if got := tn.post(of(storetest.Joined, 2030, "quality"), nil); got.status != http.StatusNotFound {
		t.Errorf("of a year without a round: status %d", got.status)
	}
}
