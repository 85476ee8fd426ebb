package storetest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"hoctap/internal/courier"
	"hoctap/internal/hook"
	"hoctap/internal/survey"
)

var hooks = []test{
	{"what happens below is told, elsewhere it is not", hookTold},
	{"an act that fails tells nothing", hookWithTheAct},
	{"brought, signed, and tried again", hookBrought},
	{"an address inside the network", hookInside},
	{"a hook that has ended", hookEnded},
}

// secretOfHooks is 32 bytes as Standard Webhooks writes them.
const secretOfHooks = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

func (b *Bed) hookAt(url string) *hook.Hook {
	b.t.Helper()
	b.Settle()
	b.Open(Joined, 2025, b.Record(Joined, 2025))
	h := &hook.Hook{Place: Province, URL: url, Secret: secretOfHooks}
	check(b.t, b.AddHook(b.by(), h))
	return h
}

func (b *Bed) due() []hook.Delivery {
	b.t.Helper()
	list, _, err := b.Due(context.Background(), 10)
	check(b.t, err)
	return list
}

func hookTold(t *testing.T, b *Bed) {
	b.hookAt("https://so.example.vn/")
	check(t, b.AddHook(b.by(), &hook.Hook{Place: North, URL: "https://khac.example.vn/", Secret: secretOfHooks}))
	check(t, b.MoveRound(b.by(), Joined, 2025, survey.Submitted, ""))
	list := b.due()
	if len(list) != 1 || list[0].Event != hook.RoundMoved {
		t.Fatalf("got %+v", list)
	}
	wantEqual(t, "secret in the database", b.count("hooks WHERE secret LIKE 'whsec%'"), 0)
}

func hookWithTheAct(t *testing.T, b *Bed) {
	b.hookAt("https://so.example.vn/")
	if err := b.MoveRound(b.by(), Joined, 2025, survey.Closed, ""); err == nil {
		t.Fatal("a step too far was taken")
	}
	wantEqual(t, "events", len(b.due()), 0)
}

// receiver is a program that is told: it is away for the first calls.
type receiver struct {
	mu   sync.Mutex
	away int
	got  []string
	bad  int
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	body, _ := io.ReadAll(q.Body)
	check, err := webhooks.NewWebhook(secretOfHooks)
	if err != nil || check.VerifyIgnoringTimestamp(body, q.Header) != nil {
		r.bad++
	}
	if r.away > 0 {
		r.away--
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	r.got = append(r.got, string(body))
	w.WriteHeader(http.StatusNoContent)
}

func hookBrought(t *testing.T, b *Bed) {
	r := &receiver{away: 1}
	server := httptest.NewServer(r)
	defer server.Close()
	h := b.hookAt(server.URL)
	check(t, b.MoveRound(b.by(), Joined, 2025, survey.Submitted, ""))
	b.courier(true)
	list, err := b.Deliveries(context.Background(), h.ID, 10)
	check(t, err)
	if len(list) != 1 || list[0].Tries != 1 || list[0].Answered != "503" || list[0].Next == "" || list[0].Done != "" {
		t.Fatalf("after the first try: %+v", list)
	}
	// Its time comes: another program, or this one after it was killed, goes on.
	b.tamper(`UPDATE deliveries SET next_at = '2025-10-01T00:00:00Z'`)
	b.courier(true)
	list, err = b.Deliveries(context.Background(), h.ID, 10)
	check(t, err)
	r.mu.Lock()
	defer r.mu.Unlock()
	if list[0].Done == "" || list[0].Tries != 2 || len(r.got) != 1 || r.bad > 0 {
		t.Errorf("after the second: %+v, received %q, %d not signed", list, r.got, r.bad)
	}
}

// courier brings what is due once.
func (b *Bed) courier(inside bool) {
	b.t.Helper()
	at, err := time.Parse(time.RFC3339, nowUTC)
	check(b.t, err)
	ctx, cancel := context.WithTimeout(context.Background(), 700*time.Millisecond)
	defer cancel()
	c := courier.Courier{Store: b.DB, Now: func() time.Time { return at }, Log: slog.New(slog.DiscardHandler), Inside: inside, Every: time.Minute}
	c.Run(ctx)
}

func hookInside(t *testing.T, b *Bed) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }))
	defer server.Close()
	h := b.hookAt(server.URL)
	check(t, b.MoveRound(b.by(), Joined, 2025, survey.Submitted, ""))
	b.courier(false)
	list, err := b.Deliveries(context.Background(), h.ID, 10)
	check(t, err)
	if list[0].Answered != "inside" || list[0].Next != "" {
		t.Errorf("got %+v", list)
	}
}

func hookEnded(t *testing.T, b *Bed) {
	h := b.hookAt("https://so.example.vn/")
	check(t, b.MoveRound(b.by(), Joined, 2025, survey.Submitted, ""))
	check(t, b.EndHook(b.by(), Province, h.ID))
	wantEqual(t, "due", len(b.due()), 0)
	check(t, b.MoveRound(b.by(), Joined, 2025, survey.Open, "sửa"))
	wantEqual(t, "due", len(b.due()), 0)
}
