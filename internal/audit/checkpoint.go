package audit

import (
	"bufio"
	"cmp"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/place"
)

// A Checkpoint is the ends of all chains at one moment, signed with the key of the
// installation. Kept elsewhere, it tells of a log whose tail was cut off or that was
// written anew from the beginning.
type Checkpoint struct {
	Number int64
	At     string
	Prev   string // hash of the checkpoint before
	Heads  []Head
	// Key and Signature are in hexadecimal digits, as they stand in the text.
	Key       string
	Signature string
}

const checkpointTitle = "hoctap-checkpoint/1"

// Signed is the text that is signed.
func (c *Checkpoint) Signed() string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s\nnumber %d\nat %s\nprevious %s\nkey %s\n", checkpointTitle, c.Number, c.At, orDash(c.Prev), c.Key)
	for _, h := range c.Heads {
		fmt.Fprintf(&s, "chain %d %d %s\n", h.Place, h.Seq, h.Hash)
	}
	return s.String()
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

// Text is the checkpoint as a file: what is signed, and the signature.
func (c *Checkpoint) Text() string { return c.Signed() + "signature " + c.Signature + "\n" }

// Sum is the hash by which the next checkpoint names this one.
func (c *Checkpoint) Sum() string {
	sum := sha256.Sum256([]byte(c.Text()))
	return hex.EncodeToString(sum[:])
}

// Sign signs the checkpoint.
func (c *Checkpoint) Sign(key ed25519.PrivateKey) {
	c.Key = PublicText(key)
	c.Signature = hex.EncodeToString(ed25519.Sign(key, []byte(c.Signed())))
}

// PublicText is the public half of a key, as checkpoints name it.
func PublicText(key ed25519.PrivateKey) string {
	return hex.EncodeToString(key.Public().(ed25519.PublicKey))
}

// Genuine tells that the signature is that of the key which the checkpoint names.
func (c *Checkpoint) Genuine() bool {
	key, err := hex.DecodeString(c.Key)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return false
	}
	signature, err := hex.DecodeString(c.Signature)
	return err == nil && ed25519.Verify(key, []byte(c.Signed()), signature)
}

// ParseCheckpoints reads a file of checkpoints, one after another.
func ParseCheckpoints(text string) ([]Checkpoint, error) {
	var out []Checkpoint
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		if line == "" {
			continue
		}
		if line == checkpointTitle {
			out = append(out, Checkpoint{})
			continue
		}
		if len(out) == 0 || !out[len(out)-1].read(line) {
			return nil, fault.New(fault.Invalid, "log.checkpoint_line", "line", number)
		}
	}
	if lines.Err() != nil || len(out) == 0 {
		return nil, fault.New(fault.Invalid, "log.no_checkpoint")
	}
	return out, nil
}

func (c *Checkpoint) read(line string) bool {
	name, value, _ := strings.Cut(line, " ")
	switch name {
	case "number":
		_, err := fmt.Sscanf(value, "%d", &c.Number)
		return err == nil
	case "at":
		c.At = value
	case "previous":
		c.Prev = strings.TrimPrefix(value, "-")
	case "key":
		c.Key = value
	case "signature":
		c.Signature = value
	case "chain":
		var h Head
		n, err := fmt.Sscanf(value, "%d %d %s", &h.Place, &h.Seq, &h.Hash)
		c.Heads = append(c.Heads, h)
		return err == nil && n == 3
	default:
		return false
	}
	return true
}

// CheckSequence proves that the checkpoints from the first on are signed by one of the
// keys and follow on each other.
func CheckSequence(list []Checkpoint, trusted map[string]bool) *Break {
	prev := ""
	for i := range list {
		c := &list[i]
		flaw := Sound
		switch {
		case !c.Genuine() || !trusted[c.Key]:
			flaw = CheckpointForged
		case c.Number != int64(i)+1 || c.Prev != prev:
			flaw = CheckpointMissing
		}
		if flaw != Sound {
			return &Break{Flaw: flaw, At: c.At, Checkpoint: c.Number}
		}
		prev = c.Sum()
	}
	return nil
}

// A HeldHash is what a checkpoint knows of a chain: under which number, which hash.
type HeldHash struct {
	Seq        int64
	Hash       string
	Checkpoint int64
}

// Hold gathers what checkpoints know, by chain, in the order of its numbers.
func Hold(lists ...[]Checkpoint) map[place.ID][]HeldHash {
	out := map[place.ID][]HeldHash{}
	for _, list := range lists {
		for i := range list {
			for _, h := range list[i].Heads {
				out[h.Place] = append(out[h.Place], HeldHash{h.Seq, h.Hash, list[i].Number})
			}
		}
	}
	for _, held := range out {
		slices.SortStableFunc(held, func(a, b HeldHash) int { return cmp.Compare(a.Seq, b.Seq) })
	}
	return out
}
