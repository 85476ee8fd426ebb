package storetest

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"hoctap/internal/audit"
	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

var classes = []test{
	{"a class with those invited", classMade},
	{"somebody is in a class once", classOnce},
	{"the last seat", classSeats},
	{"two phones mark one session", classMarks},
	{"a session with marks stays", classSession},
	{"completing moves the record, undoing moves it back", classCompleted},
	{"a relapse is mended as far as the phase goes", classRelapse},
	{"who cannot complete", classRefused},
	{"a completion against a round that changed", classConflict},
	{"what was changed since is not undone", classChangedSince},
	{"a certificate, and one that was taken back", classCertificate},
}

// literacyClass is a class of phase 1 with three adults: one who reads nothing, one who
// relapsed after primary school, one who moved away.
func (b *Bed) literacyClass() (*centre.Whole, []*register.Record) {
	b.t.Helper()
	b.Settle()
	adult := func(given string, edits ...func(*register.Record)) *register.Record {
		return b.Record(Joined, 2025, append([]func(*register.Record){named("Bùi Thị", given), func(r *register.Record) {
			r.BirthYear, r.GradeGroup, r.ClassName, r.Graduated, r.LiteracyAttending = 1980, "", "", "", 2
		}}, edits...)...)
	}
	list := []*register.Record{
		adult("Sáu"),
		adult("Bảy", func(r *register.Record) {
			r.Graduated, r.Relapse, r.LiteracyAttending = register.GraduatedPrimary, 1, 0
		}),
		adult("Tám", func(r *register.Record) { r.Move = register.MoveOut }),
	}
	b.Open(Joined, 2025, list...)
	c := &centre.Class{Commune: Joined, Year: 2025, Programme: "literacy-1", Name: "Lớp xóa mù chữ khu phố 1", Begins: "2025-09-01", Ends: "2025-12-20", State: centre.Running, Seats: 3}
	var invited []centre.Learner
	for _, r := range list {
		invited = append(invited, centre.Learner{Person: r.PersonID, State: centre.Invited, Why: "XMC1.C1"})
	}
	check(b.t, b.AddClass(b.by(), c, invited))
	return b.class(c.ID), list
}

func (b *Bed) by() context.Context { return By(context.Background(), "chị Lan") }

func (b *Bed) class(id centre.ID) *centre.Whole {
	b.t.Helper()
	w, ok, err := b.Class(context.Background(), Joined, id)
	check(b.t, err)
	if !ok {
		b.t.Fatal("no class")
	}
	return w
}

// attended enrols everybody and marks them here in one session.
func (b *Bed) attended(w *centre.Whole) *centre.Whole {
	b.t.Helper()
	s := &centre.Session{On: "2025-09-03", Begins: "19:00", Ends: "21:00", Topic: "Bài 1"}
	check(b.t, b.AddSession(b.by(), &w.Class, s))
	for _, l := range w.Learners {
		check(b.t, b.MoveLearner(b.by(), &w.Class, l.Person, centre.Invited, centre.Enrolled))
		_, err := b.MarkAttendance(b.by(), &w.Class, s.ID, l.Person, "", centre.Here)
		check(b.t, err)
	}
	return b.class(w.ID)
}

// finish is how the class ends now.
func (b *Bed) finish(w *centre.Whole, phase int) *centre.Finish {
	b.t.Helper()
	ctx := context.Background()
	round, _, err := b.Round(ctx, Joined, 2025)
	check(b.t, err)
	records := map[register.ID]*register.Record{}
	for _, r := range b.all(Joined, 2025) {
		records[r.PersonID] = r
	}
	at, err := time.Parse(time.RFC3339, nowUTC)
	check(b.t, err)
	return &centre.Finish{Class: w, Phase: phase, Round: round, Records: records, On: "2025-09-20", Result: "Đạt", Now: at}
}

func classMade(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	wantEqual(t, "learners", len(w.Learners), 3)
	wantEqual(t, "why", w.Learners[0].Why, "XMC1.C1")
	wantEqual(t, "entry", b.lastEntry(Joined).Kind, audit.LearnerChange.String())
	w.Name, w.State = "Lớp tối", centre.CalledOff
	check(t, b.ChangeClass(b.by(), &w.Class))
	wantEqual(t, "name", b.class(w.ID).Name, "Lớp tối")
	all, err := b.Classes(context.Background(), Joined, 2025)
	check(t, err)
	wantEqual(t, "classes of the year", len(all), 1)
	none, err := b.Classes(context.Background(), Joined, 2024)
	check(t, err)
	wantEqual(t, "classes of another year", len(none), 0)
	_, ok, err := b.Class(context.Background(), Other, w.ID)
	check(t, err)
	wantEqual(t, "found from another commune", ok, false)
	wantFault(t, b.ChangeClass(b.by(), &centre.Class{Commune: Other, ID: w.ID}), fault.NotFound, "class.unknown")
	_ = list
}

func classOnce(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	added, err := b.AddLearners(b.by(), &w.Class, []centre.Learner{{Person: list[0].PersonID, State: centre.Enrolled}})
	check(t, err)
	wantEqual(t, "added", len(added), 0)
	wantEqual(t, "state stays", b.class(w.ID).Learner(list[0].PersonID).State, centre.Invited)
}

func classSeats(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	w.Seats = 1
	check(t, b.ChangeClass(b.by(), &w.Class))
	var wait sync.WaitGroup
	errs := make([]error, len(list))
	for i, r := range list {
		db := b.DB
		if i > 0 {
			db = b.Again()
		}
		wait.Go(func() { errs[i] = db.MoveLearner(b.by(), &w.Class, r.PersonID, centre.Invited, centre.Enrolled) })
	}
	wait.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		wantFault(t, err, fault.Conflict, "class.full")
	}
	wantEqual(t, "seats taken", won, 1)
	wantEqual(t, "seated", b.class(w.ID).Seated(), 1)
}

func classMarks(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	w = b.attended(w)
	id, who := w.Sessions[0].ID, list[0].PersonID
	// The same mark from another phone is no quarrel; another mark over an old one is.
	stands, err := b.MarkAttendance(b.by(), &w.Class, id, who, "", centre.Here)
	check(t, err)
	wantEqual(t, "stands", stands, centre.Here)
	stands, err = b.MarkAttendance(b.by(), &w.Class, id, who, "", centre.Away)
	wantFault(t, err, fault.Conflict, "class.marked_meanwhile")
	wantEqual(t, "stands", stands, centre.Here)
	_, err = b.MarkAttendance(b.by(), &w.Class, id, who, centre.Here, centre.Away)
	check(t, err)
	wantEqual(t, "mark", b.class(w.ID).Marks[id][who], centre.Away)
	_, err = b.MarkAttendance(b.by(), &w.Class, id, who, centre.Away, "")
	check(t, err)
	wantEqual(t, "mark", b.class(w.ID).Marks[id][who], centre.Mark(""))
}

func classSession(t *testing.T, b *Bed) {
	w, _ := b.literacyClass()
	w = b.attended(w)
	wantFault(t, b.RemoveSession(b.by(), &w.Class, w.Sessions[0].ID), fault.Conflict, "class.session_marked")
	s := &centre.Session{On: "2025-09-05"}
	check(t, b.AddSession(b.by(), &w.Class, s))
	check(t, b.RemoveSession(b.by(), &w.Class, s.ID))
	wantEqual(t, "sessions", len(b.class(w.ID).Sessions), 1)
}

func classCompleted(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	w = b.attended(w)
	sau := list[0]
	done := b.finish(w, 1).Complete([]register.ID{sau.PersonID})
	wantEqual(t, "refused", len(done.Problems), 0)
	check(t, b.DB.Complete(b.by(), done, audit.ClassComplete))
	after := b.again(sau)
	wantEqual(t, "completed", after.LiteracyCompleted, 3)
	wantEqual(t, "attends", after.LiteracyAttending, 0)
	b.wantSound(Joined, 2025, 3)
	traces, err := b.Traces(context.Background(), sau.PersonID)
	check(t, err)
	id, ok := centre.OfSource(traces[0].Source)
	wantEqual(t, "trace names the class", ok && id == w.ID, true)
	wantEqual(t, "entry", b.lastEntry(Joined).Kind, audit.ClassComplete.String())

	w = b.class(w.ID)
	wantEqual(t, "state", w.Learner(sau.PersonID).State, centre.Completed)
	check(t, b.DB.Complete(b.by(), b.finish(w, 1).Undo([]register.ID{sau.PersonID}), audit.ClassUndo))
	back := b.again(sau)
	wantEqual(t, "completed", back.LiteracyCompleted, 0)
	wantEqual(t, "attends", back.LiteracyAttending, 2)
	wantEqual(t, "state", b.class(w.ID).Learner(sau.PersonID).State, centre.Enrolled)
	b.wantSound(Joined, 2025, 3)
}

func classRelapse(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	w = b.attended(w)
	check(t, b.DB.Complete(b.by(), b.finish(w, 1).Complete([]register.ID{list[1].PersonID}), audit.ClassComplete))
	wantEqual(t, "relapse: the second degree is still lost", b.again(list[1]).Relapse, 2)
	check(t, b.DB.Complete(b.by(), b.finish(b.class(w.ID), 1).Undo([]register.ID{list[1].PersonID}), audit.ClassUndo))
	wantEqual(t, "relapse", b.again(list[1]).Relapse, 1)
	wantEqual(t, "completed", b.again(list[1]).LiteracyCompleted, 0)
	check(t, b.DB.Complete(b.by(), b.finish(b.class(w.ID), 2).Complete([]register.ID{list[1].PersonID}), audit.ClassComplete))
	wantEqual(t, "relapse after the second phase", b.again(list[1]).Relapse, 0)
}

func classRefused(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	whole := func() *centre.Whole { return b.class(w.ID) }
	refused := func(why string, w *centre.Whole, ids ...register.ID) {
		t.Helper()
		got := b.finish(w, 1).Complete(ids)
		if len(got.Problems) == 0 || got.Problems[0].Why.Key != why || got.Plan != nil || len(got.Learners) > 0 {
			t.Errorf("want %s and nothing else, got %+v", why, got)
		}
	}
	refused("class.not_enrolled", w, list[0].PersonID)
	refused("class.not_in_it", w, register.ID(b.NextID()))
	check(t, b.MoveLearner(b.by(), &w.Class, list[0].PersonID, centre.Invited, centre.Enrolled))
	refused("class.never_came", whole(), list[0].PersonID)
	check(t, b.MoveLearner(b.by(), &w.Class, list[0].PersonID, centre.Enrolled, centre.Invited))
	all := b.attended(w)
	refused("class.gone", all, list[0].PersonID, list[2].PersonID)
	check(t, b.DB.Complete(b.by(), b.finish(all, 1).Complete([]register.ID{list[0].PersonID}), audit.ClassComplete))
	refused("class.completed_already", whole(), list[0].PersonID)
}

func classConflict(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	w = b.attended(w)
	done := b.finish(w, 1).Complete([]register.ID{list[0].PersonID})
	wantEqual(t, "written", b.edit(sheetOf(list[1], map[string]string{"note": "khác"})).Written, true)
	wantFault(t, b.DB.Complete(b.by(), done, audit.ClassComplete), fault.Conflict, "fault.round_changed")
	wantEqual(t, "state", b.class(w.ID).Learner(list[0].PersonID).State, centre.Enrolled)
	wantEqual(t, "record", b.again(list[0]).LiteracyCompleted, 0)
	check(t, b.MoveRound(b.by(), Joined, 2025, survey.Submitted, ""))
	wantFault(t, b.DB.Complete(b.by(), b.finish(w, 1).Complete([]register.ID{list[0].PersonID}), audit.ClassComplete), fault.Conflict, "fault.round_submitted")
}

func classChangedSince(t *testing.T, b *Bed) {
	w, list := b.literacyClass()
	w = b.attended(w)
	check(t, b.DB.Complete(b.by(), b.finish(w, 1).Complete([]register.ID{list[0].PersonID}), audit.ClassComplete))
	wantEqual(t, "written", b.edit(sheetOf(b.again(list[0]), map[string]string{"literacy_completed": "5"})).Written, true)
	got := b.finish(b.class(w.ID), 1).Undo([]register.ID{list[0].PersonID})
	if len(got.Problems) != 1 || got.Problems[0].Why.Key != "class.changed_since" {
		t.Errorf("got %+v", got)
	}
}

func classCertificate(t *testing.T, b *Bed) {
	ctx := context.Background()
	w, list := b.literacyClass()
	w = b.attended(w)
	check(t, b.DB.Complete(b.by(), b.finish(w, 1).Complete([]register.ID{list[0].PersonID}), audit.ClassComplete))
	w = b.class(w.ID)
	code := strings.Repeat("A", 16)
	wantFault(t, b.IssueCertificates(b.by(), w, map[register.ID]string{list[1].PersonID: "B"}), fault.Conflict, "class.moved_meanwhile")
	check(t, b.IssueCertificates(b.by(), w, map[register.ID]string{list[0].PersonID: code}))
	got, learner, r, err := b.Certified(ctx, code)
	check(t, err)
	if got == nil || learner.Person != list[0].PersonID || r.GivenName != "Sáu" || learner.Certificate != code {
		t.Fatalf("got %+v %+v %+v", got, learner, r)
	}
	check(t, b.DB.Complete(b.by(), b.finish(b.class(w.ID), 1).Undo([]register.ID{list[0].PersonID}), audit.ClassUndo))
	got, learner, _, err = b.Certified(ctx, code)
	check(t, err)
	if got == nil || learner.Certificate == code {
		t.Errorf("a certificate that was taken back still holds: %+v", learner)
	}
	got, _, _, err = b.Certified(ctx, "unknown")
	check(t, err)
	wantEqual(t, "found", got == nil, true)
}
