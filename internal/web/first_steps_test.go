package web_test

import (
	"testing"

	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// A ward that has nothing is led from the workbook to the verdict, and each task ticks
// itself off; a ward of many years is left alone.
func TestTheFirstStepsTickThemselvesOff(t *testing.T) {
	tn := newTown(t)
	workbook := tn.exported()
	lan := tn.client
	tn.client = tn.as("moi", right.Assignment{Role: right.WardOfficer, Place: storetest.Other, From: "2020-01-01"})
	steps := func(done int) {
		t.Helper()
		tn.page("/", testkit.Count(".tasks li", 4), testkit.Count(`.tasks [data-tone="met"]`, done), testkit.Count(`.tasks [aria-current]`, min(4-done, 1)))
	}
	steps(1)
	at := of(storetest.Other, lastYear)
	tn.page("/", testkit.In(".tasks li[aria-current] a", testkit.Href(at+"/import")))
	checked := tn.upload(at+"/import", "phieu.xlsx", workbook)
	tn.wantRedirect(checked, "/jobs/")
	tn.finished(checked.header.Get("Location"))
	steps(2)
	people := tn.People(storetest.Other, lastYear, 40)
	check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), tn.Opening(storetest.Other, lastYear, people...)))
	steps(4)
	tn.page("/", testkit.In(".tasks", testkit.Contains("Đã có kết luận đầu tiên")))

	tn.client = lan // of a ward with a round that is not the first: its own is open
	tn.page("/", testkit.Count(".tasks", 1))
	tn.client = tn.as("chu", right.Assignment{Role: right.SystemAdministrator, From: "2020-01-01"})
	tn.page("/", testkit.None(".tasks"))
}
