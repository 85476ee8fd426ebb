package web

import (
	"context"
	"sync"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
	"hoctap/internal/verdict"
)

// memory holds what was worked out since anything last changed.
type memory struct {
	mu     sync.Mutex
	latest *recall
}

// recall remembers verdicts and what they rest on while the pulse of the store
// stays the same. A saved record changes the pulse, so the next request begins
// anew; a reader who began before keeps one consistent view to the end.
type recall struct {
	Store
	judge  verdict.Judge
	pulse  string
	rounds map[place.ID]map[int]survey.Round

	mu    sync.Mutex
	known map[any]any
}

// mostRecalled bounds the memory: a verdict of a commune is some 30 kB.
const mostRecalled = 3000

// recall gives the memory that fits the store as it is now.
func (v *visit) recall() (*recall, error) {
	if v.recalled != nil {
		return v.recalled, nil
	}
	pulse, err := v.server.Store.Pulse(v.ctx())
	if err != nil {
		return nil, err
	}
	m := &v.memory
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.latest == nil || m.latest.pulse != pulse {
		rounds, err := v.Store.AllRounds(v.ctx())
		if err != nil {
			return nil, err
		}
		fresh := &recall{Store: v.server.Store, pulse: pulse, rounds: rounds, known: map[any]any{}}
		fresh.judge = verdict.Judge{Book: v.Book, Source: fresh}
		m.latest = fresh
	}
	v.recalled = m.latest
	return v.recalled, nil
}

// once gives what is remembered under the key, or makes and remembers it. Keys
// are types of their own, so that none is taken for another.
func once[T any](c *recall, key any, work func() (T, error)) (T, error) {
	c.mu.Lock()
	found, ok := c.known[key]
	c.mu.Unlock()
	if ok {
		return found.(T), nil
	}
	made, err := work()
	if err != nil {
		return made, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) >= mostRecalled {
		clear(c.known)
	}
	c.known[key] = made
	return made, nil
}

type (
	ofYear struct {
		place place.ID
		year  int
	}
	judgedOf    ofYear
	factsOf     ofYear
	tallyOf     ofYear
	progressOf  ofYear
	decisionsOf int
	yearsOf     place.ID
)

// Round is answered without the store: most communes of a province have none.
func (c *recall) Round(_ context.Context, commune place.ID, year int) (survey.Round, bool, error) {
	r, ok := c.rounds[commune][year]
	return r, ok, nil
}

// Tally remembers the tally of a round.
func (c *recall) Tally(ctx context.Context, commune place.ID, year int) (tally.Tally, error) {
	if _, ok := c.rounds[commune][year]; !ok {
		return nil, nil
	}
	return once(c, tallyOf{commune, year}, func() (tally.Tally, error) { return c.Store.Tally(ctx, commune, year) })
}

// Facts remembers the entered figures of a commune and year.
func (c *recall) Facts(ctx context.Context, commune place.ID, year int) (rule.Facts, error) {
	return once(c, factsOf{commune, year}, func() (rule.Facts, error) { return c.Store.Facts(ctx, commune, year) })
}

// Decisions remembers the decisions of a year.
func (c *recall) Decisions(ctx context.Context, year int) (map[place.ID][]verdict.Decision, error) {
	return once(c, decisionsOf(year), func() (map[place.ID][]verdict.Decision, error) { return c.Store.Decisions(ctx, year) })
}

// RoundProgress remembers how much of a round is confirmed.
func (c *recall) RoundProgress(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error) {
	if _, ok := c.rounds[commune][year]; !ok {
		return survey.Round{}, false, nil
	}
	r, err := once(c, progressOf{commune, year}, func() (survey.Round, error) {
		r, _, err := c.Store.RoundProgress(ctx, commune, year)
		return r, err
	})
	return r, err == nil, err
}

// judged is the judgement on a place in a year.
func (c *recall) judged(ctx context.Context, id place.ID, year int) (*verdict.Judgement, error) {
	return once(c, judgedOf{id, year}, func() (*verdict.Judgement, error) { return c.judge.Judge(ctx, id, year) })
}
