package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	town "hoctap/demo"
	"hoctap/internal/centre"
	"hoctap/internal/demo"
	"hoctap/internal/fault"
	"hoctap/internal/publication"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/rules"
)

// demoDB is where the sample town lives unless told otherwise: never in the
// database of real people.
const demoDB = "hoctap-demo.db"

func (a *app) demoCommand() *cobra.Command {
	var addr string
	var reset, noServe bool
	c := &cobra.Command{
		Use:   "demo [--db TỆP] [--addr MÁY:CỔNG] [--reset]",
		Short: "Dựng thị xã mẫu Bỉm Sơn (người hư cấu) và mở các trang",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if !c.Flags().Changed("db") {
				a.db = demoDB
			}
			book, err := a.law()
			if err != nil {
				return err
			}
			if reset {
				err = a.resetDemo(c.Context())
				if err != nil {
					return err
				}
			}
			if noServe {
				db, err := a.loadDemo(c.Context(), book)
				if err != nil {
					return err
				}
				return db.Close()
			}
			of, err := a.shown("", "")
			if err != nil {
				return err
			}
			return a.serveDemo(c.Context(), of, addr)
		},
	}
	c.Flags().StringVar(&addr, "addr", defaultAddr, "địa chỉ và cổng")
	c.Flags().BoolVar(&reset, "reset", false, "bỏ thị xã mẫu cũ và dựng lại từ đầu")
	c.Flags().BoolVar(&noServe, "no-serve", false, "chỉ dựng dữ liệu, không mở trang")
	return c
}

func (a *app) serveDemo(ctx context.Context, of shown, addr string) error {
	e := onThisMachine(addr)
	in, err := e.listen(ctx)
	if err != nil {
		return err
	}
	defer in.Close()
	db, err := a.loadDemo(ctx, of.forms.Book())
	if err != nil {
		return err
	}
	defer db.Close()
	err = a.demoAccounts(ctx, db)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.words.T("cli.demo_ready"))
	base := e.url(in.pages)
	for _, line := range [][2]string{{"cli.demo_home", "/"}, {"cli.demo_short", "/places/14812/2025"}, {"cli.demo_met", "/places/14818/2025"}} {
		fmt.Fprintf(a.out, "  %s%s  %s\n", base, line[1], a.words.T(line[0]))
	}
	return a.serve(ctx, &e, in, db, of, true)
}

// loadDemo opens the database and writes the town into it where it is not there
// yet. The town is written by a clock of its own, so that its rounds bear the
// days of their years.
func (a *app) loadDemo(ctx context.Context, book *rule.Book) (*store.DB, error) {
	db, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	have, err := db.Setting(ctx, demo.Loaded)
	if err == nil && have == demo.Version {
		return db, a.drawTown(ctx, db)
	}
	if err != nil {
		return db, err
	}
	err = a.onlyDemo(ctx, db)
	if err == nil && have != "" {
		// Its closed rounds keep the figures of the town that was.
		err = fault.New(fault.Conflict, "fault.demo_old", "file", a.shownDB())
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	fmt.Fprintln(a.out, a.words.T("cli.demo_building", "file", a.shownDB()))
	err = db.Close()
	if err != nil {
		return nil, err
	}
	err = a.writeTown(ctx, book)
	if err != nil {
		return nil, err
	}
	db, err = a.open(ctx)
	if err != nil {
		return nil, err
	}
	return db, a.drawTown(ctx, db)
}

func (a *app) drawTown(ctx context.Context, db *store.DB) error {
	spec, err := demo.Read(town.FS)
	if err != nil {
		return err
	}
	return demo.Draw(ctx, db, spec)
}

func (a *app) writeTown(ctx context.Context, book *rule.Book) error {
	clock := demo.NewClock()
	err := a.newDatabaseKey(ctx)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, a.db, store.Options{Now: clock.Now, IDs: a.ids.Next, Keys: a.keys()})
	if err != nil {
		return err
	}
	spec, err := demo.Read(town.FS)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	loader := demo.Loader{Store: db, Book: book, Clock: clock, Progress: func(s demo.Step) {
		fmt.Fprintf(a.out, "%3d/%d%s\n", s.Done, s.Total, a.words.T("cli.demo_step", "year", s.Year, "place", s.Place, "n", s.Persons))
	}}
	err = loader.Load(ctx, spec)
	if err == nil {
		err = a.openClasses(ctx, book, db, clock)
	}
	if err == nil {
		err = a.publishTown(ctx, book, db)
	}
	err = errors.Join(err, db.Close())
	// The town passes through memory once; a server that goes on from here need
	// not keep the room it took.
	debug.FreeOSMemory()
	return err
}

// openClasses writes the classes of the town's learning centres.
func (a *app) openClasses(ctx context.Context, book *rule.Book, db *store.DB, clock *demo.Clock) error {
	list, err := demo.ReadClasses(town.FS)
	if err != nil {
		return err
	}
	programmes, err := centre.Load(book, rules.Programmes)
	if err != nil {
		return err
	}
	l := demo.Centre{Store: db, Book: book, Programmes: programmes, Clock: clock}
	return l.Load(ctx, list)
}

// publishTown publishes the closed years of the sample town.
func (a *app) publishTown(ctx context.Context, book *rule.Book, db *store.DB) error {
	years, err := db.Years(ctx)
	if err != nil {
		return err
	}
	for _, year := range years {
		figures, err := publication.Make(ctx, book, db, year, fmt.Sprintf("%d-01-05T01:00:00Z", year+1))
		if fault.KindOf(err) == fault.Missing {
			continue // the round of this year is still open
		}
		if err != nil {
			return err
		}
		err = db.Publish(ctx, year, figures)
		if err != nil {
			return err
		}
	}
	return nil
}

// onlyDemo refuses to put invented people among real ones.
func (a *app) onlyDemo(ctx context.Context, db *store.DB) error {
	years, err := db.Years(ctx)
	if err != nil {
		return err
	}
	notice, err := db.Setting(ctx, demo.Notice)
	if err != nil {
		return err
	}
	if len(years) > 0 && notice == "" {
		return fault.New(fault.Refused, "fault.not_demo", "file", a.shownDB())
	}
	return nil
}

// resetDemo takes the file of the sample town away; a database that holds
// anything else is left alone.
func (a *app) resetDemo(ctx context.Context) error {
	if strings.Contains(a.db, "://") {
		return fault.New(fault.Refused, "fault.reset_server")
	}
	_, err := os.Stat(a.db)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	db, err := a.openSealed(ctx)
	if err != nil {
		return err
	}
	err = errors.Join(a.onlyDemo(ctx, db), db.Close())
	if err != nil {
		return err
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		err = os.Remove(a.db + suffix)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fault.Wrap(err, fault.Refused, "fault.file_write", "file", a.db)
		}
	}
	return nil
}

// shownDB names the database without what may be a password.
func (a *app) shownDB() string {
	scheme, _, found := strings.Cut(a.db, "://")
	if found {
		return scheme + "://…"
	}
	return a.db
}
