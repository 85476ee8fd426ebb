package web

import (
	"bytes"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/viet"
)

// gapExport gives the whole gap list as a workbook, a row a person.
func gapExport(v *visit) error {
	t, err := v.commune()
	if err != nil {
		return err
	}
	std, err := v.standard(t)
	if err != nil {
		return err
	}
	level, err := v.level()
	if err != nil {
		return err
	}
	asked, err := v.askReason(t, v.say.T("log.what_gaps"), t.path("gaps", std.ID, strconv.Itoa(level)))
	if asked || err != nil {
		return err
	}
	gaps, err := v.gaps(t, std, level)
	if err != nil {
		return err
	}
	people := gapPeople(t, gaps)
	f, err := v.following(t, gaps, people)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	err = grid.Write(&body, grid.Properties(*v.taken()), []grid.SheetData{{
		Name: "DanhSach", Widths: []float64{6, 24, 28, 14, 12, 28, 34, 60, 30, 12, 10, 28, 14, 30, 14}, Header: 1, FrozenRows: 1, FrozenCols: 3,
		Rows: v.gapCells(f, people),
	}})
	if err != nil {
		return fmt.Errorf("gap list: %w", err)
	}
	err = v.enter(audit.Export, audit.Detail{"standard": std.ID, "level": level})
	if err != nil {
		return err
	}
	name := fmt.Sprintf("can-van-dong-%s-%s-%d-%d.xlsx", slug(t.at.Name), strings.ToLower(std.ID), level, t.year)
	return v.sendWorkbook(name, body.Bytes())
}

func (v *visit) gapCells(f *following, people []*gapPerson) iter.Seq2[[]grid.Cell, error] {
	return func(yield func([]grid.Cell, error) bool) {
		var head []grid.Cell
		for _, key := range []string{"gap.number", "overview.hamlet", "gap.name", "gap.birth", "people.sheet", "people.head", "people.address", "gap.missing", "people.learning", "gap.since", "gap.fewest_tag", "follow.who", "follow.last_on", "follow.last_outcome", "follow.marked"} {
			head = append(head, textCell(v.say.T(key)))
		}
		if !yield(head, nil) {
			return
		}
		for i, p := range people {
			if !yield(v.gapLine(f, p, i+1), nil) {
				return
			}
		}
	}
}

func (v *visit) gapLine(f *following, p *gapPerson, number int) []grid.Cell {
	r := p.person.Record
	v.saw(r)
	var lacks []string
	for _, c := range p.criteria {
		lacks = append(lacks, v.law(c.Verdict.Measure.Lacks))
	}
	fewest := grid.Cell{}
	if p.fewest {
		fewest = textCell("x")
	}
	return append([]grid.Cell{
		{Text: strconv.Itoa(number), Type: grid.Number}, textCell(p.hamlet), textCell(r.Name()), textCell(viet.Date(r.BirthDate())),
		textCell(r.SheetNumber), textCell(r.HeadName()), textCell(r.Address), textCell(strings.Join(lacks, "; ")),
		textCell(v.learning(r)), textCell(r.DropoutIn), fewest,
	}, v.followCells(f, p)...)
}

// followCells are who follows, the last visit, and the day it was marked won.
func (v *visit) followCells(f *following, p *gapPerson) []grid.Cell {
	out := make([]grid.Cell, 4)
	if p.follow == nil {
		return out
	}
	out[0] = textCell(f.names[p.follow.Follower])
	if last := p.follow.Last(); last != nil {
		out[1], out[2] = textCell(viet.Date(last.On)), textCell(v.outcomeText(last.Outcome))
	}
	out[3] = textCell(viet.Date(p.follow.WonOn))
	return out
}

func textCell(text string) grid.Cell { return grid.Cell{Text: text, Type: grid.String} }

// sendWorkbook sends a file to be saved. It is complete before the first byte
// leaves.
func (v *visit) sendWorkbook(name string, body []byte) error {
	h := v.w.Header()
	h.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
	h.Set("Content-Length", strconv.Itoa(len(body)))
	v.w.WriteHeader(http.StatusOK)
	_, err := v.w.Write(body)
	if err != nil {
		return fmt.Errorf("send %s: %w", name, err)
	}
	return nil
}

// slug is a name fit for a file on any machine.
func slug(name string) string {
	return strings.Join(strings.FieldsFunc(viet.Fold(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}
