package testkit

import (
	"strings"
	"sync"

	"hoctap/internal/seal"
)

// Keys are the keys of every database of a test: always the same, so that two
// programs of one test open what the other sealed.
var Keys = sync.OnceValues(func() (*seal.Ring, error) { return Ring("test") })

// Ring is a ring of one key made from a word.
func Ring(word string) (*seal.Ring, error) {
	key, err := seal.NewKey(strings.NewReader(strings.Repeat(word+".", 32)))
	if err != nil {
		return nil, err
	}
	return seal.NewRing(key), nil
}
