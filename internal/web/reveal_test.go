package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// A number and a telephone are on a screen only once somebody has asked for them,
// and who did stands in the log.
func TestNumbersAreShownOnDemand(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			people, err := tn.Records(t.Context(), storetest.Joined, lastYear)
			check(t, err)
			r := people[7]
			person := fmt.Sprintf("/persons/%d?year=%d", r.PersonID, lastYear)
			household := fmt.Sprintf("/households/%d/%d/%d", r.CommuneID, r.HouseholdID, lastYear)
			for _, page := range []string{person, household} {
				tn.page(page, testkit.In("main", testkit.Lacks(r.Phone), testkit.Lacks(r.PersonalNumber), testkit.Contains(register.Masked(r.Phone))))
			}
			tn.page(person, testkit.In("main", testkit.Contains(register.Masked(r.PersonalNumber))))
			wantEntries(t, tn, audit.PersonReveal, 0)

			got := tn.post(person, nil)
			testkit.CheckPage(t, strings.NewReader(got.body), testkit.In("main", testkit.Contains(r.Phone), testkit.Contains(r.PersonalNumber)))
			got = tn.post(household, nil)
			testkit.CheckPage(t, strings.NewReader(got.body), testkit.In("main", testkit.Contains(r.Phone)))
			for _, e := range wantEntries(t, tn, audit.PersonReveal, 2) {
				if e.Account != "account:lan" || len(e.Persons) != 1 || e.Persons[0] != r.PersonID {
					t.Errorf("entered as %+v", e)
				}
			}
			// A list on the screen has it masked, a file has it whole.
			list := of(storetest.Joined, lastYear, "forms", "phieu")
			tn.page(list, testkit.In("main", testkit.Contains(register.Masked(r.Phone)), testkit.Lacks(r.Phone)))
			if file := tn.take(list + ".csv"); !strings.Contains(file.body, r.Phone) {
				t.Errorf("the file lacks the telephone: %d", file.status)
			}
			// Nobody else's, whoever asks.
			tn.client = tn.as("tu", right.Assignment{Role: right.WardOfficer, Place: storetest.Other, From: "2020-01-01"})
			for _, page := range []string{person, household} {
				if got := tn.post(page, nil); got.status != http.StatusNotFound && got.status != http.StatusForbidden || strings.Contains(got.body, r.Phone) {
					t.Errorf("%s: status %d for an officer of another ward", page, got.status)
				}
			}
			wantEntries(t, tn, audit.PersonReveal, 2)
		})
	}
}

func wantEntries(t *testing.T, tn *town, kind audit.Kind, n int) []audit.Entry {
	t.Helper()
	list, err := tn.Entries(context.Background(), audit.Filter{Kind: kind, Limit: 100})
	check(t, err)
	if len(list) != n {
		t.Errorf("%d entries of %s, want %d", len(list), kind, n)
	}
	return list
}

// A number is looked for in a form, among the people within reach, and never in an
// address.
func TestSearchByNumber(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			people, err := tn.Records(t.Context(), storetest.Joined, lastYear)
			check(t, err)
			r := people[7]
			spaced := r.PersonalNumber[:3] + " " + r.PersonalNumber[3:6] + "." + r.PersonalNumber[6:]
			got := tn.post("/search", url.Values{"number": {spaced}})
			testkit.CheckPage(t, strings.NewReader(got.body), testkit.Count("main .list li", 1), testkit.In("main .list", testkit.Contains(r.Name())), testkit.In("main", testkit.Lacks(r.PersonalNumber)))
			if list := wantEntries(t, tn, audit.PersonList, 1); len(list) == 1 && list[0].Persons[0] != r.PersonID {
				t.Errorf("entered as %+v", list[0])
			}
			wrong := tn.post("/search", url.Values{"number": {"0383"}})
			testkit.CheckPage(t, strings.NewReader(wrong.body), testkit.In(".errors", testkit.Contains("12 chữ số")))
			if got := tn.get("/search?q=" + r.PersonalNumber); got.status != http.StatusUnprocessableEntity && got.status != http.StatusBadRequest || strings.Contains(got.body, r.Name()) {
				t.Errorf("a number in an address: status %d", got.status)
			}
			none := tn.post("/search", url.Values{"number": {"038399000001"}})
			testkit.CheckPage(t, strings.NewReader(none.body), testkit.In(".empty", testkit.Contains("Không có ai")))
			tn.client = tn.as("tu", right.Assignment{Role: right.WardOfficer, Place: storetest.Other, From: "2020-01-01"})
			other := tn.post("/search", url.Values{"number": {r.PersonalNumber}})
			if other.body = strings.ReplaceAll(other.body, "tu", ""); strings.Contains(other.body, r.GivenName+"</") {
				t.Error("an officer of another ward finds somebody by number")
			}
			testkit.CheckPage(t, strings.NewReader(other.body), testkit.Count("main .list li", 0))
		})
	}
}
