package storetest

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"hoctap/internal/place"
	"hoctap/internal/register"
)

var searching = []test{
	{"by words of a name", searchNames},
	{"signs of a pattern mean themselves", searchLiteral},
	{"the newest first, at most so many", searchOrder},
	{"by the name a person bears now", searchRenamed},
	{"the same person elsewhere", elsewhere},
}

func named(family, given string) func(*register.Record) {
	return func(r *register.Record) { r.FamilyName, r.GivenName = family, given }
}

// found searches and names the persons found.
func (b *Bed) found(query string, limit int, communes ...place.ID) []register.ID {
	b.t.Helper()
	list, err := b.SearchPersons(context.Background(), communes, query, limit)
	check(b.t, err)
	var out []register.ID
	for _, m := range list {
		out = append(out, m.PersonID)
	}
	return out
}

func searchNames(t *testing.T, b *Bed) {
	b.Settle()
	hoa := b.Record(Joined, 2025, named("Nguyễn Thị", "Hòa"))
	split := b.Record(Joined, 2025, named("Nguye\u0302\u0303n Thi\u0323", "Hoa\u0300"))
	duc := b.Record(Joined, 2025, named("Đặng Hữu", "Đức"))
	brao := b.Record(Joined, 2025, named("", "K'Brêng"))
	far := b.Record(Other, 2025, named("Nguyễn Thị", "Hòa"))
	b.Open(Joined, 2025, hoa, split, duc, brao)
	b.Open(Other, 2025, far)
	both := []register.ID{hoa.PersonID, split.PersonID}
	for _, c := range []struct {
		query string
		want  []register.ID
	}{
		{"hoa", both}, {"HÒA", both}, {"  nguyen   hoa ", both}, {"hoa nguyen", both}, {"ngu ho", both},
		{"Nguyễn Thị Hòa", both}, {"Nguye\u0302\u0303n", both}, {"Đức", []register.ID{duc.PersonID}},
		{"dang duc", []register.ID{duc.PersonID}}, {"k'br", []register.ID{brao.PersonID}}, {"K’Brêng", []register.ID{brao.PersonID}},
		{"uyen", nil}, {"hoa duc", nil}, {"", nil}, {"  , ", nil},
	} {
		got := b.found(c.query, 10, Joined)
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.query, got, c.want)
		}
	}
	wantEqual(t, "in both communes", len(b.found("hoa", 10, Joined, Other)), 3)
	wantEqual(t, "in no commune", len(b.found("hoa", 10)), 0)
}

func searchLiteral(t *testing.T, b *Bed) {
	b.Settle()
	odd := b.Record(Joined, 2025, named("A%B", `C_D\E`))
	b.Open(Joined, 2025, odd, b.Record(Joined, 2025, named("AxB", "CxDxE")))
	for _, query := range []string{"a%b", "c_d", `c_d\e`} {
		if got := b.found(query, 10, Joined); len(got) != 1 || got[0] != odd.PersonID {
			t.Errorf("%q: got %v, want %d alone", query, got, odd.PersonID)
		}
	}
	for _, query := range []string{"%", "_", `\`, "a%e", "a_b_", "' OR 1=1 --", "$1"} {
		if got := b.found(query, 10, Joined); len(got) != 0 {
			t.Errorf("%q: got %v", query, got)
		}
	}
}

func searchOrder(t *testing.T, b *Bed) {
	b.Settle()
	// An apostrophe stands before a hyphen only where text is compared byte by
	// byte, and so does a space before letters on some servers.
	old := b.Record(Joined, 2024, named("An", "Anh"))
	first := b.Record(Joined, 2025, named("K'Xuân", "Anh"))
	second := b.Record(Joined, 2025, named("K-Xuân", "Anh"))
	third := b.Record(Joined, 2025, named("Kx Uân", "Anh"))
	fourth := b.Record(Joined, 2025, named("Kxa", "Anh"))
	b.Open(Joined, 2024, old)
	b.Open(Joined, 2025, fourth, second, first, third)
	want := []register.ID{first.PersonID, second.PersonID, third.PersonID, fourth.PersonID, old.PersonID}
	if got := b.found("anh", 10, Joined); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := b.found("anh", 2, Joined); !slices.Equal(got, want[:2]) {
		t.Errorf("got %v, want %v", got, want[:2])
	}
}

// searchRenamed mends an old round after the new one: the name of the newest
// round stays.
func searchRenamed(t *testing.T, b *Bed) {
	b.Settle()
	old := b.Record(Joined, 2024, named("Lê", "Mận"))
	now := *old
	now.Year, now.GivenName = 2025, "Mai"
	b.Open(Joined, 2024, old)
	b.Open(Joined, 2025, &now)
	p := b.Plan(Joined, 2024)
	p.Changed = append(p.Changed, Changed(old, named("Lê", "Mơ")))
	check(t, b.Apply(By(context.Background(), "anh Tú"), p))
	for query, want := range map[string]int{"mai": 1, "man": 0, "mo": 0} {
		wantEqual(t, query, len(b.found(query, 10, Joined)), want)
	}
}

// elsewhere finds who stands on the sheets of two communes: by name and whole
// day of birth, whatever the accents, or by number whatever the name. A name
// with a year alone says nothing.
func elsewhere(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	number := func(n string, more ...func(*register.Record)) func(*register.Record) {
		return func(r *register.Record) {
			r.PersonalNumber = n
			for _, m := range more {
				m(r)
			}
		}
	}
	here := b.Record(Joined, 2025, named("Nguyễn Thị", "Hòa"))
	there := b.Record(Other, 2025, named("Nguyên Thi", "Hoà"))
	byNumber := b.Record(Joined, 2025, number("038175000001", named("Trần Thị", "Lan")))
	sameNumber := b.Record(Other, 2025, number("038175000001", named("Trần Ngọc", "Lan")))
	onlyYear := func(r *register.Record) { r.GivenName, r.BirthDay, r.BirthMonth = "Cụ", 0, 0 }
	b.Open(Joined, 2025, here, byNumber, b.Record(Joined, 2025, onlyYear), b.Record(Joined, 2025, named("Nguyễn Thị", "Hồng")))
	b.Open(Other, 2025, there, sameNumber, b.Record(Other, 2025, onlyYear))
	got, err := b.Elsewhere(ctx, Joined, 2025)
	check(t, err)
	want := map[register.ID][]register.ID{here.PersonID: {there.PersonID}, byNumber.PersonID: {sameNumber.PersonID}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	got, err = b.Elsewhere(ctx, Joined, 2024)
	check(t, err)
	wantEqual(t, "in another year", len(got), 0)
}
