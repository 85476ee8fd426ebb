package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// crowds are people by where they live, told apart by a word in every name.
var crowds = []struct {
	tag             string
	commune, hamlet place.ID
}{
	{"Zoham", storetest.Joined, storetest.Joined1}, {"Zuham", storetest.Joined, storetest.Joined2}, {"Zexa", storetest.Other, storetest.Other1},
}

// told makes people whose names, heads and addresses all bear the tag.
func told(bed *storetest.Bed, tag string, commune, hamlet place.ID) []*register.Record {
	list := bed.People(commune, lastYear, 80)
	for i, r := range list {
		r.HamletID, r.GivenName, r.HeadGivenName, r.Address = hamlet, fmt.Sprintf("%s%d", tag, i), tag, tag
		r.PersonalNumber, r.Phone, r.Note = fmt.Sprintf("0380%08d", i), "0900"+fmt.Sprint(100000+i), tag
	}
	return list
}

// Nobody sees people beyond their reach: on no page that a link leads to, and on
// none whose address they guess.
func TestNobodySeesPeopleBeyondTheirReach(t *testing.T) {
	bed := storetest.NewBed(t, testkit.SQLite)
	bed.Settle()
	everybody := map[place.ID][]*register.Record{}
	for _, c := range crowds {
		everybody[c.commune] = append(everybody[c.commune], told(bed, c.tag, c.commune, c.hamlet)...)
	}
	for commune, list := range everybody {
		check(t, bed.Apply(storetest.By(t.Context(), "chị Lan"), bed.Opening(commune, lastYear, list...)))
	}
	tn := serve(t, bed)
	for _, who := range []struct {
		role right.Role
		at   place.ID
		sees []string
	}{
		{right.WardOfficer, storetest.Other, []string{"Zexa"}},
		{right.WardOfficer, storetest.Joined, []string{"Zoham", "Zuham"}},
		{right.HamletSurveyor, storetest.Joined1, []string{"Zoham"}},
		{right.CentreDirector, storetest.Joined, []string{"Zoham", "Zuham"}},
		{right.AssociationOfficer, storetest.Joined, nil},
		{right.ProvinceChecker, storetest.Province, []string{"Zoham", "Zuham", "Zexa"}},
		{right.ProvinceAdministrator, storetest.Province, nil},
		{right.Auditor, 0, nil},
		{right.SystemAdministrator, 0, nil},
	} {
		name := strings.ReplaceAll(string(who.role), "_", "-") + fmt.Sprint(who.at)
		t.Run(name, func(t *testing.T) {
			tn.client = tn.as(name, right.Assignment{Role: who.role, Place: who.at, From: "2020-01-01"})
			seen := map[string]bool{}
			look := func(path string, got reply) {
				for _, c := range crowds {
					if !strings.Contains(got.body, c.tag) || strings.Contains(path, c.tag) {
						continue
					}
					seen[c.tag] = true
					if !slices.Contains(who.sees, c.tag) {
						t.Errorf("%s shows people of %s", path, c.tag)
					}
				}
			}
			walk := walker{town: tn, t: t, lang: "vi", seen: map[string]bool{}, kinds: map[string]int{}, look: look}
			walk.from("/")
			for _, path := range guesses(everybody) {
				look(path, tn.get(path))
			}
			for _, tag := range who.sees {
				if !seen[tag] {
					t.Errorf("saw nobody of %s", tag)
				}
			}
		})
	}
}

// guesses are addresses that somebody could make up who knows how ours look.
func guesses(everybody map[place.ID][]*register.Record) []string {
	out := []string{"/search?q=nguyen", "/search?q=z", "/jobs/1"}
	for commune, list := range everybody {
		for _, r := range []*register.Record{list[0], list[len(list)-1]} {
			out = append(out, "/persons/"+id(r.PersonID), "/households/"+id(commune)+"/"+id(r.HouseholdID)+"/2025")
		}
		for _, part := range []string{
			"/gaps/TH/1", "/gaps/THCS/3", "/gaps/XMC/2?list=all", "/whatif/TH/1", "/people/primary_6_entered", "/questions", "/export.xlsx", "/import",
			"/forms/so-td", "/forms/mn-06", "/forms/ds-mc1.csv", "/forms/so-td.csv?hamlet=" + id(storetest.Joined2), "/forms/so-td?hamlet=" + id(storetest.Joined2),
			"/forms/th-m1/people?row=age_6&column=total",
		} {
			out = append(out, of(commune, lastYear)+part)
		}
		out = append(out, "/search?"+url.Values{"q": {"nguyen"}, "place": {id(commune)}, "year": {"2025"}}.Encode())
	}
	return out
}

// What somebody may not open they may not change either.
func TestNobodyChangesBeyondTheirReach(t *testing.T) {
	tn := newTown(t)
	tn.client = tn.as("ngoai", right.Assignment{Role: right.WardOfficer, Place: storetest.Other, From: "2020-01-01"})
	for _, path := range []string{"round?to=submitted", "questions", "quality", "import", "schools/commune", "decisions/new"} {
		got := tn.post(of(storetest.Joined, lastYear, path), url.Values{"to": {"submitted"}, "reason": {"x"}})
		if got.status != http.StatusForbidden {
			t.Errorf("POST %s: status %d, want 403", path, got.status)
		}
	}
}
