package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"hoctap/forms"
	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/job"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/internal/web"
)

// defaultAddr is reached from this machine alone.
const defaultAddr = "127.0.0.1:8080"

// jobsAtOnce: an import uses both the disk and a core; two leave room for pages.
const jobsAtOnce = 2

func (a *app) serveCommand() *cobra.Command {
	var addr, rulesDir string
	c := &cobra.Command{
		Use:   "serve [--addr MÁY:CỔNG]",
		Short: "Mở các trang làm việc trên máy này",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			book, err := a.law(rulesDir)
			if err != nil {
				return err
			}
			listener, err := listen(c.Context(), addr)
			if err != nil {
				return err
			}
			db, err := a.open(c.Context())
			if err != nil {
				return errors.Join(err, listener.Close())
			}
			defer db.Close()
			return a.serve(c.Context(), listener, db, book, false)
		},
	}
	a.logKeyFlag(c)
	c.Flags().StringVar(&addr, "addr", defaultAddr, "địa chỉ và cổng")
	c.Flags().StringVar(&rulesDir, "rules", "", "thư mục quy định bổ sung của địa phương")
	return c
}

// listen takes the address before anything is built. Until there are accounts
// the pages show people to whoever reaches them, so only this machine may.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fault.New(fault.Invalid, "fault.addr", "addr", addr)
	}
	ip := net.ParseIP(host)
	if host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fault.New(fault.Refused, "fault.addr_public", "addr", addr)
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fault.New(fault.Conflict, "fault.addr_in_use", "addr", addr)
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "fault.addr", "addr", addr)
	}
	return l, nil
}

// memoryAim is where the collector begins to work harder: a server of a ward
// shares an old PC with Excel, and an export of 43,000 people passes through it.
const memoryAim = 240 << 20

// serve opens the pages.
func (a *app) serve(ctx context.Context, l net.Listener, db *store.DB, book *rule.Book, demo bool) error {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryAim)
	}
	library, err := loadForms(book, forms.FS)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	setup, err := a.setupCode(ctx, db)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	point, err := a.checkpointer(ctx, db)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	go pointing(ctx, point)
	jobs := job.NewManager(jobsAtOnce, a.now, a.log)
	handler, err := web.New(web.Config{
		Book: book, Forms: library, Store: db, Jobs: jobs, Words: a.say, Log: a.log, Now: a.now, IDs: a.ids.Next,
		Demo: demo, Version: version, SetupCode: setup,
	})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	return a.answer(ctx, l, handler, "/", func(ctx context.Context) {
		jobs.Close(ctx)
		point(ctx)
	})
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

// answer serves until the context ends, then finishes what was accepted.
func (a *app) answer(ctx context.Context, l net.Listener, h http.Handler, first string, last func(context.Context)) error {
	server := newServer(h)
	fmt.Fprintln(a.out, a.words.T("cli.serving", "url", "http://"+l.Addr().String()+first))
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	err := server.Shutdown(grace)
	last(grace)
	return err
}

// newServer has timeouts that keep a slow or silent client from holding a connection; an
// upload over a weak network gets minutes.
func newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       5 * time.Minute,
		WriteTimeout:      5 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
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
