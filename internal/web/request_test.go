package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// What somebody asks about their data is kept with the days that the law gives, and
// settled once, by whoever keeps the register.
func TestRequestsOfPeople(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			people, err := tn.Records(t.Context(), storetest.Joined, lastYear)
			check(t, err)
			r := people[3]
			ask := fmt.Sprintf("/persons/%d/request", r.PersonID)
			tn.page("/requests", testkit.Count(".empty", 1))
			tn.page(ask, testkit.In("main", testkit.Contains(r.Name())))
			for _, wrong := range []url.Values{
				{"kind": {"see"}, "on": {"21/09/2025"}, "text": {""}}, {"kind": {"see"}, "on": {"22/09/2025"}, "text": {"xem"}}, {"kind": {"see"}, "on": {"x"}, "text": {"xem"}}, {"kind": {"burn"}, "on": {"21/09/2025"}, "text": {"xem"}},
			} {
				if got := tn.post(ask, wrong); got.status != http.StatusUnprocessableEntity {
					t.Errorf("%v: status %d", wrong, got.status)
				}
			}
			tn.wantRedirect(tn.post(ask, url.Values{"kind": {"correct"}, "on": {"18/09/2025"}, "text": {"Sửa năm sinh"}}), "/requests")
			list := tn.page("/requests", testkit.In("main", testkit.Contains(r.Name()), testkit.Contains("Sửa năm sinh"), testkit.Contains("trả lời trước hết ngày 22/09/2025"), testkit.Contains("xong trước hết ngày 28/09/2025")))
			settle := regexp.MustCompile(`action="(/requests/[^"]+)"`).FindStringSubmatch(list.body)[1]

			// An officer of another ward sees none of it and settles nothing.
			officer := tn.client
			tn.client = tn.as("tu", right.Assignment{Role: right.WardOfficer, Place: storetest.Other, From: "2020-01-01"})
			tn.page("/requests", testkit.Count(".empty", 1))
			for _, got := range []reply{tn.get(ask), tn.post(settle, url.Values{"to": {"done"}, "outcome": {"x"}})} {
				if got.status != http.StatusForbidden && got.status != http.StatusNotFound || strings.Contains(got.body, "Sửa năm sinh") {
					t.Errorf("another ward: status %d", got.status)
				}
			}
			tn.client = officer
			if got := tn.post(settle, url.Values{"to": {"done"}, "outcome": {""}}); got.status == http.StatusSeeOther {
				t.Error("settled without a word")
			}
			tn.wantRedirect(tn.post(settle, url.Values{"to": {"answered"}, "outcome": {"Đã hẹn"}}), "/requests")
			tn.wantRedirect(tn.post(settle, url.Values{"to": {"done"}, "outcome": {"Đã sửa, đã báo"}}), "/requests")
			tn.page("/requests", testkit.In("main", testkit.Contains("Đã làm xong"), testkit.Contains("Đã sửa, đã báo"), testkit.Contains("xong ngày 21/09/2025")))
			if got := tn.post(settle, url.Values{"to": {"refused"}, "outcome": {"x"}}); got.status != http.StatusConflict {
				t.Errorf("settled twice: status %d", got.status)
			}
			wantEntries(t, tn, audit.RequestAdd, 1)
			wantEntries(t, tn, audit.RequestSettle, 2)
		})
	}
}

// Why each field is kept stands beside it and on the notice, which anybody reads.
func TestWhyFieldsAreKept(t *testing.T) {
	tn := newTown(t)
	people, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	tn.page(fmt.Sprintf("/persons/%d", people[0].PersonID), testkit.In("main", testkit.Contains("20/2014/NĐ-CP")))
	tn.stranger()
	tn.page("/privacy", testkit.In("#disability", testkit.Contains("Nhạy cảm"), testkit.Contains("07/2016/TT-BGDĐT")), testkit.In("#who", testkit.Contains("Số định danh cá nhân")))
}
