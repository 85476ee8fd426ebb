package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/tally"
	"hoctap/internal/testkit"
	"hoctap/internal/viet"
)

// From who needs to learn to a class, and back: the share moves by exactly those who
// completed, a certificate is told by its code, and an undone completion moves it back.
func TestFromNeedToClassAndBack(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			tn.client = tn.as("giam-doc", right.Assignment{Role: right.CentreDirector, Place: storetest.Joined, From: "2020-01-01"})
			classes := of(storetest.Joined, lastYear, "classes")
			tn.page(classes, testkit.In("main", testkit.Contains("cần học xóa mù chữ giai đoạn 1")))

			form := tn.page(classes+"/new?programme=literacy-1", testkit.In("h1", testkit.Contains("Mở lớp")))
			people := valuesOf(form.body, "person")
			if len(people) < 3 {
				t.Fatalf("%d people to invite", len(people))
			}
			people = people[:3]
			class := tn.makeClass(classes, url.Values{"programme": {"literacy-1"}, "name": {"Lớp tối"}, "begins": {"01/09/2025"}, "person": people})
			tn.page(class, testkit.In("main", testkit.Contains("3 người được mời")))

			// Completing before anybody came is refused by name.
			tn.wantRedirect(tn.post(class+"/learners", url.Values{"person": {people[0]}, "to": {"enrolled"}}), class)
			before := tn.share("report.level1_15_60")
			got := tn.post(class+"/complete", url.Values{"on": {"20/09/2025"}, "result": {"Đạt"}, "person": {people[0]}})
			tn.want(got, http.StatusUnprocessableEntity, testkit.In(".errors", testkit.Contains("chưa có buổi nào có mặt")))

			tn.wantRedirect(tn.post(class+"/sessions", url.Values{"on": {"03/09/2025"}, "from": {"19:00"}, "to": {"21:00"}, "weeks": {"2"}}), class)
			session := class + "/sessions/" + firstMatch(t, tn.page(class).body, `/sessions/(\d+)`)
			marks := url.Values{}
			for _, id := range people {
				marks.Set("was.m"+id, "")
				marks.Set("m"+id, "here")
			}
			tn.wantRedirect(tn.post(session, marks), session+"?saved=1")
			// Two of the same name are told apart where their completion is written.
			for _, person := range people {
				tn.page(class, testkit.In("#finish", testkit.Contains(tn.birthOf(person))))
			}
			// Another phone that still shows nothing marks otherwise: it is told.
			got = tn.post(session, url.Values{"was.m" + people[0]: {""}, "m" + people[0]: {"away"}})
			tn.want(got, http.StatusUnprocessableEntity, testkit.In(".errors", testkit.Contains("Máy khác")))

			tn.wantRedirect(tn.post(class+"/complete", url.Values{"on": {"20/09/2025"}, "result": {"Đạt"}, "person": people}), class)
			after := tn.share("report.level1_15_60")
			if after.N != before.N+3 || after.D != before.D {
				t.Fatalf("the share moved from %v to %v, want three more", before, after)
			}
			tn.page(class, testkit.In("main", testkit.Contains("3 người hoàn thành")))

			paper := tn.post(class+"/certificates.pdf", nil)
			if paper.status != http.StatusOK || !strings.HasPrefix(paper.body, "%PDF") {
				t.Fatalf("certificates: %d", paper.status)
			}
			code := tn.certificate(people[0])
			tn.want(tn.post("/public/verify", url.Values{"code": {code}}), http.StatusOK, testkit.In("main", testkit.Contains("còn giá trị"), testkit.Contains("Lớp tối")))
			tn.want(tn.post("/public/verify", url.Values{"code": {"AAAABBBBCCCCDDDD"}}), http.StatusOK, testkit.In("main", testkit.Contains("Không có giấy nào")))

			tn.want(tn.post(class+"/undo?person="+people[0], nil), http.StatusUnprocessableEntity, testkit.In(".errors", testkit.Contains("lý do")))
			tn.wantRedirect(tn.post(class+"/undo?person="+people[0], url.Values{"reason": {"ghi nhầm"}}), class)
			if back := tn.share("report.level1_15_60"); back.N != before.N+2 {
				t.Fatalf("undone: %v, want two more than %v", back, before)
			}
			tn.want(tn.post("/public/verify", url.Values{"code": {code}}), http.StatusOK, testkit.In("main", testkit.Contains("bị hủy")))
			if book := tn.get(class + "/book.pdf"); book.status != http.StatusOK || !strings.HasPrefix(book.body, "%PDF") {
				t.Fatalf("book: %d", book.status)
			}
			tn.page(class+"/invitations", testkit.Count(".letter", 1))
		})
	}
}

// A class of one ward is not there in another, in any address or body.
func TestClassesOfOtherWards(t *testing.T) {
	tn := newTown(t)
	tn.client = tn.as("giam-doc", right.Assignment{Role: right.CentreDirector, Place: storetest.Joined, From: "2020-01-01"})
	class := tn.makeClass(of(storetest.Joined, lastYear, "classes"), url.Values{"programme": {"law"}, "name": {"Luật đất đai"}, "begins": {"01/09/2025"}})
	number := class[strings.LastIndex(class, "/")+1:]
	tn.client = tn.as("giam-doc-khac", right.Assignment{Role: right.CentreDirector, Place: storetest.Other, From: "2020-01-01"})
	for _, path := range []string{class, class + "/edit", class + "/book.pdf", of(storetest.Other, lastYear, "classes", number), of(storetest.Other, lastYear, "classes", number, "edit")} {
		if got := tn.get(path); got.status != http.StatusForbidden && got.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	// Somebody of the first ward cannot be put into a class of the second.
	records, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	opened := tn.Opening(storetest.Other, lastYear, tn.People(storetest.Other, lastYear, 4)...)
	check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), opened))
	theirs := tn.makeClass(of(storetest.Other, lastYear, "classes"), url.Values{"programme": {"law"}, "name": {"Lớp khác"}, "begins": {"01/09/2025"}, "person": {id(records[0].PersonID)}})
	tn.page(theirs, testkit.In("main", testkit.Contains("0 người được mời")))
	tn.post(theirs+"/learners", url.Values{"person": {id(records[0].PersonID)}, "add": {"enrolled"}})
	tn.page(theirs, testkit.In("main", testkit.Contains("0 người được mời, 0 người vào lớp")))
}

// What is typed wrongly comes back with what to do.
func TestClassIsTypedWrongly(t *testing.T) {
	tn := newTown(t)
	tn.client = tn.as("giam-doc", right.Assignment{Role: right.CentreDirector, Place: storetest.Joined, From: "2020-01-01"})
	classes := of(storetest.Joined, lastYear, "classes")
	got := tn.post(classes+"/new", url.Values{"name": {""}, "begins": {"31/02/2025"}, "seats": {"nhiều"}})
	tn.want(got, http.StatusUnprocessableEntity, testkit.In(".errors", testkit.Contains("Chọn chương trình"), testkit.Contains("Ghi tên lớp"), testkit.Contains("Ngày không đúng")))
	class := tn.makeClass(classes, url.Values{"programme": {"health"}, "name": {"Sức khỏe"}, "begins": {"01/09/2025"}, "ends": {"30/09/2025"}})
	for _, wrong := range []url.Values{
		{"on": {"01/08/2025"}, "from": {"19:00"}, "weeks": {"1"}}, {"on": {"05/09/2025"}, "from": {"21:00"}, "to": {"19:00"}, "weeks": {"1"}},
		{"on": {"hôm nay"}, "weeks": {"1"}}, {"on": {"05/09/2025"}, "weeks": {"99"}},
	} {
		tn.want(tn.post(class+"/sessions", wrong), http.StatusUnprocessableEntity, testkit.Count(".errors li", 1))
	}
	// A session that has not come yet takes no marks.
	tn.wantRedirect(tn.post(class+"/sessions", url.Values{"on": {"25/09/2025"}, "from": {"19:00"}, "weeks": {"1"}}), class)
	session := class + "/sessions/" + firstMatch(t, tn.page(class).body, `/sessions/(\d+)`)
	if got := tn.post(session, url.Values{}); got.status != http.StatusConflict {
		t.Errorf("marks before the day: %d", got.status)
	}
	tn.wantRedirect(tn.post(class+"/state?to=called_off", nil), class)
	if got := tn.post(class+"/sessions", url.Values{"on": {"26/09/2025"}, "weeks": {"1"}}); got.status != http.StatusConflict {
		t.Errorf("a session of a class that was called off: %d", got.status)
	}
}

// The calendar has every session once, at its hour in Viet Nam, under a name that lasts,
// and nobody of the class in it.
func TestClassCalendar(t *testing.T) {
	tn := newTown(t)
	tn.client = tn.as("giam-doc", right.Assignment{Role: right.CentreDirector, Place: storetest.Joined, From: "2020-01-01"})
	records, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	class := tn.makeClass(of(storetest.Joined, lastYear, "classes"), url.Values{"programme": {"law"}, "name": {"Luật đất đai; bài 1, 2"}, "begins": {"01/09/2025"}, "venue": {"Nhà văn hóa"}, "person": {id(records[0].PersonID)}})
	if strings.Contains(tn.page(class).body, "calendar.ics") {
		t.Error("a class without sessions offers its calendar")
	}
	tn.wantRedirect(tn.post(class+"/sessions", url.Values{"on": {"03/09/2025"}, "from": {"19:00"}, "to": {"21:00"}, "weeks": {"2"}}), class)
	tn.wantRedirect(tn.post(class+"/sessions", url.Values{"on": {"20/09/2025"}, "weeks": {"1"}}), class)
	read := func() map[string]string {
		got := tn.get(class + "/calendar.ics")
		if got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Type"), "text/calendar") || strings.Count(got.body, "\n") != strings.Count(got.body, "\r\n") {
			t.Fatalf("calendar: %d\n%q", got.status, got.body)
		}
		if strings.Contains(got.body, records[0].GivenName) && strings.Contains(got.body, records[0].FamilyName) {
			t.Error("the calendar names a learner")
		}
		calendar, err := ics.ParseCalendar(strings.NewReader(got.body))
		check(t, err)
		out := map[string]string{}
		for _, event := range calendar.Events() {
			begins, err := event.GetStartAt()
			if err != nil {
				begins, err = event.GetAllDayStartAt()
			}
			check(t, err)
			out[event.Id()] = begins.UTC().Format("2006-01-02 15:04") + " " + event.GetProperty(ics.ComponentPropertySummary).Value
		}
		return out
	}
	first := read()
	want := []string{"2025-09-03 12:00", "2025-09-10 12:00", "2025-09-20 00:00"}
	got := slices.Sorted(maps.Values(first))
	if len(got) != len(want) {
		t.Fatalf("the calendar has %q", got)
	}
	for i := range want {
		if got[i] != want[i]+" Luật đất đai; bài 1, 2" {
			t.Errorf("session %d is %q, want %s", i, got[i], want[i])
		}
	}
	if !maps.Equal(first, read()) {
		t.Error("taken again, the calendar is another")
	}
}

func (tn *town) makeClass(classes string, values url.Values) string {
	tn.t.Helper()
	got := tn.post(classes+"/new", values)
	if got.status != http.StatusSeeOther {
		tn.t.Fatalf("class: %d\n%s", got.status, got.body)
	}
	return got.header.Get("Location")
}

// share is a measure of the joined ward now.
func (tn *town) share(measure string) (out struct{ N, D int64 }) {
	tn.t.Helper()
	rows, err := tn.Tally(tn.t.Context(), storetest.Joined, lastYear)
	check(tn.t, err)
	ratios, err := tally.Ratios(tn.book, rows, tn.DB)
	check(tn.t, err)
	out.N, out.D = ratios[measure].N, ratios[measure].D
	return out
}

// birthOf is the date of birth of somebody of the joined ward, as a page has it.
func (tn *town) birthOf(person string) string {
	tn.t.Helper()
	list, err := tn.Records(tn.t.Context(), storetest.Joined, lastYear)
	check(tn.t, err)
	i := slices.IndexFunc(list, func(r *register.Record) bool { return id(r.PersonID) == person })
	if i < 0 {
		tn.t.Fatalf("nobody has the id %s", person)
	}
	return viet.Date(list[i].BirthDate())
}

// certificate is the code of somebody's paper.
func (tn *town) certificate(person string) string {
	tn.t.Helper()
	list, err := tn.Classes(tn.t.Context(), storetest.Joined, lastYear)
	check(tn.t, err)
	for _, w := range list {
		for _, l := range w.Learners {
			if id(l.Person) == person {
				return l.Certificate
			}
		}
	}
	return ""
}

func valuesOf(body, name string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`name="`+name+`" value="(\d+)"`).FindAllStringSubmatch(body, -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

func firstMatch(t *testing.T, body, pattern string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("nothing like %s", pattern)
	}
	return m[1]
}

// want holds an answer that is no page of its own against what it must say.
func (tn *town) want(got reply, status int, checkers ...testkit.Checker) {
	tn.t.Helper()
	if got.status != status {
		tn.t.Fatalf("status %d, want %d\n%s", got.status, status, got.body)
	}
	testkit.CheckPage(tn.t, strings.NewReader(got.body), checkers...)
}
