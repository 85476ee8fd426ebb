package form_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"hoctap/internal/form"
	"hoctap/internal/store/storetest"
)

// Forms are made out for many readers at once, who share what is remembered of
// answers, and all get the same.
func TestFormsAreMadeOutTogether(t *testing.T) {
	l := national(t)
	bed := storetest.NewBed(t, sqlite)
	bed.Settle()
	settled(t, bed)
	of := form.For{Place: storetest.Joined, Year: 2025}
	alone, want := national(t), map[string]string{}
	eachTable(alone, 2025, func(f *form.Form) { want[f.Code] = text(t, fill(t, alone, bed.DB, f.Code, of)) })
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			eachTable(l, 2025, func(f *form.Form) {
				got, err := l.Fill(context.Background(), bed.DB, f, of)
				if err != nil || text(t, got) != want[f.Code] {
					t.Errorf("%s differs from when it was made out alone: %v", f.Code, err)
				}
			})
		})
	}
	wait.Wait()
}

func text(t *testing.T, f *form.Filled) string {
	body, err := json.Marshal(f)
	if err != nil {
		t.Error(err)
	}
	return string(body)
}
