package storetest

import (
	"context"
	"slices"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/followup"
	"hoctap/internal/place"
	"hoctap/internal/register"
)

var followUps = []test{
	{"somebody is followed, visited and won", followed},
	{"what two wards did is told as one by the ward that took them over", followedThrough},
}

func followed(t *testing.T, b *Bed) {
	ctx := By(context.Background(), "chị Lan")
	const first, second register.ID = 11, 12
	check(t, b.AssignFollowUps(ctx, Joined, 2025, 7, "2025-09-01", map[register.ID][]string{first: {"b", "a"}, second: {"a"}}))
	visit := &followup.Visit{Commune: Joined, Person: first, On: "2025-09-05", Outcome: followup.Undecided, Words: "mẹ hẹn sang tuần", By: 7}
	check(t, b.NoteVisit(ctx, 2025, visit, []string{"a", "c"}))
	later := &followup.Visit{Commune: Joined, Person: first, On: "2025-09-12", Outcome: followup.Agreed, By: 7}
	check(t, b.NoteVisit(ctx, 2025, later, []string{"a"}))
	check(t, b.MarkWon(ctx, Joined, 2025, first, "2025-09-12", []string{"a"}))
	check(t, b.AssignFollowUps(ctx, Joined, 2025, 0, "2025-09-13", map[register.ID][]string{second: {"a"}}))

	all, err := b.Again().FollowUps(ctx, []place.ID{Joined})
	check(t, err)
	wantEqual(t, "people", len(all), 2)
	f := all[first]
	wantEqual(t, "follower", int64(f.Follower), 7)
	wantEqual(t, "won", f.WonOn, "2025-09-12")
	wantEqual(t, "visits", len(f.Visits), 2)
	wantEqual(t, "the latest", *f.Last(), *later)
	wantEqual(t, "words", f.Visits[1].Words, visit.Words)
	if !slices.Equal(f.Lacked, []string{"a", "b", "c"}) {
		t.Errorf("lacked %v", f.Lacked)
	}
	wantEqual(t, "follower taken back", int64(all[second].Follower), 0)
	check(t, b.MarkWon(ctx, Joined, 2025, first, "", []string{"a"}))
	all, err = b.FollowUps(ctx, []place.ID{Joined})
	check(t, err)
	wantEqual(t, "mark taken back", all[first].WonOn, "")

	none, err := b.FollowUps(ctx, []place.ID{Other})
	check(t, err)
	wantEqual(t, "people elsewhere", len(none), 0)
	for kind, n := range map[audit.Kind]int{audit.FollowUpAssign: 2, audit.FollowUpVisit: 2, audit.FollowUpMark: 2} {
		entries, err := b.Entries(ctx, audit.Filter{Kind: kind, Limit: 10})
		check(t, err)
		wantEqual(t, kind.String(), len(entries), n)
	}
}

func followedThrough(t *testing.T, b *Bed) {
	ctx := By(context.Background(), "chị Lan")
	const who register.ID = 11
	check(t, b.NoteVisit(ctx, 2024, &followup.Visit{Commune: North, Person: who, On: "2025-05-02", Outcome: followup.Absent, By: 3}, []string{"a"}))
	check(t, b.AssignFollowUps(ctx, North, 2024, 3, "2025-05-01", map[register.ID][]string{who: {"a"}}))
	check(t, b.AssignFollowUps(ctx, Joined, 2025, 4, "2025-09-01", map[register.ID][]string{who: {"b"}}))
	all, err := b.FollowUps(ctx, []place.ID{Joined, North})
	check(t, err)
	f := all[who]
	wantEqual(t, "follower", int64(f.Follower), 4)
	wantEqual(t, "visits", len(f.Visits), 1)
	if !slices.Equal(f.Lacked, []string{"a", "b"}) {
		t.Errorf("lacked %v", f.Lacked)
	}
}
