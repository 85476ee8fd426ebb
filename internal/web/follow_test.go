package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
	"hoctap/internal/verdict"
)

// walk is a gap list of the joined ward that lacks people, some of them in the first
// hamlet and some not.
type walk struct {
	*town
	path         string
	within, away *register.Record
}

func (tn *town) walk() walk {
	tn.t.Helper()
	gaps := tn.gaps()
	w := walk{town: tn, path: of(storetest.Joined, lastYear, "gaps", "XMC", "2"), within: gaps.Criteria[0].Persons[0].Record}
	plan := tn.Plan(storetest.Joined, lastYear)
	moved := storetest.Changed(gaps.Criteria[0].Persons[1].Record, func(r *register.Record) { r.HamletID = storetest.Joined2 })
	plan.Changed = append(plan.Changed, moved)
	check(tn.t, tn.Apply(storetest.By(tn.t.Context(), "chị Lan"), plan))
	w.away = moved.After
	return w
}

// gaps are what the ward lacks to level 2 of literacy.
func (tn *town) gaps() *verdict.Gaps {
	tn.t.Helper()
	judge := verdict.Judge{Book: tn.book, Source: tn.DB}
	gaps, err := judge.Gaps(tn.t.Context(), storetest.Joined, lastYear, "XMC", 2)
	check(tn.t, err)
	return gaps
}

func (w walk) follow(r *register.Record) string { return w.path + "/follow/" + id(r.PersonID) }

func (tn *town) accountID(name string) string {
	tn.t.Helper()
	a, err := tn.AccountByName(tn.t.Context(), name)
	check(tn.t, err)
	return fmt.Sprint(a.ID)
}

// A ward officer gives people to a surveyor, who notes visits within the hamlet and
// nowhere else; the list, narrowed to "mine", and the file say so.
func TestAGapIsFollowed(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			w := tn.walk()
			surveyor := tn.as("hoa", right.Assignment{Role: right.HamletSurveyor, Place: storetest.Joined1, From: "2020-01-01"})
			hoa := tn.accountID("hoa")
			give := func(to string, who ...*register.Record) reply {
				form := url.Values{"follower": {to}, "list": {"all"}, "who": {"nobody"}}
				for _, r := range who {
					form.Add("person", id(r.PersonID))
				}
				return tn.post(w.path+"/assign", form)
			}
			for what, got := range map[string]reply{"beyond her hamlet": give(hoa, w.within, w.away), "an account that is none": give("77", w.within), "nobody": give(hoa), "no choice": give("", w.within)} {
				if got.status == http.StatusSeeOther {
					t.Errorf("given: %s", what)
				}
			}
			tn.wantRedirect(give(hoa, w.within), w.path+"?list=all&who=nobody")
			wantEntries(t, tn, audit.FollowUpAssign, 1)

			officer := tn.client
			tn.client = surveyor
			tn.page(w.path+"?list=all&who=mine", testkit.Count(".sheet tbody tr", 1), testkit.In(".sheet tbody", testkit.Contains(w.within.Name()), testkit.Contains("hoa")), testkit.Count("#assign", 0))
			if got := give(hoa, w.within); got.status != http.StatusForbidden {
				t.Errorf("a surveyor gives people: status %d", got.status)
			}
			if got := tn.post(w.follow(w.away), url.Values{"on": {"20/09/2025"}, "outcome": {"agreed"}}); got.status != http.StatusNotFound && got.status != http.StatusForbidden {
				t.Errorf("a visit in another hamlet: status %d", got.status)
			}
			for _, wrong := range []url.Values{{"on": {"22/09/2025"}, "outcome": {"agreed"}}, {"on": {"20/09/2025"}}, {"on": {"20/09/2025"}, "outcome": {"agreed"}, "words": {strings.Repeat("a", 1001)}}} {
				if got := tn.post(w.follow(w.within), wrong); got.status != http.StatusUnprocessableEntity {
					t.Errorf("%v: status %d", wrong, got.status)
				}
			}
			tn.wantRedirect(tn.post(w.follow(w.within), url.Values{"on": {"20/09/2025"}, "outcome": {"undecided"}, "words": {"hẹn thứ bảy"}}), w.follow(w.within))
			tn.page(w.follow(w.within), testkit.In(".timeline", testkit.Contains("Còn do dự"), testkit.Contains("hẹn thứ bảy"), testkit.Contains("hoa")))
			tn.wantRedirect(tn.post(w.follow(w.within)+"/mark", url.Values{"won": {"yes"}}), w.follow(w.within))
			list := tn.page(w.path+"?list=all&who="+hoa, testkit.In(".sheet tbody", testkit.Contains("20/09/2025: Còn do dự"), testkit.Contains("Đã vận động được")))
			if strings.Contains(list.body, "hẹn thứ bảy") {
				t.Error("the words of a visit stand in a list")
			}
			tn.client = officer
			tn.page(w.path+"?list=all&who=nobody", testkit.Each(".sheet tbody tr", testkit.Lacks(" hoa ")))
			tn.wantRedirect(tn.post(w.follow(w.within)+"/mark", url.Values{"won": {"no"}}), w.follow(w.within))
			wantEntries(t, tn, audit.FollowUpVisit, 1)
			wantEntries(t, tn, audit.FollowUpMark, 2)
		})
	}
}

// What was noted under a ward is found in the ward that took it over, and in the next
// round; who left the list is shown as the register says, mark or none.
func TestAFollowUpOutlivesWardAndRound(t *testing.T) {
	tn := newTown(t)
	w := tn.walk()
	lacked := []string{}
	for _, c := range tn.gaps().Criteria {
		lacked = append(lacked, c.Verdict.Measure.ID)
	}
	by := storetest.By(t.Context(), "chị Lan")
	check(t, tn.AssignFollowUps(by, storetest.North, oldYear, 1, "2025-01-05", map[register.ID][]string{w.within.PersonID: lacked, w.away.PersonID: lacked}))
	check(t, tn.MarkWon(by, storetest.North, oldYear, w.away.PersonID, "2025-01-06", lacked))
	tn.page(w.path+"?list=all&who=1", testkit.Count(".sheet tbody tr", 2), testkit.Count("#left", 0))

	// The register now counts one of them; the other one is only marked.
	plan := tn.Plan(storetest.Joined, lastYear)
	plan.Changed = append(plan.Changed, storetest.Changed(w.within, func(r *register.Record) { r.BirthYear = 1900 }))
	check(t, tn.Apply(by, plan))
	tn.page(w.path+"?list=all&who=1", testkit.Count(".sheet tbody tr", 1), testkit.In(".sheet tbody", testkit.Contains("Đã vận động được")),
		testkit.In("#left", testkit.Contains(w.within.Name()), testkit.Contains("Không còn thuộc đối tượng")))
}

func TestKinOfAPlace(t *testing.T) {
	tn := newTown(t)
	tree, err := tn.Places(t.Context())
	check(t, err)
	for of, want := range map[place.ID][]place.ID{
		storetest.Joined: {storetest.Joined, storetest.North, storetest.South}, storetest.North: {storetest.North, storetest.Joined}, storetest.Other: {storetest.Other},
	} {
		if got := tree.Lineage(of); !slices.Equal(got, want) {
			t.Errorf("kin of %d: %v, want %v", of, got, want)
		}
	}
}
