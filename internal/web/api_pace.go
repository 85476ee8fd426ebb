package web

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// callsASecond is what a program may ask, and callsAtOnce how many of them together.
const (
	callsASecond = 20
	callsAtOnce  = 40
	// mostPaced bounds how many programs are remembered; who is forgotten begins anew.
	mostPaced = 10_000
)

// pace keeps one program from taking the server from all others.
type pace struct {
	mu    sync.Mutex
	known map[string]*rate.Limiter
}

func newPace() *pace { return &pace{known: map[string]*rate.Limiter{}} }

func (p *pace) lets(token string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.known[token]
	if l == nil {
		if len(p.known) >= mostPaced {
			clear(p.known)
		}
		l = rate.NewLimiter(callsASecond, callsAtOnce)
		p.known[token] = l
	}
	return l.AllowN(now, 1)
}
