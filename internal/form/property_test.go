package form_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/store/storetest"
)

// settled is a commune of odd people in two hamlets and some in none.
func settled(t *testing.T, bed *storetest.Bed) []*register.Record {
	t.Helper()
	people := odd(bed, storetest.Joined, 2025, 1200, storetest.Joined1, storetest.Joined2, storetest.Joined2, 0)
	bed.Open(storetest.Joined, 2025, people...)
	return people
}

func eachTable(l *form.Library, year int, visit func(*form.Form)) {
	for _, f := range l.Forms(year) {
		if f.Kind == form.TableForm {
			visit(f)
		}
	}
}

// Hamlets add up to the commune, in every cell of every form that counts people.
func TestHamletsAddUpToCommune(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		settled(t, bed)
		cells := 0
		eachTable(l, 2025, func(f *form.Form) {
			if !slices.Contains(f.Scopes, form.OfHamlet) {
				return
			}
			whole := fill(t, l, bed.DB, f.Code, form.For{Place: storetest.Joined, Year: 2025})
			parts := []*form.Filled{}
			for _, h := range []place.ID{storetest.Joined1, storetest.Joined2} {
				parts = append(parts, fill(t, l, bed.DB, f.Code, form.For{Place: storetest.Joined, Year: 2025, Hamlet: h}))
			}
			cells += addUp(t, l, bed, whole, parts)
		})
		if cells < 1000 {
			t.Errorf("only %d cells were held against their hamlets", cells)
		}
	})
}

// addUp holds each count against those of the hamlets and of whoever has none.
func addUp(t *testing.T, l *form.Library, bed *storetest.Bed, whole *form.Filled, parts []*form.Filled) int {
	t.Helper()
	nobody := withoutHamlet(t, l, bed, whole.Code)
	cells := 0
	for i := range whole.Tables {
		b := &whole.Tables[i]
		for r := range b.Rows {
			for c := range b.Columns {
				at := form.At{Row: r, Column: c}
				if b.Cell(at).Kind != form.CountCell || b.Rows[r].Hamlet != nil || b.Columns[c].Hamlet != nil || b.Rows[r].Unit != nil {
					continue
				}
				sum, ok := numbersAt(append(parts, nobody), b.ID, b.Rows[r].ID, b.Columns[c].ID)
				if !ok {
					continue // a line that only the commune has
				}
				cells++
				if b.Cell(at).N != sum {
					t.Errorf("%s %s %s: %d, the hamlets come to %d", whole.Code, b.Rows[r].ID, b.Columns[c].ID, b.Cell(at).N, sum)
				}
			}
		}
	}
	return cells
}

func numbersAt(forms []*form.Filled, table, row, column string) (int64, bool) {
	var sum int64
	for _, f := range forms {
		b := f.Body(table)
		at, ok := b.Find(row, column)
		if !ok {
			return 0, false
		}
		sum += b.Cell(at).N
	}
	return sum, true
}

// withoutHamlet counts those of no known hamlet in another commune: they have no
// form of their own.
func withoutHamlet(t *testing.T, l *form.Library, bed *storetest.Bed, code string) *form.Filled {
	t.Helper()
	_, there, err := bed.Round(context.Background(), storetest.Other, 2025)
	if err != nil {
		t.Fatal(err)
	}
	if !there {
		records, err := bed.Records(context.Background(), storetest.Joined, 2025)
		if err != nil {
			t.Fatal(err)
		}
		records = slices.DeleteFunc(records, func(r *register.Record) bool { return r.HamletID != 0 })
		for _, r := range records {
			r.CommuneID, r.PersonID, r.HouseholdID = storetest.Other, r.PersonID+1<<50, r.HouseholdID+1<<50
		}
		bed.Open(storetest.Other, 2025, records...)
	}
	return fill(t, l, bed.DB, code, form.For{Place: storetest.Other, Year: 2025})
}

// Every sum is what its parts come to, every share divides its two cells, no form
// contradicts itself, and each opens to as many people as it says.
func TestSumsAndShares(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		settled(t, bed)
		sums, shares := 0, 0
		eachTable(l, 2025, func(def *form.Form) {
			f := fill(t, l, bed.DB, def.Code, form.For{Place: storetest.Joined, Year: 2025})
			for _, m := range f.Mismatches {
				t.Errorf("%s: %+v", f.Code, m)
			}
			for i := range f.Tables {
				a, b := wantParts(t, f, &f.Tables[i])
				sums, shares = sums+a, shares+b
			}
		})
		if sums < 100 || shares < 20 {
			t.Errorf("%d sums and %d shares were held against their parts", sums, shares)
		}
	})
}

func wantParts(t *testing.T, f *form.Filled, b *form.Body) (sums, shares int) {
	t.Helper()
	for r := range b.Rows {
		for c := range b.Columns {
			at := form.At{Row: r, Column: c}
			cell := b.Cell(at)
			if count, of, ok := b.Parts(at); ok && cell.Kind != form.BlankCell {
				shares++
				if cell.N != b.Cell(count).N || cell.D != b.Cell(of).N {
					t.Errorf("%s %s %s: %d/%d, its parts are %d/%d", f.Code, b.Rows[r].ID, b.Columns[c].ID, cell.N, cell.D, b.Cell(count).N, b.Cell(of).N)
				}
			}
			if terms := b.Terms(at); terms != nil && cell.Kind != form.BlankCell {
				sums++
				var sum int64
				for _, term := range terms {
					sum += b.Cell(term).N
				}
				if sum != cell.N {
					t.Errorf("%s %s %s: %d, its parts come to %d", f.Code, b.Rows[r].ID, b.Columns[c].ID, cell.N, sum)
				}
			}
		}
	}
	return sums, shares
}

// Whatever cell of whatever form is opened, as many people come as it counts.
func TestEveryCountOpensToItsPeople(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		settled(t, bed)
		eachTable(l, 2025, func(def *form.Form) {
			f := fill(t, l, bed.DB, def.Code, form.For{Place: storetest.Joined, Year: 2025})
			for i := range f.Tables {
				openSome(t, l, bed, f, &f.Tables[i])
			}
		})
	})
}

// openSome opens a part of the cells of a table, another part in every table.
func openSome(t *testing.T, l *form.Library, bed *storetest.Bed, f *form.Filled, b *form.Body) {
	t.Helper()
	every := 1 + len(b.Rows)*len(b.Columns)/25
	for n := range len(b.Rows) * len(b.Columns) {
		at := form.At{Row: n / len(b.Columns), Column: n % len(b.Columns)}
		if n%every != 0 || b.Cell(at).Kind != form.CountCell {
			continue
		}
		row, column := b.Rows[at.Row].ID, b.Columns[at.Column].ID
		people, err := l.People(context.Background(), bed.DB, f, b.ID, row, column)
		if err != nil {
			t.Fatalf("%s %s %s: %v", f.Code, row, column, err)
		}
		if int64(len(people)) != b.Cell(at).N {
			t.Errorf("%s %s %s: counts %d, names %d", f.Code, row, column, b.Cell(at).N, len(people))
		}
	}
}

// A form that was kept reads back the same to the byte, and opens to the same
// people.
func TestKeptFormReadsBack(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		settled(t, bed)
		for _, def := range l.Forms(2025) {
			if !slices.Contains(def.Scopes, form.OfCommune) {
				continue
			}
			f := fill(t, l, bed.DB, def.Code, form.For{Place: storetest.Joined, Year: 2025})
			f.MadeOn = "2025-10-01"
			kept, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			var back form.Filled
			err = json.Unmarshal(kept, &back)
			if err != nil {
				t.Fatal(err)
			}
			again, err := json.Marshal(&back)
			if err != nil || string(again) != string(kept) {
				t.Errorf("%s reads back differently: %v", def.Code, err)
			}
			other := fill(t, l, bed.DB, def.Code, form.For{Place: storetest.Joined, Year: 2025})
			other.MadeOn = f.MadeOn
			twice, err := json.Marshal(other)
			if err != nil || string(twice) != string(kept) {
				t.Errorf("%s made out twice differs: %v", def.Code, err)
			}
			for i := range back.Tables {
				openSome(t, l, bed, &back, &back.Tables[i])
			}
		}
	})
}

// A list names everybody it counts, each once, in as many lines as it has people.
func TestListsNameWhomTheyCount(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		settled(t, bed)
		for _, def := range l.Forms(2025) {
			if def.Kind != form.ListForm || !slices.Contains(def.Scopes, form.OfHamlet) {
				continue
			}
			var total int64
			for _, of := range []form.For{
				{Place: storetest.Joined, Year: 2025}, {Place: storetest.Joined, Year: 2025, Hamlet: storetest.Joined1},
			} {
				f := fill(t, l, bed.DB, def.Code, of)
				total += f.List.Persons
				wantEntries(t, l, bed, f)
			}
			if total == 0 {
				t.Errorf("%s names nobody of a commune of odd people", def.Code)
			}
		}
	})
}

func wantEntries(t *testing.T, l *form.Library, bed *storetest.Bed, f *form.Filled) {
	t.Helper()
	seen := map[register.ID]bool{}
	for e, err := range l.Entries(context.Background(), bed.DB, f) {
		if err != nil {
			t.Fatal(err)
		}
		if len(e.Cells) != len(f.List.Columns) {
			t.Fatalf("%s: %d cells under %d heads", f.Code, len(e.Cells), len(f.List.Columns))
		}
		if e.Person != 0 && seen[e.Person] {
			t.Errorf("%s names somebody twice", f.Code)
		}
		seen[e.Person] = e.Person != 0
	}
	delete(seen, 0)
	if int64(len(seen)) != f.List.Persons {
		t.Errorf("%s counts %d and names %d", f.Code, f.List.Persons, len(seen))
	}
}

// Reading ends where the reader stops, and lets go of the store.
func TestListStopsWhereItsReaderStops(t *testing.T) {
	l := national(t)
	bed := storetest.NewBed(t, sqlite)
	bed.Settle()
	settled(t, bed)
	f := fill(t, l, bed.DB, "SO-TD", form.For{Place: storetest.Joined, Year: 2025})
	n := 0
	for _, err := range l.Entries(context.Background(), bed.DB, f) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if n == 3 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var failed error
	for _, err := range l.Entries(ctx, bed.DB, f) {
		failed = errors.Join(failed, err)
	}
	if !errors.Is(failed, context.Canceled) {
		t.Errorf("a list that was called off says %v", failed)
	}
}

// What cannot be made out is refused with its own reason.
func TestRefusals(t *testing.T) {
	l := national(t)
	bed := storetest.NewBed(t, sqlite)
	bed.Settle()
	settled(t, bed)
	for _, tt := range []struct {
		name, code string
		of         form.For
		want       string
	}{
		{"before the form", "TH-M1", form.For{Place: storetest.Joined, Year: 2013}, "form.not_yet"},
		{"no such form", "TH-M9", form.For{Place: storetest.Joined, Year: 2025}, "form.unknown"},
		{"no round", "TH-M1", form.For{Place: storetest.Other, Year: 2025}, "form.no_round"},
		{"predecessors without rounds", "TH-M1", form.For{Place: storetest.Joined, Year: 2024}, "form.no_round_before"},
		{"nothing below", "TH-M1", form.For{Place: 1, Year: 2020}, "form.no_round_below"},
		{"hamlet of another place", "TH-M1", form.For{Place: storetest.Joined, Year: 2025, Hamlet: 12}, "form.hamlet_elsewhere"},
		{"no hamlet", "TH-M1", form.For{Place: storetest.Joined, Year: 2025, Hamlet: 777}, "form.hamlet_unknown"},
		{"hamlet that has ended", "TH-M1", form.For{Place: storetest.Joined, Year: 2025, Hamlet: 7}, "form.hamlet_then"},
		{"a hamlet by itself", "TH-M1", form.For{Place: 12, Year: 2025}, "form.no_forms_of"},
		{"hamlet of a province", "TH-M1", form.For{Place: 1, Year: 2025, Hamlet: 12}, "form.hamlet_of_commune"},
		{"the district is gone", "TH-M1", form.For{Place: 2, Year: 2025}, "form.place_then"},
		{"no such place", "TH-M1", form.For{Place: 4711, Year: 2025}, "fault.place_unknown"},
		{"not for a hamlet", "TH-02", form.For{Place: storetest.Joined, Year: 2025, Hamlet: storetest.Joined1}, "form.scope_hamlet"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := l.Form(tt.code, tt.of.Year)
			if err == nil {
				_, err = l.Fill(context.Background(), bed.DB, f, tt.of)
			}
			var got *fault.Error
			if !errors.As(err, &got) || got.Key != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// A ward that came later is made out for the year before from the units it was
// made of, which are named; the code typed any way finds the form.
func TestPredecessorsAreAddedUp(t *testing.T) {
	l := national(t)
	engines(t, func(t *testing.T, bed *storetest.Bed) {
		var rows []*register.Record
		for _, c := range []place.ID{storetest.North, storetest.South} {
			people := odd(bed, c, 2024, 300, 0)
			bed.Open(c, 2024, people...)
			rows = append(rows, people...)
		}
		f := fill(t, l, bed.DB, "th m1", form.For{Place: storetest.Joined, Year: 2024})
		if !f.AddedUp || len(f.Rounds) != 2 || f.Place.Name != "Phường Bắc Nam" {
			t.Errorf("added up %v from %v as %s", f.AddedUp, f.Rounds, f.Place.Name)
		}
		againstSlow(t, l, bed, f, rows)
	})
}

// What a form holds for no place is blank and says why; sums name what they lack.
func TestCommuneWithoutRoundIsBlankInTheProvince(t *testing.T) {
	l := national(t)
	bed := storetest.NewBed(t, sqlite)
	bed.Settle()
	settled(t, bed)
	f := fill(t, l, bed.DB, "TH-02", form.For{Place: 1, Year: 2025})
	b := f.Body("")
	at, ok := b.Find("unit.14830", "pupils")
	if !ok || b.Cell(at).Kind != form.BlankCell || b.Cell(at).Why.Key != "form.no_round" || b.Cell(at).Note == "" {
		t.Fatalf("a commune without a round: %+v", b.Cell(at))
	}
	own, _ := b.Find("unit.14812", "pupils")
	total, _ := b.Find("total", "pupils")
	if got := b.Cell(total); got.N != b.Cell(own).N || !slices.Equal(got.Lacks, []string{"Xã Ngoài"}) {
		t.Errorf("the total is %+v", got)
	}
	share, _ := b.Find("total", "grade1_6.percent")
	if b.Cell(share).Kind != form.PercentCell {
		t.Errorf("both parts of a share lack the same, and yet it is %+v", b.Cell(share))
	}
	noted := false
	for _, n := range f.Notes {
		noted = noted || n.Reason != nil && strings.Contains(n.Reason.Args["names"]+n.Reason.Args["name"], "Xã Ngoài")
	}
	if !noted {
		t.Errorf("no note names the commune without a round: %+v", f.Notes)
	}
}
