package storetest

import (
	"context"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

var questions = []test{
	{"somebody of a year before", questionFormer},
	{"somebody who is written twice", questionTwice},
	{"somebody else", questionOther},
	{"asked again, of nobody, or in a closed round", questionRefused},
	{"somebody written by mistake is taken out", removal},
}

// asked opens a round in which one person may be somebody else.
func asked(t *testing.T, b *Bed, candidate *register.Record, others ...*register.Record) *register.Record {
	t.Helper()
	r := b.Record(Joined, 2025, named("Nguyễn Thị", "Hòa"))
	p := b.Opening(Joined, 2025, append(others, r)...)
	p.Questions = []survey.Question{{PersonID: r.PersonID, Candidates: []register.ID{candidate.PersonID}, Reason: "question_same_name"}}
	check(t, b.Apply(By(context.Background(), "anh Tú"), p))
	return r
}

// wholeTally holds the tally against the records.
func wholeTally(t *testing.T, b *Bed, people int64) {
	t.Helper()
	faults, err := b.CheckTally(context.Background(), Joined, 2025)
	check(t, err)
	wantEqual(t, "faults of the tally", len(faults), 0)
	tally, err := b.Tally(context.Background(), Joined, 2025)
	check(t, err)
	wantEqual(t, "people", tally.Persons(), people)
}

func questionFormer(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	old := b.Record(Joined, 2024, named("Nguyễn Thị", "Hoà"))
	b.Open(Joined, 2024, old)
	r := asked(t, b, old)
	list, err := b.Questions(ctx, Joined, 2025)
	check(t, err)
	if len(list) != 1 || list[0].Person.PersonID != r.PersonID || len(list[0].Candidates) != 1 || list[0].Candidates[0].Year != 2024 {
		t.Fatalf("got %+v", list)
	}
	check(t, b.AnswerQuestion(By(ctx, "lan"), Joined, 2025, survey.Answer{Person: r.PersonID, Same: old.PersonID}))
	history, err := b.PersonHistory(ctx, old.PersonID)
	check(t, err)
	wantEqual(t, "years of the person", len(history), 2)
	gone, err := b.PersonHistory(ctx, r.PersonID)
	check(t, err)
	wantEqual(t, "years of the other", len(gone), 0)
	wholeTally(t, b, 1)
	traces, err := b.Traces(ctx, old.PersonID)
	check(t, err)
	wantEqual(t, "traces", len(traces), 1)
}

func questionTwice(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	known := b.Record(Joined, 2025, named("Nguyễn Thị", "Hoà"))
	r := asked(t, b, known, known)
	wholeTally(t, b, 2)
	check(t, b.AnswerQuestion(By(ctx, "lan"), Joined, 2025, survey.Answer{Person: r.PersonID, Same: known.PersonID}))
	wholeTally(t, b, 1)
	left, err := b.Records(ctx, Joined, 2025)
	check(t, err)
	if len(left) != 1 || left[0].PersonID != known.PersonID {
		t.Errorf("left are %d, the first %d", len(left), left[0].PersonID)
	}
}

func questionOther(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	known := b.Record(Joined, 2025, named("Nguyễn Thị", "Hoà"))
	r := asked(t, b, known, known)
	check(t, b.AnswerQuestion(By(ctx, "lan"), Joined, 2025, survey.Answer{Person: r.PersonID}))
	wholeTally(t, b, 2)
	list, err := b.Questions(ctx, Joined, 2025)
	check(t, err)
	wantEqual(t, "questions left", len(list), 0)
}

func questionRefused(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	known := b.Record(Joined, 2025, named("Nguyễn Thị", "Hoà"))
	r := asked(t, b, known, known)
	err := b.AnswerQuestion(By(ctx, "lan"), Joined, 2025, survey.Answer{Person: r.PersonID, Same: r.PersonID})
	wantFault(t, err, fault.NotFound, "fault.question_unknown")
	err = b.AnswerQuestion(By(ctx, "lan"), Joined, 2025, survey.Answer{Person: known.PersonID})
	wantFault(t, err, fault.NotFound, "fault.question_unknown")
	err = b.AnswerQuestion(By(ctx, "lan"), Joined, 2024, survey.Answer{Person: r.PersonID})
	wantFault(t, err, fault.NotFound, "fault.no_round")
	check(t, b.MoveRound(By(ctx, "lan"), Joined, 2025, survey.Submitted, ""))
	err = b.AnswerQuestion(By(ctx, "lan"), Joined, 2025, survey.Answer{Person: r.PersonID, Same: known.PersonID})
	wantFault(t, err, fault.Conflict, "fault.round_submitted")
	wholeTally(t, b, 2)
}

func removal(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	old := b.Record(Joined, 2024, named("Lê", "Mận"))
	now := *old
	now.Year = 2025
	b.Open(Joined, 2024, old)
	b.Open(Joined, 2025, &now, b.Record(Joined, 2025))
	err := b.RemoveRecord(By(ctx, "lan"), Joined, 2025, now.PersonID, "")
	wantFault(t, err, fault.Invalid, "fault.removal_reason")
	check(t, b.RemoveRecord(By(ctx, "lan"), Joined, 2025, now.PersonID, "ghi nhầm"))
	wholeTally(t, b, 1)
	err = b.RemoveRecord(By(ctx, "lan"), Joined, 2025, now.PersonID, "ghi nhầm")
	wantFault(t, err, fault.NotFound, "fault.person_not_in_round")
	history, err := b.PersonHistory(ctx, now.PersonID)
	check(t, err)
	wantEqual(t, "years left", len(history), 1)
	traces, err := b.Traces(ctx, now.PersonID)
	check(t, err)
	wantEqual(t, "traces", len(traces), 1)
	check(t, b.MoveRound(By(ctx, "lan"), Joined, 2024, survey.Submitted, ""))
	err = b.RemoveRecord(By(ctx, "lan"), Joined, 2024, now.PersonID, "ghi nhầm")
	wantFault(t, err, fault.Conflict, "fault.round_submitted")
}
