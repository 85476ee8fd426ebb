package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// Where a place has one person, that one hands a round in and checks it, and the log
// says so; once there is another, the second act is theirs.
func TestOneHandForTwoStandsInTheLog(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			round := of(storetest.Joined, lastYear, "round")
			tn.wantRedirect(tn.post(round+"?to=submitted", nil), round)
			if e := tn.lastMove(t); strings.Contains(e.Detail, "alone") {
				t.Errorf("the first act: %s", e.Detail)
			}
			tn.wantRedirect(tn.post(round+"?to=checked", nil), round)
			if e := tn.lastMove(t); !strings.Contains(e.Detail, `"alone":true`) {
				t.Errorf("the second act by the same hand: %s", e.Detail)
			}
			tn.wantRedirect(tn.post(round+"?to=open", url.Values{"reason": {"bổ sung"}}), round)
			tn.wantRedirect(tn.post(round+"?to=submitted", nil), round)
			tn.as("nguoi-khac", right.Assignment{Role: right.ProvinceChecker, Place: storetest.Province, From: "2020-01-01"})
			if got := tn.post(round+"?to=checked", nil); got.status != http.StatusForbidden && got.status != http.StatusUnprocessableEntity {
				t.Errorf("with somebody else there: %d", got.status)
			}
			tn.client = tn.as("kiem-tra-nhat-ky", right.Assignment{Role: right.Auditor, From: "2020-01-01"})
			tn.page("/log?kind=round.move", testkit.In("main", testkit.Contains("một người làm cả hai việc")))
		})
	}
}

// lastMove is the latest entry of a round's step in the joined ward.
func (tn *town) lastMove(t *testing.T) audit.Entry {
	t.Helper()
	list, err := tn.Entries(t.Context(), audit.Filter{Places: []place.ID{storetest.Joined}, Kind: audit.RoundMove, Limit: 1})
	check(t, err)
	if len(list) == 0 {
		t.Fatal("no step in the log")
	}
	return list[0]
}
