package right

import (
	"testing"

	"hoctap/internal/place"
)

// The places of the tests: North and South become Joined in 2025, Split goes half
// to Joined and half to Rest, the district is abolished.
const (
	prov place.ID = 1 + iota
	otherProv
	district
	north
	south
	split
	joined
	rest
	northHamlet
	joinedHamlet
	joinedHamlet2
	far
)

const merger = "2025-07-01"

var tree = place.NewTree(place.Data{
	Attributes: []place.Attributes{
		{PlaceID: prov, From: "2000-01-01", Code: "38", Name: "Tỉnh", Kind: place.Province},
		{PlaceID: otherProv, From: "2000-01-01", Code: "40", Name: "Tỉnh khác", Kind: place.Province},
		{PlaceID: district, From: "2000-01-01", Until: merger, Code: "381", Name: "Huyện", Kind: place.District, Parent: prov},
		{PlaceID: north, From: "2000-01-01", Until: merger, Code: "14812", Name: "Bắc", Kind: place.Commune, Parent: district},
		{PlaceID: south, From: "2000-01-01", Until: merger, Code: "14815", Name: "Nam", Kind: place.Commune, Parent: district},
		{PlaceID: split, From: "2000-01-01", Until: merger, Code: "14818", Name: "Chia", Kind: place.Commune, Parent: district},
		{PlaceID: joined, From: merger, Code: "14812", Name: "Bắc Nam", Kind: place.Commune, Parent: prov},
		{PlaceID: rest, From: merger, Code: "14818", Name: "Còn lại", Kind: place.Commune, Parent: prov},
		{PlaceID: northHamlet, From: "2000-01-01", Until: merger, Name: "Thôn 1", Kind: place.Hamlet, Parent: north},
		{PlaceID: joinedHamlet, From: merger, Name: "Thôn Bắc 1", Kind: place.Hamlet, Parent: joined},
		{PlaceID: joinedHamlet2, From: merger, Name: "Thôn Nam 1", Kind: place.Hamlet, Parent: joined},
		{PlaceID: far, From: "2000-01-01", Code: "17000", Name: "Xa", Kind: place.Commune, Parent: otherProv},
	},
	Successions: []place.Succession{
		{From: north, To: joined, On: merger, Extent: place.All}, {From: south, To: joined, On: merger, Extent: place.All},
		{From: split, To: joined, On: merger, Extent: place.Part}, {From: split, To: rest, On: merger, Extent: place.Part},
		{From: northHamlet, To: joinedHamlet, On: merger, Extent: place.All},
	},
})

func holding(on place.Date, held ...Assignment) *Holder {
	for i := range held {
		held[i].Account = 1
	}
	return NewHolder(1, "lan", held, tree, on)
}

func of(role Role, at place.ID) Assignment {
	return Assignment{Role: role, Place: at, From: "2020-01-01"}
}

const today = "2026-09-30"

func TestReach(t *testing.T) {
	for _, test := range []struct {
		name string
		held Assignment
		do   Action
		at   place.ID
		want bool
	}{
		{"own commune", of(WardOfficer, joined), SeePersons, joined, true},
		{"a commune that went into it whole", of(WardOfficer, joined), SeePersons, north, true},
		{"a commune of which a part went elsewhere", of(WardOfficer, joined), SeePersons, split, false},
		{"its other half", of(WardOfficer, rest), SeePersons, split, false},
		{"both halves lie in the province", of(ProvinceChecker, prov), SeePersons, split, true},
		{"the commune beside", of(WardOfficer, joined), SeePersons, rest, false},
		{"the province above", of(WardOfficer, joined), SeeFigures, prov, false},
		{"the abolished district above", of(WardOfficer, joined), SeeFigures, district, false},
		{"the abolished district below", of(ProvinceChecker, prov), SeeFigures, district, true},
		{"another province", of(ProvinceChecker, prov), SeeFigures, far, false},
		{"carried along by the merger", of(WardOfficer, north), SeePersons, joined, true},
		{"of a commune that was divided", of(WardOfficer, split), SeePersons, rest, false},
		{"an action the role lacks", of(AssociationOfficer, joined), SeePersons, joined, false},
		{"no personal data for who keeps the machine", of(SystemAdministrator, 0), SeePersons, joined, false},
		{"nor for who gives rights", of(ProvinceAdministrator, prov), SeeGaps, joined, false},
		{"an auditor of all", of(Auditor, 0), ReadLog, far, true},
		{"a commune nobody knows", of(ProvinceChecker, prov), SeeFigures, 99, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := holding(today, test.held).May(test.do, test.at); got != test.want {
				t.Errorf("may %s: %v, want %v", test.do, got, test.want)
			}
		})
	}
}

func TestTermEndsTheRight(t *testing.T) {
	a := of(WardOfficer, joined)
	a.Until = "2026-01-01"
	if !holding("2025-12-31", a).May(SeePersons, joined) || holding("2026-01-01", a).May(SeePersons, joined) || holding("2019-12-31", a).May(SeePersons, north) {
		t.Error("the right does not hold exactly from its first day to its last")
	}
}

func TestOneHamlet(t *testing.T) {
	h := holding(today, of(HamletSurveyor, joinedHamlet))
	reach := h.Reach(SeePersons, joined)
	if reach.Whole || !reach.Covers(joinedHamlet) || reach.Covers(joinedHamlet2) || reach.Covers(0) {
		t.Errorf("reach %+v", reach)
	}
	if former := h.Reach(SeePersons, north); former.Whole || !former.Covers(northHamlet) {
		t.Errorf("of the former commune %+v", former)
	}
	if h.Reach(SeePersons, rest).Any() || h.May(WriteRegister, joined) {
		t.Error("reaches beyond its hamlet")
	}
}

func TestGiving(t *testing.T) {
	ward, province, system := holding(today, of(WardOfficer, joined)), holding(today, of(ProvinceAdministrator, prov)), holding(today, of(SystemAdministrator, 0))
	for _, test := range []struct {
		name string
		who  *Holder
		to   ID
		role Role
		at   place.ID
		want bool
	}{
		{"a surveyor of one's own ward", ward, 2, HamletSurveyor, joinedHamlet, true},
		{"a surveyor of another ward", ward, 2, SchoolOfficer, rest, false},
		{"an officer like oneself", ward, 2, WardOfficer, joined, false},
		{"to oneself", province, 1, WardOfficer, joined, false},
		{"a ward officer by the province", province, 2, WardOfficer, rest, true},
		{"in another province", province, 2, WardOfficer, far, false},
		{"all there is, by the province", province, 2, Auditor, 0, false},
		{"all there is, by who keeps the machine", system, 2, SystemAdministrator, 0, true},
	} {
		if got := test.who.MayGive(test.to, test.role, test.at); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestManaging(t *testing.T) {
	ward := holding(today, of(WardOfficer, joined))
	held := func(a Assignment) []Assignment { a.Account = 2; return []Assignment{a} }
	ended := of(ProvinceChecker, prov)
	ended.Until = "2026-01-01"
	switch {
	case !ward.MayManage(2, held(of(HamletSurveyor, joinedHamlet))):
		t.Error("may not manage a surveyor of the ward")
	case ward.MayManage(2, held(of(ProvinceChecker, prov))):
		t.Error("may reset the password of a checker of the province")
	case !ward.MayManage(2, held(ended)):
		t.Error("a right that is over still keeps the account from being managed")
	case ward.MayManage(1, nil):
		t.Error("may manage their own account")
	case holding(today, of(WardLeader, joined)).MayManage(2, nil):
		t.Error("manages without the right to")
	}
}

func TestSeparate(t *testing.T) {
	for _, test := range []struct {
		first, second  string
		able           []string
		allowed, alone bool
	}{
		{"lan", "tu", []string{"lan", "tu"}, true, false},
		{"lan", "lan", []string{"lan", "tu"}, false, false},
		{"lan", "lan", []string{"lan"}, true, true},
		{"lan", "lan", []string{"tu"}, false, false},
	} {
		allowed, alone := Separate(test.first, test.second, test.able)
		if allowed != test.allowed || alone != test.alone {
			t.Errorf("%+v: %v, %v", test, allowed, alone)
		}
	}
}

func TestAssignmentsAreChecked(t *testing.T) {
	for _, a := range []Assignment{
		{Role: "emperor", Place: prov, From: today}, {Role: WardOfficer, From: today}, {Role: WardOfficer, Place: prov, From: today},
		{Role: WardOfficer, Place: north, From: today}, {Role: Auditor, From: today, Until: today},
	} {
		if a.Check(tree, today) == nil {
			t.Errorf("%+v is accepted", a)
		}
	}
	if err := of(HamletSurveyor, joinedHamlet).Check(tree, today); err != nil {
		t.Error(err)
	}
}
