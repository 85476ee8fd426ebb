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
	// Own says that nobody else counts under the key, so that whoever comes in has
	// cleared it. One right password does not make the wrong ones of others good.
	Own bool
}

// An Attempt is counted before it is known how it ends: of guesses sent together
// each would otherwise be let through before the first is found wrong.
type Attempt struct {
	// Wait is how long it has to wait first. Where it is not 0 nothing was counted.
	Wait     time.Duration
	At       time.Time
	Counters []Counter
	// Before is what had been counted under each.
	Before []Attempts
}

// Counters are what an attempt to sign in is counted under. A browser that has
// signed in to the account before is known by its own mark and counted by itself:
// whoever tries ten thousand passwords elsewhere does not lock its owner out.
// One that is not known is counted by name and network, by network, and by name;
// the last only slows down, and only those who are not known.
func Counters(name, from, device string) []Counter {
	if device != "" {
		return []Counter{known("password", name, device)}
	}
	net := network(from)
	return []Counter{{"name " + name + " of " + net, 5, true}, {"network " + net, 50, false}, {"name " + name, 100, false}}
}

// StepCounters are the same for the code of the second step. A code has six digits,
// so that a name has fewer of them free.
func StepCounters(name, from, device string) []Counter {
	if device != "" {
		return []Counter{known("code", name, device)}
	}
	net := network(from)
	return []Counter{{"code " + name + " of " + net, 5, true}, {"code " + name, 20, false}}
}

// known counts what a known browser tries at an account: it may be one of several
// that use it.
func known(what, name, device string) Counter {
	return Counter{what + " " + name + " device " + Digest(device), 5, true}
}

// SetupCounters are for the code that opens a new installation. It is long enough
// not to be guessed from many networks; who tries from one makes nobody else wait.
func SetupCounters(from string) []Counter {
	return []Counter{{"setup of " + network(from), 10, true}}
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
