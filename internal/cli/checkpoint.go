package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/store"
)

func (a *app) logCheckpointCommand() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use:   "checkpoint [--out TỆP]",
		Short: "Ký nhận cuối mọi chuỗi của nhật ký, để giữ một bản ở nơi khác",
		Args:  cobra.NoArgs,
		RunE: a.onDB(func(ctx context.Context, db *store.DB) error {
			key, err := a.signingKey(ctx, db)
			if err != nil {
				return err
			}
			point, made, err := db.Checkpoint(ctx, func(c *audit.Checkpoint) { c.Sign(key) })
			if err != nil {
				return err
			}
			word := "log.checkpoint_made"
			args := []any{"n", point.Number, "chains", len(point.Heads), "at", localTime(point.At)}
			if !made {
				word, args = "log.checkpoint_same", []any{"n", point.Number, "at", localTime(point.At)}
			}
			fmt.Fprintln(a.out, a.words.T(word, args...))
			return a.keepCheckpoints(ctx, db, to)
		}),
	}
	c.Flags().StringVar(&to, "out", "", "ghi mọi điểm kiểm ra tệp này, để giữ ở nơi khác")
	a.logKeyFlag(c)
	return c
}

// keepCheckpoints writes all checkpoints as one file of text.
func (a *app) keepCheckpoints(ctx context.Context, db *store.DB, to string) error {
	if to == "" {
		return nil
	}
	list, err := db.Checkpoints(ctx)
	if err != nil {
		return err
	}
	return writeFile(to, func(f *os.File) error {
		for i := range list {
			_, err := fmt.Fprintln(f, list[i].Text())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *app) logRotateCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "rekey --reason LÝ_DO",
		Short: "Dùng một khóa ký mới; điểm kiểm cũ vẫn kiểm được",
		Args:  cobra.NoArgs,
		RunE: a.onDB(func(ctx context.Context, db *store.DB) error {
			file := a.logKeyFile(db)
			if file == "" {
				return fault.New(fault.Missing, "log.key_wanted")
			}
			_, err := os.Stat(file)
			if err == nil {
				// The old key stays readable under the day on which it was laid aside.
				err = os.Rename(file, file+"."+a.now().UTC().Format("20060102T150405"))
				if err != nil {
					return fault.Wrap(err, fault.Invalid, "fault.file_write", "file", file)
				}
			}
			key, err := makeKey(file)
			if err != nil {
				return err
			}
			err = db.RotateLogKey(a.because(ctx), audit.PublicText(key))
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("log.key_rotated", "file", file))
			return nil
		}),
	}
	a.reasonFlag(c)
	must(c.MarkFlagRequired("reason"))
	a.logKeyFlag(c)
	return c
}

func (a *app) logKeyFlag(c *cobra.Command) {
	c.Flags().StringVar(&a.logKey, "log-key", "", "tệp khóa ký nhật ký; mặc định nằm cạnh tệp cơ sở dữ liệu, đuôi "+logKeyEnding)
}

// onDB runs what a command does with an open database.
func (a *app) onDB(do func(context.Context, *store.DB) error) func(*cobra.Command, []string) error {
	return on(a.open, do)
}

// onSealed runs what a command does without the keys.
func (a *app) onSealed(do func(context.Context, *store.DB) error) func(*cobra.Command, []string) error {
	return on(a.openSealed, do)
}

func on(open func(context.Context) (*store.DB, error), do func(context.Context, *store.DB) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, _ []string) error {
		db, err := open(c.Context())
		if err != nil {
			return err
		}
		defer db.Close()
		return do(c.Context(), db)
	}
}

// checkpointer gives what signs the log, for a server to call. A server database
// without a key goes on without checkpoints, and says so.
func (a *app) checkpointer(ctx context.Context, db *store.DB) (func(context.Context), error) {
	if a.logKeyFile(db) == "" {
		fmt.Fprintln(a.err, a.words.T("log.no_key_serve"))
		return func(context.Context) {}, nil
	}
	key, err := a.signingKey(ctx, db)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) {
		_, _, err := db.Checkpoint(ctx, func(c *audit.Checkpoint) { c.Sign(key) })
		if err != nil {
			a.log.Error("checkpoint of the log", "error", err)
		}
	}, nil
}

// checkpointEvery is how often a running server signs the log, where it has moved.
const checkpointEvery = time.Hour

// pointing signs the log at once and every so often until the context ends.
func pointing(ctx context.Context, point func(context.Context)) {
	tick := time.NewTicker(checkpointEvery)
	defer tick.Stop()
	for {
		point(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// readCheckpoints reads a file of checkpoints that was kept elsewhere.
func readCheckpoints(path string) ([]audit.Checkpoint, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fileFault(err, path)
	}
	return audit.ParseCheckpoints(strings.ReplaceAll(string(text), "\r\n", "\n"))
}
