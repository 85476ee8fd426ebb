package audit

import "hoctap/internal/place"

// A Head is the end of a chain: its last entry.
type Head struct {
	Place place.ID
	Seq   int64
	Hash  string
}

// Seal puts an entry at the end of a chain and gives the new end.
func (h Head) Seal(e *Entry) Head {
	e.Place, e.Seq, e.Prev = h.Place, h.Seq+1, h.Hash
	e.Hash = e.Sum()
	return Head{h.Place, e.Seq, e.Hash}
}

// A Flaw is what does not fit in a log.
type Flaw string

// The flaws.
const (
	Sound Flaw = ""
	// EntryChanged: what the entry says does not make its hash.
	EntryChanged Flaw = "entry_changed"
	// EntryMissing: the next number is not there.
	EntryMissing Flaw = "entry_missing"
	// LinkBroken: the entry does not follow on the one before it.
	LinkBroken Flaw = "link_broken"
	// IndexDiffers: the index of people names others than the entry.
	IndexDiffers Flaw = "index_differs"
	// HeadDiffers: the chain does not end where its head says.
	HeadDiffers Flaw = "head_differs"
	// CheckpointAhead: a checkpoint knows an entry that is there no longer.
	CheckpointAhead Flaw = "checkpoint_ahead"
	// CheckpointDiffers: a checkpoint knew another entry under this number.
	CheckpointDiffers Flaw = "checkpoint_differs"
	// CheckpointForged: the text of a checkpoint is not what was signed, or not
	// signed by this installation.
	CheckpointForged Flaw = "checkpoint_forged"
	// CheckpointMissing: a checkpoint names one before it that is not there.
	CheckpointMissing Flaw = "checkpoint_missing"
)

// Check proves that an entry follows on the head, and gives the next head.
func (h Head) Check(e *Entry) (Head, Flaw) {
	next := Head{h.Place, e.Seq, e.Hash}
	switch {
	case e.Seq != h.Seq+1:
		return next, EntryMissing
	case e.Sum() != e.Hash:
		return next, EntryChanged
	case e.Prev != h.Hash:
		return next, LinkBroken
	}
	return next, Sound
}

// A Break is the first place where a log does not hold.
type Break struct {
	Flaw  Flaw
	Place place.ID
	Seq   int64
	At    string
	// Checkpoint is the number of the checkpoint that does not fit, 0 where it is
	// an entry.
	Checkpoint int64
}
