package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/store"
)

// breakJSON is a place where the log does not hold, as programs read it.
type breakJSON struct {
	Flaw       string `json:"flaw"`
	Place      string `json:"place"`
	Seq        int64  `json:"seq"`
	At         string `json:"at"`
	Checkpoint int64  `json:"checkpoint"`
	Message    string `json:"message"`
}

// proofJSON is the result of a proof.
type proofJSON struct {
	Sound       bool        `json:"sound"`
	Chains      int64       `json:"chains"`
	Entries     int64       `json:"entries"`
	Checkpoints int64       `json:"checkpoints"`
	Breaks      []breakJSON `json:"breaks"`
}

func (a *app) verifyCommand() *cobra.Command {
	var kept string
	c := &cobra.Command{
		Use:   "verify [--checkpoints TỆP]",
		Short: "Kiểm nhật ký từ dòng đầu đến dòng cuối, nêu chỗ đầu tiên không khớp",
		Long: `Kiểm mọi chuỗi của nhật ký, chỉ mục người và mọi điểm kiểm. Có --checkpoints thì so
với tệp điểm kiểm giữ ở nơi khác: cách duy nhất để thấy cả nhật ký lẫn điểm kiểm đã bị
viết lại. Mã thoát 0 là nguyên vẹn, 1 là không.`,
		Args: cobra.NoArgs,
		RunE: a.onSealed(func(ctx context.Context, db *store.DB) error {
			points, err := readCheckpoints(kept)
			if err != nil {
				return err
			}
			key, err := a.publicKey(db)
			if err != nil {
				return err
			}
			proof, err := db.VerifyLog(ctx, store.Proving{Key: key, Kept: points, Progress: a.proved})
			if err != nil {
				return err
			}
			return a.tellProof(ctx, db, proof)
		}),
	}
	c.Flags().StringVar(&kept, "checkpoints", "", "tệp điểm kiểm giữ ở nơi khác")
	a.logKeyFlag(c)
	a.jsonFlag(c)
	return c
}

func (a *app) proved(done, total int64) {
	fmt.Fprintln(a.err, a.words.T("log.progress", "done", done, "total", total))
}

func (a *app) tellProof(ctx context.Context, db *store.DB, p *store.Proof) error {
	tree, err := db.Places(ctx)
	if err != nil {
		return err
	}
	out := proofJSON{Sound: len(p.Breaks) == 0, Chains: p.Chains, Entries: p.Entries, Checkpoints: p.Checkpoints, Breaks: []breakJSON{}}
	for i := range p.Breaks {
		b := &p.Breaks[i]
		out.Breaks = append(out.Breaks, breakJSON{string(b.Flaw), fmt.Sprint(b.Place), b.Seq, b.At, b.Checkpoint, a.breakText(tree, b)})
	}
	if a.json {
		err = a.writeJSON(out)
	} else {
		a.printProof(&out)
	}
	if err != nil || out.Sound {
		return err
	}
	return errTold
}

func (a *app) printProof(p *proofJSON) {
	if p.Sound {
		fmt.Fprintln(a.out, a.words.T("log.sound", "entries", p.Entries, "chains", p.Chains, "checkpoints", p.Checkpoints))
		return
	}
	fmt.Fprintln(a.err, a.words.T("log.broken", "n", len(p.Breaks)))
	for _, b := range p.Breaks {
		fmt.Fprintln(a.err, "  "+b.Message)
	}
}

// breakText names a break: which chain, which entry, about when, and what is wrong.
func (a *app) breakText(tree *place.Tree, b *audit.Break) string {
	at := ""
	if b.At != "" {
		at = a.words.T("log.after", "at", localTime(b.At))
	}
	word, args := "log.flaw_"+string(b.Flaw), []any{}
	if b.Flaw == audit.CheckpointAhead || b.Flaw == audit.CheckpointDiffers {
		args = append(args, "n", b.Checkpoint)
	}
	what := a.words.T(word, args...)
	if b.Flaw == audit.CheckpointForged || b.Flaw == audit.CheckpointMissing {
		return a.words.T("log.broken_checkpoint", "n", b.Checkpoint, "at", at, "what", what)
	}
	return a.words.T("log.broken_at", "place", a.chainName(tree, b.Place), "seq", b.Seq, "at", at, "what", what)
}
