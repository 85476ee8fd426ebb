package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

// The places of the suite: two communes that become one on 2025-07-01, which
// takes over the code of the first, and a third that stays what it is.
const (
	Province place.ID = 1 + iota
	district
	North
	South
	Joined
	Other
	north1
	north2
	south1
	Joined1
	Joined2
	Other1
)

const merger = "2025-07-01"

var townKeys = map[string]place.ID{
	"p": Province, "d": district, "north": North, "south": South, "joined": Joined, "other": Other,
	"north-1": north1, "north-2": north2, "south-1": south1, "joined-1": Joined1, "joined-2": Joined2, "other-1": Other1,
}

func town() place.Data {
	const from = "2000-01-01"
	return place.Data{
		Attributes: []place.Attributes{
			{PlaceID: Province, From: from, Code: "38", Name: "Tỉnh Thử", Kind: place.Province},
			{PlaceID: district, From: from, Until: merger, Code: "381", Name: "Huyện Thử", Kind: place.District, Parent: Province},
			{PlaceID: North, From: from, Until: merger, Code: "14812", Name: "Phường Bắc", Kind: place.Commune, Parent: district},
			{PlaceID: South, From: from, Until: merger, Code: "14815", Name: "Xã Nam", Kind: place.Commune, Parent: district},
			{PlaceID: Joined, From: merger, Code: "14812", Name: "Phường Bắc Nam", Kind: place.Commune, Parent: Province},
			{PlaceID: Other, From: from, Until: merger, Code: "14830", Name: "Xã Ngoài", Kind: place.Commune, Parent: district},
			{PlaceID: Other, From: merger, Code: "14830", Name: "Xã Ngoài", Kind: place.Commune, Parent: Province},
			{PlaceID: north1, From: from, Until: merger, Name: "Khu phố 2", Kind: place.Hamlet, Parent: North},
			{PlaceID: north2, From: from, Until: merger, Name: "Khu phố 10", Kind: place.Hamlet, Parent: North},
			{PlaceID: south1, From: from, Until: merger, Name: "Thôn Đoài", Kind: place.Hamlet, Parent: South},
			{PlaceID: Joined1, From: merger, Name: "Khu phố 1", Kind: place.Hamlet, Parent: Joined},
			{PlaceID: Joined2, From: merger, Name: "Khu phố 2", Kind: place.Hamlet, Parent: Joined},
			{PlaceID: Other1, From: from, Name: "Thôn Đông", Kind: place.Hamlet, Parent: Other},
		},
		Successions: []place.Succession{
			{From: North, To: Joined, On: merger, Extent: place.All, Instrument: "1238/NQ-UBTVQH15"},
			{From: South, To: Joined, On: merger, Extent: place.All, Instrument: "1238/NQ-UBTVQH15"},
		},
		Difficulties: []place.Difficulty{{PlaceID: Other, From: "2021-06-04", Until: "2026-01-01", Decision: "861/QĐ-TTg"}},
		Totals:       []place.Total{{PlaceID: Province, Kind: place.Commune, From: merger, Number: 166, Source: "1686/NQ-UBTVQH15"}},
	}
}

// Settle writes the places of the suite.
func (b *Bed) Settle() {
	b.t.Helper()
	check(b.t, b.SavePlaces(By(context.Background(), "chị Lan"), townKeys, town()))
}

// Record makes the record of a new person, a pupil of grade 6; edits make it
// somebody else.
func (b *Bed) Record(commune place.ID, year int, edits ...func(*register.Record)) *register.Record {
	r := &register.Record{
		CommuneID: commune, Year: year, PersonID: register.ID(b.ids.Next()), HouseholdID: register.ID(b.ids.Next()), HamletID: hamletOf[commune],
		FamilyName: "Nguyễn Thị", GivenName: "Hòa", BirthDay: 3, BirthMonth: 5, BirthYear: year - 11, Female: true,
		HeadFamilyName: "Nguyễn Văn", HeadGivenName: "Đức", Address: "số 5", SheetNumber: "P1", Residence: register.ResidencePermanent,
		GradeGroup: "k6", ClassName: "6A", Graduated: register.GraduatedPrimary, Confirmed: true,
	}
	for _, edit := range edits {
		edit(r)
	}
	return r
}

var hamletOf = map[place.ID]place.ID{North: north1, South: south1, Joined: Joined1, Other: Other1}

// People makes n records that differ in household, hamlet, age and schooling.
func (b *Bed) People(commune place.ID, year, n int) []*register.Record {
	families := []string{"Nguyễn Văn", "Trần Thị", "Lê Đình", "Phạm Thu", "Vũ Ngọc"}
	given := []string{"An", "Bình", "Chí", "Dũng", "Đạt", "Hằng", "Khuê", "Lưu", "Mỹ", "Nghĩa", "Ơn", "Quý"}
	out := make([]*register.Record, n)
	household := register.ID(0)
	for i := range n {
		if i%4 == 0 {
			household = register.ID(b.ids.Next())
		}
		out[i] = b.Record(commune, year, func(r *register.Record) {
			r.FamilyName, r.GivenName = families[i%len(families)], given[i/5%len(given)]
			r.HouseholdID, r.SheetNumber = household, fmt.Sprintf("P%d", i/4)
			r.Female, r.BirthYear, r.BirthDay = i%2 == 0, year-i%61, 1+i%28
			school(r, i)
		})
	}
	return out
}

// school gives a person the schooling of the age, and every so often another.
func school(r *register.Record, i int) {
	r.GradeGroup, r.ClassName, r.Graduated = "", "", ""
	switch age := r.Age(); {
	case age < 6:
		r.GradeGroup = fmt.Sprintf("t%d", max(age, 1))
	case age < 18:
		r.GradeGroup, r.ClassName = fmt.Sprintf("k%d", age-5), fmt.Sprintf("%dA", age-5)
		r.Repeating = i%37 == 0
	case i%3 == 0:
		r.Graduated, r.GraduatedIn = register.GraduatedUpperSecondary, register.SchoolYear(r.BirthYear+17)
	case i%3 == 1:
		r.Graduated, r.LiteracyCompleted = register.GraduatedPrimary, i%5
	}
	if i%50 == 0 {
		r.Vision, r.Able = true, i%100 == 0
	}
}

// Opening plans a round of exactly these records.
func (b *Bed) Opening(commune place.ID, year int, records ...*register.Record) *survey.Plan {
	return &survey.Plan{CommuneID: commune, Year: year, Opens: true, New: records, At: nowUTC, Source: "phieu.xlsx"}
}

// Open opens a round of exactly these records.
func (b *Bed) Open(commune place.ID, year int, records ...*register.Record) {
	b.t.Helper()
	check(b.t, b.Apply(By(context.Background(), "chị Lan"), b.Opening(commune, year, records...)))
}

// Plan plans something more in a round as it is now.
func (b *Bed) Plan(commune place.ID, year int) *survey.Plan {
	b.t.Helper()
	r, ok, err := b.Round(context.Background(), commune, year)
	check(b.t, err)
	if !ok {
		b.t.Fatalf("no round of %d", year)
	}
	return &survey.Plan{CommuneID: commune, Year: year, Stamp: r.Stamp, At: nowUTC, Source: "sua.xlsx"}
}

// Changed is the change of a record by edits.
func Changed(before *register.Record, edits ...func(*register.Record)) survey.Change {
	after := *before
	for _, edit := range edits {
		edit(&after)
	}
	return survey.Change{Before: before, After: &after, Fields: register.Differences(before, &after)}
}

// all reads a round in order of person.
func (b *Bed) all(commune place.ID, year int) []*register.Record {
	b.t.Helper()
	list, err := b.Records(context.Background(), commune, year)
	check(b.t, err)
	byPerson(list)
	return list
}

func byPerson(list []*register.Record) {
	slices.SortFunc(list, func(a, b *register.Record) int { return int(a.PersonID - b.PersonID) })
}

// wantRecords compares records field by field, in order of person.
func wantRecords(t testing.TB, got, want []*register.Record) {
	t.Helper()
	got, want = slices.Clone(got), slices.Clone(want)
	byPerson(got)
	byPerson(want)
	if len(got) != len(want) {
		t.Errorf("got %d records, want %d", len(got), len(want))
		return
	}
	for i := range got {
		if *got[i] != *want[i] {
			t.Errorf("person %d: got %+v\nwant %+v", want[i].PersonID, *got[i], *want[i])
		}
	}
}

// wantSound recounts the rounds and compares the tally with the number of people.
func (b *Bed) wantSound(commune place.ID, year, persons int) {
	b.t.Helper()
	faults, err := b.CheckTally(context.Background(), commune, year)
	check(b.t, err)
	for _, f := range faults {
		b.t.Errorf("tally: %+v", f)
	}
	rows, err := b.Tally(context.Background(), commune, year)
	check(b.t, err)
	wantEqual(b.t, "persons in the tally", rows.Persons(), int64(persons))
}
