package demo_test

import (
	"testing"

	"hoctap/internal/disclosure"
	"hoctap/internal/place"
	"hoctap/internal/publication"
	"hoctap/internal/store"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit/attack"
)

// publishAndAttack publishes every closed year of the town and tries to work small
// numbers of people out of all of it. What was published comes to no more than what
// the attack was told.
func publishAndAttack(t *testing.T, db *store.DB) {
	t.Helper()
	careless, all, withheld := 0, 0, 0
	for year := 2019; year <= 2025; year++ {
		units, err := publication.Units(t.Context(), lawOf(t), db, year)
		if err != nil {
			t.Fatal(err)
		}
		if len(units) == 0 {
			continue // no survey that year
		}
		figures, err := publication.Make(t.Context(), lawOf(t), db, year, "2026-01-05T01:00:00Z")
		if err != nil {
			t.Fatal(err)
		}
		err = db.Publish(storetest.By(t.Context(), "operator"), year, figures)
		if err != nil {
			t.Fatal(err)
		}
		told, careful := toldBy(figures), toldCarelessly(units)
		for _, leak := range attack.On(units, told, disclosure.Least) {
			t.Errorf("%d: %s", year, leak)
		}
		careless += len(attack.On(units, careful, disclosure.Least))
		for _, f := range figures {
			all++
			if f.Withheld {
				withheld++
			}
		}
		if again, err := publication.Make(t.Context(), lawOf(t), db, year, ""); err == nil {
			t.Errorf("%d is published a second time: %d figures", year, len(again))
		}
	}
	if careless == 0 {
		t.Error("the attack finds nothing where only small numbers themselves are withheld")
	}
	t.Logf("%d of %d figures are withheld; with small numbers alone withheld %d could be worked out", withheld, all, careless)
	if withheld*2 > all {
		t.Errorf("%d of %d figures are withheld: nothing useful is left", withheld, all)
	}
}

func toldBy(figures []publication.Figure) map[place.ID][]bool {
	out := map[place.ID][]bool{}
	for _, id := range publication.Measures {
		for _, f := range figures {
			if f.Measure == id {
				out[f.Place] = append(out[f.Place], !f.Withheld)
			}
		}
	}
	return out
}

// toldCarelessly withholds small numbers and nothing to protect them.
func toldCarelessly(units []disclosure.Unit) map[place.ID][]bool {
	out := map[place.ID][]bool{}
	safe := func(n int64) bool { return n == 0 || n >= disclosure.Least }
	for i := range units {
		for k := range publication.Measures {
			p := units[i].Pair(k)
			out[units[i].Place] = append(out[units[i].Place], safe(p.Fulfil) && safe(p.Of-p.Fulfil) && safe(p.Of))
		}
	}
	return out
}
