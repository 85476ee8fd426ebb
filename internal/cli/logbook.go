package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/store"
	"hoctap/internal/viet"
)

func (a *app) logCommand() *cobra.Command {
	c := &cobra.Command{Use: "log", Short: "Nhật ký: ai đã làm gì, ai đã xem ai"}
	c.AddCommand(a.logListCommand(), a.logExportCommand(), a.logCheckpointCommand(), a.logRotateCommand())
	return c
}

// logAsk is what the commands of the log are asked for.
type logAsk struct {
	person, place, from, until, who, kind string
	limit                                 int
}

func (o *logAsk) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.person, "person", "", "mã người: chỉ những lần xem, sửa người này")
	c.Flags().StringVar(&o.place, "place", "", "mã đơn vị hành chính; 0 là việc của toàn hệ thống")
	c.Flags().StringVar(&o.from, "from", "", "từ ngày, dd/mm/yyyy")
	c.Flags().StringVar(&o.until, "to", "", "đến hết ngày, dd/mm/yyyy")
	c.Flags().StringVar(&o.who, "account", "", "tài khoản")
	c.Flags().StringVar(&o.kind, "kind", "", "loại việc, như person.look")
}

// filter understands what was asked.
func (o *logAsk) filter(ctx context.Context, db *store.DB) (audit.Filter, error) {
	f := audit.Filter{Account: o.who, Limit: o.limit}
	if o.kind != "" {
		kind, ok := audit.KindOf(o.kind)
		if !ok {
			return f, fault.New(fault.Invalid, "log.kind_unknown", "kind", o.kind)
		}
		f.Kind = kind
	}
	ids, err := parseIDs(o.person)
	if err != nil {
		return f, err
	}
	if len(ids) > 0 {
		f.Person = ids[0]
	}
	f.From, err = logDay(o.from, 0)
	if err != nil {
		return f, err
	}
	f.Until, err = logDay(o.until, 1)
	if err != nil {
		return f, err
	}
	f.Places, err = chainsOf(ctx, db, o.place)
	return f, err
}

// chainsOf are the places that ever bore a code.
func chainsOf(ctx context.Context, db *store.DB, code string) ([]place.ID, error) {
	switch code {
	case "":
		return nil, nil
	case "0":
		return []place.ID{0}, nil
	}
	tree, err := db.Places(ctx)
	if err != nil {
		return nil, err
	}
	known := map[place.ID]bool{}
	var out []place.ID
	for _, at := range tree.All() {
		if at.Code == code && !known[at.PlaceID] {
			known[at.PlaceID] = true
			out = append(out, at.PlaceID)
		}
	}
	if len(out) == 0 {
		return nil, fault.New(fault.NotFound, "fault.place_unknown", "code", code)
	}
	return out, nil
}

var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// logDay is the first moment of a day, so many days later, as the log writes it.
func logDay(typed string, later int) (string, error) {
	if typed == "" {
		return "", nil
	}
	day, err := viet.ParseDate(typed)
	if err != nil {
		return "", fault.New(fault.Invalid, "log.no_day")
	}
	begins, err := time.ParseInLocation(time.DateOnly, day, vietnam)
	if err != nil {
		return "", fault.New(fault.Invalid, "log.no_day")
	}
	return begins.AddDate(0, 0, later).UTC().Format(time.RFC3339), nil
}

// localTime is a moment of the log as people here read it.
func localTime(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return t.In(vietnam).Format("02/01/2006 15:04:05")
}

func (a *app) logListCommand() *cobra.Command {
	var o logAsk
	c := &cobra.Command{
		Use:     "list [--person MÃ] [--place MÃ] [--from NGÀY] [--to NGÀY]",
		Short:   "Các dòng nhật ký, mới nhất trước",
		Example: `  hoctap log list --person 5812001 --from 01/03/2026 --to 31/03/2026`,
		Args:    cobra.NoArgs,
		RunE: a.onDB(func(ctx context.Context, db *store.DB) error {
			f, err := o.filter(ctx, db)
			if err != nil {
				return err
			}
			list, err := db.Entries(ctx, f)
			if err != nil {
				return err
			}
			if f.Person != 0 {
				err = db.Log(a.because(ctx), audit.New(audit.LogRead, 0, 0, nil).About(f.Person))
				if err != nil {
					return err
				}
			}
			return a.printLog(ctx, db, list)
		}),
	}
	o.flags(c)
	c.Flags().IntVar(&o.limit, "limit", 100, "nhiều nhất bao nhiêu dòng")
	a.reasonFlag(c)
	a.jsonFlag(c)
	return c
}

func (a *app) printLog(ctx context.Context, db *store.DB, list []audit.Entry) error {
	if a.json {
		out := make([]*audit.Entry, 0, len(list))
		for i := range list {
			out = append(out, &list[i])
		}
		return a.writeJSON(out)
	}
	tree, err := db.Places(ctx)
	if err != nil {
		return err
	}
	var rows [][]string
	for i := range list {
		e := &list[i]
		about := ""
		switch {
		case e.Whole:
			about = a.words.T("log.whole")
		case len(e.Persons) > 0:
			about = a.words.T("log.persons", "n", len(e.Persons))
		}
		rows = append(rows, []string{localTime(e.At), e.Kind, e.Account, e.From, a.chainName(tree, e.Place), about, e.Reason})
	}
	table(a.out, rows)
	return nil
}

func (a *app) chainName(tree *place.Tree, id place.ID) string {
	if id == 0 {
		return a.words.T("log.system")
	}
	at, ok := tree.Nearest(id, a.now().Format(time.DateOnly))
	if !ok {
		return strconv.FormatInt(int64(id), 10)
	}
	return at.Name
}

func (a *app) logExportCommand() *cobra.Command {
	var code, to, points string
	c := &cobra.Command{
		Use:   "export --out TỆP.jsonl [--place MÃ] [--checkpoints TỆP]",
		Short: "Ghi nhật ký ra tệp, mỗi dòng một việc, đủ để kiểm mà không cần chương trình này",
		Args:  cobra.NoArgs,
		RunE: a.onDB(func(ctx context.Context, db *store.DB) error {
			places, err := chainsOf(ctx, db, code)
			if err != nil {
				return err
			}
			err = db.Log(a.because(ctx), audit.New(audit.LogExport, 0, 0, audit.Detail{"place": code}))
			if err != nil {
				return err
			}
			n, err := writeLog(ctx, db, places, to)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("log.exported", "n", n, "file", to))
			return a.keepCheckpoints(ctx, db, points)
		}),
	}
	c.Flags().StringVar(&to, "out", "", "tệp .jsonl để ghi")
	c.Flags().StringVar(&code, "place", "", "chỉ một đơn vị; 0 là việc của toàn hệ thống")
	c.Flags().StringVar(&points, "checkpoints", "", "ghi cả các điểm kiểm ra tệp này")
	a.reasonFlag(c)
	must(c.MarkFlagRequired("out"))
	return c
}

func writeLog(ctx context.Context, db *store.DB, places []place.ID, to string) (int, error) {
	n := 0
	err := writeFile(to, func(f *os.File) error {
		out := bufio.NewWriter(f)
		lines := json.NewEncoder(out)
		err := db.EachEntry(ctx, places, func(e *audit.Entry) error {
			n++
			return lines.Encode(e)
		})
		return errors.Join(err, out.Flush())
	})
	return n, err
}
