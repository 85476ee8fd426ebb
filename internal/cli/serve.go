package cli

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"hoctap/internal/account"
	"hoctap/internal/courier"
	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/job"
	"hoctap/internal/meter"
	"hoctap/internal/signon"
	"hoctap/internal/store"
	"hoctap/internal/web"
)

// jobsAtOnce: an import uses both the disk and a core; two leave room for pages.
const jobsAtOnce = 2

func (a *app) serveCommand() *cobra.Command {
	var e exposure
	var on signOn
	var rulesDir, formsDir string
	var inside bool
	c := &cobra.Command{
		Use:   "serve [--addr MÁY:CỔNG] [--host TÊN --tls-cert TỆP --tls-key TỆP]",
		Short: "Mở các trang làm việc trên máy này",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			shown, err := a.shown(rulesDir, formsDir)
			if err != nil {
				return err
			}
			shown.inside = inside
			shown.signOn, err = on.provider()
			if err != nil {
				return err
			}
			in, err := e.listen(c.Context())
			if err != nil {
				return err
			}
			defer in.Close()
			db, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			return a.serve(c.Context(), &e, in, db, shown, false)
		},
	}
	a.logKeyFlag(c)
	e.flags(c.Flags())
	on.flags(c.Flags())
	c.Flags().BoolVar(&inside, "inside-webhooks", false, "cho báo tin đến địa chỉ trong mạng nội bộ")
	c.Flags().StringVar(&rulesDir, "rules", "", "thư mục quy định bổ sung của địa phương")
	c.Flags().StringVar(&formsDir, "forms", "", "thư mục biểu mẫu bổ sung của địa phương")
	return c
}

// shown is the law and the forms that a server shows, and who else lets in.
type shown struct {
	forms     *form.Library
	agreement *agree.Rules
	signOn    *signon.Provider
	inside    bool // webhooks may go to addresses inside the network
}

// shown loads them, with what a province lays over.
func (a *app) shown(rulesDir, formsDir string) (shown, error) {
	l, err := a.library(rulesDir, formsDir)
	if err != nil {
		return shown{}, err
	}
	r, err := agreement(l, formsDir)
	return shown{forms: l, agreement: r}, err
}

// memoryAim is where the collector begins to work harder: a server of a ward
// shares an old PC with Excel, and an export of 43,000 people passes through it.
const memoryAim = 240 << 20

// serve opens the pages.
func (a *app) serve(ctx context.Context, e *exposure, in *entrance, db *store.DB, of shown, demo bool) error {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryAim)
	}
	uploads, err := a.uploads()
	if err != nil {
		return err
	}
	defer os.RemoveAll(uploads)
	s := &service{app: a, jobs: job.NewManager(jobsAtOnce, a.now, a.log), db: db, meter: meter.New(version)}
	s.watch()
	setup, err := a.setupCode(ctx, db)
	if err != nil {
		return err
	}
	s.point, err = a.checkpointer(ctx, db)
	if err != nil {
		return err
	}
	go pointing(ctx, s.point)
	go (&courier.Courier{Store: db, Now: a.now, Log: a.log, Inside: of.inside}).Run(ctx)
	pages, err := s.pages(e, of, web.Config{Demo: demo, TempDir: uploads, SetupCode: setup})
	if err != nil {
		return err
	}
	return s.open(ctx, e, in, pages)
}

// setupCode makes the code by which whoever started the server, and can read what
// it writes, makes the first account.
func (a *app) setupCode(ctx context.Context, db *store.DB) (string, error) {
	taken, err := db.AnyAccount(ctx)
	if err != nil || taken {
		return "", err
	}
	code, err := account.NewPassword(rand.Reader)
	if err != nil {
		return "", err
	}
	fmt.Fprintln(a.out, a.words.T("cli.setup", "code", code))
	return code, nil
}

func (a *app) migrateCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Đưa cơ sở dữ liệu lên phiên bản mới nhất; chạy lại cũng không sao",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			db, err := a.open(c.Context())
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.migrated"))
			return db.Close()
		},
	}
}
