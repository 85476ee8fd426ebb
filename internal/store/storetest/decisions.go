package storetest

import (
	"context"
	"fmt"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/verdict"
)

var decisions = []test{
	{"keep all they rested on", decisionKept},
	{"the same paper twice is refused", decisionTwice},
	{"the same paper by two hands at once is kept once", decisionTogether},
	{"of a year and of a place", decisionLists},
}

func decision(id place.ID, year int, standard, number string, on place.Date) verdict.Decision {
	return verdict.Decision{
		PlaceID: id, Year: year, Standard: standard, Level: 2, Number: number, On: on, Signer: "Nguyễn Văn Đức", Authority: "Chủ tịch UBND tỉnh",
		Actor: "chị Lan", RuleSet: "RS-2025-2T", RuleHash: "sha256:abc", Inputs: `{"a": [1, 2]}`, Explanation: `{"outcome":"met","ký tự":"\"ệ\""}`,
	}
}

func decisionKept(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	want := decision(Joined, 2025, "TH", "123/QĐ-UBND", "2025-12-30")
	check(t, b.AddDecision(By(ctx, "chị Lan"), want))
	got, err := b.PlaceDecisions(ctx, Joined)
	check(t, err)
	wantEqual(t, "decisions", len(got), 1)
	if got[0].ID == 0 {
		t.Error("it has no id")
	}
	want.ID, want.RecordedAt = got[0].ID, nowUTC
	wantEqual(t, "decision", got[0], want)
}

func decisionTwice(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	d := decision(Joined, 2025, "TH", "123/QĐ-UBND", "2025-12-30")
	check(t, b.AddDecision(By(ctx, "chị Lan"), d))
	wantFault(t, b.AddDecision(By(ctx, "chị Lan"), d), fault.Conflict, "fault.decision_twice")
	for _, other := range []verdict.Decision{
		decision(Other, 2025, "TH", "123/QĐ-UBND", "2025-12-30"),
		decision(Joined, 2025, "THCS", "123/QĐ-UBND", "2025-12-30"),
		decision(Joined, 2024, "TH", "123/QĐ-UBND", "2025-12-30"),
		decision(Joined, 2025, "TH", "124/QĐ-UBND", "2025-12-30"),
	} {
		check(t, b.AddDecision(By(ctx, "chị Lan"), other))
	}
	wantEqual(t, "kept", b.count("decisions"), 5)
}

func decisionTogether(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	d := decision(Joined, 2025, "TH", "123/QĐ-UBND", "2025-12-30")
	check(t, b.AddDecision(By(ctx, "chị Lan"), d))
	copied := `INSERT INTO decisions SELECT place_id, id + 1, 2026, standard, level, number, decided_on, signer, authority,
		recorded_at, actor, rule_set, rule_hash, inputs, explanation FROM decisions`
	d.Year = 2026
	err := b.meanwhile(copied, func() error { return b.AddDecision(By(ctx, "chị Lan"), d) })
	wantFault(t, err, fault.Conflict, "fault.decision_twice")
	wantEqual(t, "kept", b.count("decisions"), 2)
}

func decisionLists(t *testing.T, b *Bed) {
	ctx := context.Background()
	b.Settle()
	for _, d := range []verdict.Decision{
		decision(Joined, 2024, "TH", "1", "2024-12-30"),
		decision(Joined, 2025, "XMC", "2", "2025-12-30"),
		decision(Joined, 2025, "THCS", "2", "2025-12-30"),
		decision(Joined, 2025, "TH", "3", "2026-01-05"),
		decision(Other, 2025, "TH", "4", "2025-11-01"),
	} {
		check(t, b.AddDecision(By(ctx, "chị Lan"), d))
	}
	of, err := b.PlaceDecisions(ctx, Joined)
	check(t, err)
	wantEqual(t, "of a place, newest first", names(of), "[3 TH 2 THCS 2 XMC 1 TH]")
	year, err := b.Decisions(ctx, 2025)
	check(t, err)
	wantEqual(t, "places of the year", len(year), 2)
	wantEqual(t, "of a year, oldest first", names(year[Joined]), "[2 XMC 2 THCS 3 TH]")
	wantEqual(t, "of the other", names(year[Other]), "[4 TH]")
}

func names(list []verdict.Decision) string {
	var out []string
	for _, d := range list {
		out = append(out, d.Number+" "+d.Standard)
	}
	return fmt.Sprint(out)
}
