package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
)

// Proof is what a look through the whole log found: at most one break a chain.
type Proof struct {
	Chains, Entries, Checkpoints int64
	Breaks                       []audit.Break
}

// Proving is what a log is proved against.
type Proving struct {
	// Key is the public key of the installation; "" takes the one that the database
	// names.
	Key string
	// Kept are checkpoints that were kept elsewhere.
	Kept []audit.Checkpoint
	// Progress hears how many entries of how many are proved.
	Progress func(done, total int64)
}

// VerifyLog proves every chain from its first entry to its head, the index of
// people, and all checkpoints. Others may go on writing meanwhile.
func (db *DB) VerifyLog(ctx context.Context, with Proving) (*Proof, error) {
	p := &prover{DB: db, with: with, proof: &Proof{}}
	err := p.checkpoints(ctx)
	if err != nil {
		return nil, err
	}
	places, err := p.places(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range places {
		err = db.snapshot(ctx, func(at *DB) error {
			in := *p
			in.DB = at
			return in.chain(ctx, id)
		})
		if err != nil {
			return nil, fmt.Errorf("prove the log: %w", err)
		}
	}
	return p.proof, nil
}

// prover holds what a proof needs beside the entries.
type prover struct {
	*DB
	with  Proving
	proof *Proof
	held  map[place.ID][]audit.HeldHash
	total int64
}

func (p *prover) found(b *audit.Break) {
	if b != nil {
		p.proof.Breaks = append(p.proof.Breaks, *b)
	}
}

// checkpoints proves the checkpoints by themselves, before any chain is read: what
// they know must then be there.
func (p *prover) checkpoints(ctx context.Context) error {
	trusted, err := p.trustedKeys(ctx)
	if err != nil {
		return err
	}
	stored, broken, err := p.storedCheckpoints(ctx)
	if err != nil {
		return err
	}
	if broken == nil {
		broken = audit.CheckSequence(stored, trusted)
	}
	p.found(broken)
	for i := range p.with.Kept {
		p.found(keptFits(&p.with.Kept[i], stored, trusted))
	}
	p.proof.Checkpoints = int64(len(stored))
	p.held = audit.Hold(stored, p.with.Kept)
	return nil
}

// keptFits holds a checkpoint that was kept elsewhere against those of the database.
func keptFits(c *audit.Checkpoint, stored []audit.Checkpoint, trusted map[string]bool) *audit.Break {
	if !c.Genuine() || !trusted[c.Key] {
		return &audit.Break{Flaw: audit.CheckpointForged, At: c.At, Checkpoint: c.Number}
	}
	same := func(s audit.Checkpoint) bool { return s.Number == c.Number && s.Sum() == c.Sum() }
	if !slices.ContainsFunc(stored, same) {
		return &audit.Break{Flaw: audit.CheckpointMissing, At: c.At, Checkpoint: c.Number}
	}
	return nil
}

// places are all that have a chain, or ought to have one.
func (p *prover) places(ctx context.Context) ([]place.ID, error) {
	known := map[place.ID]bool{}
	for id := range p.held {
		known[id] = true
	}
	err := p.each(ctx, func(rows *sql.Rows) error {
		var id place.ID
		err := rows.Scan(&id)
		known[id] = true
		return err
	}, `SELECT commune_id FROM log_heads UNION SELECT DISTINCT commune_id FROM log_entries UNION SELECT DISTINCT commune_id FROM log_persons`)
	if err != nil {
		return nil, fmt.Errorf("prove the log: %w", err)
	}
	err = p.reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM log_entries`).Scan(&p.total)
	if err != nil {
		return nil, fmt.Errorf("prove the log: %w", err)
	}
	return slices.Sorted(maps.Keys(known)), nil
}

// chain proves one chain.
func (p *prover) chain(ctx context.Context, of place.ID) error {
	p.proof.Chains++
	c := &chainProof{prover: p, head: audit.Head{Place: of}, held: p.held[of]}
	err := p.eachOf(ctx, of, func(e *audit.Entry) error { return c.next(ctx, e) })
	if err != nil {
		return err
	}
	err = c.end(ctx)
	if err != nil {
		return err
	}
	p.found(c.broken)
	return nil
}

// chainProof walks along a chain to its first break.
type chainProof struct {
	*prover
	head   audit.Head
	at     string
	held   []audit.HeldHash
	named  map[int64][]register.ID // of the window
	until  int64                   // the end of the window
	broken *audit.Break
}

func (c *chainProof) breaks(flaw audit.Flaw, seq int64, at string, checkpoint int64) {
	if c.broken == nil {
		c.broken = &audit.Break{Flaw: flaw, Place: c.head.Place, Seq: seq, At: at, Checkpoint: checkpoint}
	}
}

// toldEvery is after how many entries a reader hears how far it is.
const toldEvery = 10_000

func (c *chainProof) next(ctx context.Context, e *audit.Entry) error {
	c.proof.Entries++
	if c.with.Progress != nil && c.proof.Entries%toldEvery == 0 {
		c.with.Progress(c.proof.Entries, c.total)
	}
	if c.broken != nil {
		return nil
	}
	next, flaw := c.head.Check(e)
	switch flaw {
	case audit.Sound:
	case audit.EntryMissing:
		c.breaks(flaw, c.head.Seq+1, c.at, 0)
		return nil
	default:
		c.breaks(flaw, e.Seq, e.At, 0)
		return nil
	}
	c.head, c.at = next, e.At
	c.checkHeld(e)
	return c.checkIndex(ctx, e)
}

// checkHeld holds an entry against what checkpoints know of it.
func (c *chainProof) checkHeld(e *audit.Entry) {
	for len(c.held) > 0 && c.held[0].Seq <= e.Seq {
		if c.held[0].Hash != e.Hash {
			c.breaks(audit.CheckpointDiffers, e.Seq, e.At, c.held[0].Checkpoint)
		}
		c.held = c.held[1:]
	}
}

// indexWindow is how many entries are held against the index at a time: the index
// lies by person, so each look at it by number reads all of it.
const indexWindow = 50_000

func (c *chainProof) checkIndex(ctx context.Context, e *audit.Entry) error {
	if e.Seq > c.until {
		err := c.readIndex(ctx, e.Seq)
		if err != nil {
			return err
		}
	}
	if !slices.Equal(c.named[e.Seq], e.Persons) {
		c.breaks(audit.IndexDiffers, e.Seq, e.At, 0)
	}
	return nil
}

func (c *chainProof) readIndex(ctx context.Context, from int64) error {
	c.named, c.until = map[int64][]register.ID{}, from+indexWindow-1
	return c.each(ctx, func(rows *sql.Rows) error {
		var seq int64
		var id register.ID
		err := rows.Scan(&seq, &id)
		c.named[seq] = append(c.named[seq], id)
		return err
	}, `SELECT seq, person_id FROM log_persons WHERE commune_id = $1 AND seq BETWEEN $2 AND $3 ORDER BY person_id, seq`, c.head.Place, from, c.until)
}

// end proves that the chain ends where its head says, and where the checkpoints and
// the index do not know more.
func (c *chainProof) end(ctx context.Context) error {
	if len(c.held) > 0 {
		c.breaks(audit.CheckpointAhead, c.held[0].Seq, c.at, c.held[0].Checkpoint)
	}
	var loose int64
	err := c.reader().QueryRowContext(ctx, `SELECT COALESCE(MIN(seq), 0) FROM log_persons WHERE commune_id = $1 AND (seq > $2 OR seq < 1)`,
		c.head.Place, c.head.Seq).Scan(&loose)
	if err != nil {
		return err
	}
	if loose != 0 {
		c.breaks(audit.IndexDiffers, loose, c.at, 0)
	}
	heads, err := c.chains(ctx)
	if err != nil {
		return err
	}
	if c.head.Seq > 0 && !slices.Contains(heads, c.head) || c.head.Seq == 0 && slices.ContainsFunc(heads, func(h audit.Head) bool { return h.Place == c.head.Place }) {
		c.breaks(audit.HeadDiffers, c.head.Seq, c.at, 0)
	}
	return nil
}
