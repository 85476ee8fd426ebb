package storetest

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"testing"

	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
)

var records = []test{
	{"every field comes back", fieldsRoundTrip},
	{"whatever people write comes back", textRoundTrip},
	{"of many persons", recordsByPerson},
	{"of many profiles", recordsByProfile},
	{"of one hamlet", recordsByHamlet},
	{"of a household", household},
	{"of a person over the years and a merger", history},
}

// listed are the fields whose values the dictionary of profiles knows.
var listed = map[string]string{"residence": register.ResidenceTemporary, "move": register.MoveIn}

// fieldsRoundTrip sets one field at a time, so that two columns that changed
// places are seen.
func fieldsRoundTrip(t *testing.T, b *Bed) {
	b.Settle()
	var people []*register.Record
	for i, f := range register.Fields {
		people = append(people, b.Record(Joined, 2025, func(r *register.Record) {
			switch at := f.At(r).(type) {
			case *string:
				*at = cmp.Or(listed[f.Key], fmt.Sprintf("giá trị %d", i))
			case *int:
				*at = 1900 + i
			case *bool:
				*at = !*at
			default:
				t.Fatalf("field %s is of a kind the suite does not know: %T", f.Key, at)
			}
		}))
	}
	for _, edit := range []func(*register.Record){
		func(r *register.Record) { r.SchoolHere = "elsewhere" },
		func(r *register.Record) { r.Confirmed = false },
		func(r *register.Record) { r.HouseholdID = 1<<62 + 1 },
		func(r *register.Record) { r.HamletID = 0 },
		func(r *register.Record) { r.PersonID = 1<<63 - 1 },
	} {
		people = append(people, b.Record(Joined, 2025, edit))
	}
	b.Open(Joined, 2025, people...)
	wantRecords(t, b.all(Joined, 2025), people)
	b.wantSound(Joined, 2025, len(people))
}

// nasty is what stands in the workbooks of the country, and what should not.
var nasty = []string{
	"Nguye\u0302\u0303n Thi\u0323 Ho\u0300a", // decomposed
	"Nguyễn Thị Hòa", "Nguyễn Thị Hoà",       // composed, both schools of tone
	"O'Hara; DROP TABLE records; --", `"hai" 'một' \ \\ \' $1 ?1 :a @b`,
	"😀 𠀀 👩‍👩‍👧", "K'Brêng H’Mông", "\u00a0nửa\u2003dòng\r\nhai\t", "%_\\%", "=HYPERLINK(\"x\")",
	"\u200bẩn\ufeff", "\x01\x1f", "NULL", "0", "true", strings.Repeat("dài ", 20_000),
}

func textRoundTrip(t *testing.T, b *Bed) {
	b.Settle()
	var people []*register.Record
	for i, text := range nasty {
		people = append(people, b.Record(Joined, 2025, func(r *register.Record) {
			r.FamilyName, r.GivenName, r.Address, r.Note, r.PersonalNumber = text, text, text, text, fmt.Sprint(i)
		}))
	}
	p := b.Opening(Joined, 2025, people...)
	p.Source = nasty[3]
	check(t, b.Apply(By(context.Background(), nasty[4]), p))
	wantRecords(t, b.all(Joined, 2025), people)
	check(t, b.SaveSetting(By(context.Background(), "chị Lan"), nasty[4], nasty[5]))
	v, err := b.Setting(context.Background(), nasty[4])
	check(t, err)
	wantEqual(t, "setting", v, nasty[5])
}

func recordsByPerson(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	people := b.People(Joined, 2025, 1300)
	b.Open(Joined, 2025, people...)
	b.Open(Joined, 2026, b.Record(Joined, 2026, func(r *register.Record) { r.PersonID = people[0].PersonID }))
	for _, n := range []int{0, 1, 500, 501, 1203} {
		ids := []register.ID{}
		for _, r := range people[:n] {
			ids = append(ids, r.PersonID)
		}
		got, err := b.RecordsByPerson(ctx, Joined, 2025, append(ids, 12345))
		check(t, err)
		wantRecords(t, got, people[:n])
		got, err = b.RecordsByPerson(ctx, Other, 2025, ids)
		check(t, err)
		wantEqual(t, "records in another commune", len(got), 0)
	}
}

func recordsByProfile(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	// A profile of its own for each: the age tells them apart.
	var people []*register.Record
	for i := range 1203 {
		people = append(people, b.Record(Joined, 2025, func(r *register.Record) { r.BirthYear = 2025 - i }))
	}
	b.Open(Joined, 2025, people...)
	var ids []profile.ID
	for _, r := range people[:1101] {
		ids = append(ids, r.Profile().ID())
	}
	got, err := b.RecordsByProfile(ctx, Joined, 2025, ids)
	check(t, err)
	wantRecords(t, got, people[:1101])
	got, err = b.RecordsByProfile(ctx, Joined, 2025, ids[3:4])
	check(t, err)
	wantRecords(t, got, people[3:4])
	got, err = b.RecordsByProfile(ctx, Joined, 2024, ids)
	check(t, err)
	wantEqual(t, "records of another year", len(got), 0)
}

func recordsByHamlet(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	here, there, nowhere := b.Record(Joined, 2025), b.Record(Joined, 2025), b.Record(Joined, 2025)
	there.HamletID, nowhere.HamletID = Joined2, 0
	older := b.Record(Joined, 2025, func(r *register.Record) { r.BirthYear-- })
	b.Open(Joined, 2025, here, there, nowhere, older)
	ids := []profile.ID{here.Profile().ID(), 5}
	for hamlet, want := range map[place.ID]*register.Record{Joined1: here, Joined2: there, 0: nowhere} {
		got, err := b.RecordsByHamlet(ctx, Joined, 2025, hamlet, ids)
		check(t, err)
		wantRecords(t, got, []*register.Record{want})
	}
	got, err := b.RecordsByHamlet(ctx, Joined, 2024, Joined1, ids)
	check(t, err)
	wantEqual(t, "records of another year", len(got), 0)
}

func household(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	people := b.People(Joined, 2025, 12)
	b.Open(Joined, 2025, people...)
	got, err := b.Household(ctx, Joined, people[4].HouseholdID, 2025)
	check(t, err)
	wantRecords(t, got, people[4:8])
	got, err = b.Household(ctx, Joined, people[4].HouseholdID, 2026)
	check(t, err)
	wantEqual(t, "in another year", len(got), 0)
}

// history follows a person whose commune was merged, and who therefore has a row
// in two communes.
func history(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	id := register.ID(4711)
	same := func(r *register.Record) { r.PersonID = id }
	want := []*register.Record{b.Record(South, 2020, same), b.Record(South, 2024, same), b.Record(Joined, 2025, same), b.Record(Joined, 2026, same)}
	b.Open(Joined, 2026, want[3], b.Record(Joined, 2026))
	b.Open(South, 2024, want[1])
	b.Open(Joined, 2025, want[2])
	b.Open(South, 2020, want[0], b.Record(South, 2020))
	got, err := b.PersonHistory(ctx, id)
	check(t, err)
	wantEqual(t, "records", len(got), len(want))
	for i := range min(len(got), len(want)) {
		wantEqual(t, "in order of years", *got[i], *want[i])
	}
	got, err = b.PersonHistory(ctx, 4712)
	check(t, err)
	wantEqual(t, "records of nobody", len(got), 0)
}
