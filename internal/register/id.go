package register

import (
	"sync"
	"time"
)

// IDs makes ids of 63 bits: 42 bits of milliseconds since 2020, 9 bits of node,
// 12 bits of a counter. They are made by the program, so that no database node
// is asked for one, and grow with time, so that new rows stand together.
type IDs struct {
	mu   sync.Mutex
	now  func() time.Time
	node int64
	last int64
	seq  int64
}

var epoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

// NewIDs makes ids for one node (0…511).
func NewIDs(now func() time.Time, node int) *IDs { return &IDs{now: now, node: int64(node) & 511} }

// Next gives an id that this maker never gave before, also when the clock is
// set back or stands still.
func (g *IDs) Next() int64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	ms := g.now().UnixMilli() - epoch
	if ms > g.last {
		g.last, g.seq = ms, 0
	} else {
		g.seq++
		if g.seq == 1<<12 {
			g.last, g.seq = g.last+1, 0
		}
	}
	return g.last<<21 | g.node<<12 | g.seq
}

// Made is when an id was made.
func (id ID) Made() time.Time { return time.UnixMilli(int64(id)>>21 + epoch) }
