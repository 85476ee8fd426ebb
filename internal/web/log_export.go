package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"

	"hoctap/internal/audit"
	"hoctap/internal/sheet/grid"
)

// logExport gives what the page asks for as a workbook, all of it. What can be
// proved without us is the file that the command line writes.
func logExport(v *visit) error {
	ask := v.logAsk()
	err := v.withinLog(&ask)
	if err != nil {
		return err
	}
	done, err := v.alone()
	if err != nil {
		return err
	}
	defer done()
	entry := audit.New(audit.LogExport, 0, 0, audit.Detail{"filter": ask.query().Encode()})
	if ask.Person != 0 {
		entry = audit.New(audit.LogExport, 0, 0, nil).About(ask.Person)
	}
	err = v.Store.Log(v.ctx(), entry)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	err = grid.Write(&body, grid.Properties(*v.taken()), []grid.SheetData{{
		Name: "NhatKy", Widths: []float64{18, 8, 26, 24, 18, 24, 8, 40, 40, 40, 18, 40}, Header: 1, FrozenRows: 1, Rows: v.logRows(&ask),
	}})
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	return v.sendWorkbook("nhat-ky-"+v.today()+".xlsx", body.Bytes())
}

// logRows reads the log page by page: none of it is kept.
func (v *visit) logRows(ask *logAsk) iter.Seq2[[]grid.Cell, error] {
	return func(yield func([]grid.Cell, error) bool) {
		var head []grid.Cell
		for _, key := range []string{"when", "column_number", "what", "who", "from_address", "place", "column_year", "about", "reason", "detail", "trace", "column_page"} {
			head = append(head, textCell(v.say.T("log."+key)))
		}
		if !yield(head, nil) {
			return
		}
		f := ask.Filter
		f.Before, f.Limit = audit.Cursor{}, 1000
		for {
			list, err := v.Store.Entries(v.ctx(), f)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range list {
				if !yield(v.logLine(&list[i]), nil) {
					return
				}
				f.Before = audit.CursorOf(&list[i])
			}
			if len(list) < f.Limit {
				return
			}
		}
	}
}

func (v *visit) logLine(e *audit.Entry) []grid.Cell {
	about := e.PersonList()
	if e.Whole {
		about = v.say.T("log.whole")
	}
	return []grid.Cell{
		textCell(moment(e.At)), {Text: strconv.FormatInt(e.Seq, 10), Type: grid.Number}, textCell(v.kindText(e.Kind)), textCell(v.actor(e.Account)),
		textCell(e.From), textCell(v.chainName(e.Place)), textCell(v.logYear(e.Year)), textCell(about), textCell(e.Reason), textCell(v.detailText(e.Detail)), textCell(e.Trace), textCell(pageOf(e)),
	}
}

// pageOf is the page or command that an entry names.
func pageOf(e *audit.Entry) string {
	var detail struct{ Page, Command string }
	err := json.Unmarshal([]byte(e.Detail), &detail)
	if err != nil {
		return ""
	}
	return detail.Page + detail.Command
}
