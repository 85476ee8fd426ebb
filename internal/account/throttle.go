package account

import (
	"net/netip"
	"strings"
	"time"
)

// Attempts is how often in a row something was tried in vain, and when last.
type Attempts struct {
	Failures int
	Last     time.Time
}

// A Counter counts attempts under a key and lets the first few pass.
type Counter struct {
	Key  string
	Free int
}

// Counters are what an attempt to sign in is counted under. A browser that has
// signed in to the account before is known by its own mark and counted by itself:
// whoever tries ten thousand passwords elsewhere does not lock its owner out.
// One that is not known is counted by name and network, by network, and by name;
// the last only slows down, and only those who are not known.
func Counters(name, from, device string) []Counter {
	if device != "" {
		return []Counter{{Key: "device " + Digest(device), Free: 5}}
	}
	net := network(from)
	return []Counter{{"name " + name + " of " + net, 5}, {"network " + net, 50}, {"name " + name, 100}}
}

// Wait is how long the next attempt has to wait: nothing for the free ones, then
// twice as long each time, at the most a quarter of an hour. Where the clock was set
// back the last attempt lies ahead; it is as far away as one that lies behind, or
// everybody would have to wait until the old time comes again.
func (c Counter) Wait(a Attempts, now time.Time) time.Duration {
	over := a.Failures - c.Free
	if over < 0 {
		return 0
	}
	wait := longestWait
	if over < 10 {
		wait = min(time.Second<<over, longestWait)
	}
	passed := now.Sub(a.Last).Abs()
	return max(wait-passed, 0)
}

const longestWait = 15 * time.Minute

// Forgotten is after how long failures no longer count.
const Forgotten = 24 * time.Hour

// After is the count after one more failure.
func (a Attempts) After(now time.Time) Attempts {
	if now.Sub(a.Last).Abs() > Forgotten {
		a.Failures = 0
	}
	return Attempts{Failures: a.Failures + 1, Last: now}
}

// network is the part of an address that one subscriber has: they may well change
// the rest of it.
func network(from string) string {
	addr, err := netip.ParseAddr(strings.Trim(from, "[]"))
	if err != nil {
		return from
	}
	bits := 64
	if addr = addr.Unmap(); addr.Is4() {
		bits = 32
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		return from
	}
	return prefix.String()
}
