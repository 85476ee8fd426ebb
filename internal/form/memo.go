package form

import (
	"fmt"
	"slices"
	"sync"

	"hoctap/internal/profile"
	"hoctap/internal/rule"
	"hoctap/internal/tally"
)

// bits are one bit a question of the panel.
type bits []uint64

func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }

func (b bits) set(i int) { b[i/64] |= 1 << (i % 64) }

// lacks gives the bits of want that are not in b.
func (b bits) lacks(want bits) (bits, bool) {
	out, any := make(bits, len(want)), false
	for w := range want {
		out[w] = want[w] &^ b[w]
		any = any || out[w] != 0
	}
	return out, any
}

// memo remembers the answers of profiles: a form that is filled again, or asks
// what another did, asks nothing. An answer is never changed, only replaced by
// one that knows more, so that readers need no lock.
type memo struct {
	mu    sync.RWMutex
	known map[profile.ID]*answer
}

type answer struct{ asked, yes bits }

func newMemo() *memo { return &memo{known: map[profile.ID]*answer{}} }

// most bounds the memory: a nation has a few hundred thousand profiles.
const most = 500_000

// answers gives, for each profile, the bits of the questions in which that hold;
// other bits may be set too.
func (m *memo) answers(panel *rule.Panel, ids []profile.ID, dict tally.Dictionary, which bits) ([]bits, error) {
	out := make([]bits, len(ids))
	fresh := map[int]*answer{}
	m.mu.RLock()
	for i, id := range ids {
		a := m.known[id]
		if a == nil {
			fresh[i] = &answer{make(bits, len(which)), make(bits, len(which))}
			continue
		}
		out[i] = a.yes
		if _, lacks := a.asked.lacks(which); lacks {
			fresh[i] = &answer{slices.Clone(a.asked), slices.Clone(a.yes)}
		}
	}
	m.mu.RUnlock()
	for i, a := range fresh {
		err := a.ask(panel, ids[i], dict, which)
		if err != nil {
			return nil, err
		}
		out[i] = a.yes
	}
	m.learn(ids, fresh)
	return out, nil
}

func (a *answer) ask(panel *rule.Panel, id profile.ID, dict tally.Dictionary, which bits) error {
	p, ok := dict.Profile(id)
	if !ok {
		return fmt.Errorf("profile %d is not in the dictionary", id)
	}
	open, _ := a.asked.lacks(which)
	err := panel.Answer(&p, open, a.yes)
	if err != nil {
		return fmt.Errorf("profile %d: %w", id, err)
	}
	for w := range which {
		a.asked[w] |= which[w]
	}
	return nil
}

func (m *memo) learn(ids []profile.ID, fresh map[int]*answer) {
	if len(fresh) == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.known)+len(fresh) > most {
		clear(m.known)
	}
	for i, a := range fresh {
		m.known[ids[i]] = a
	}
}
