package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hoctap/forms"
	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/strict"
)

func (a *app) formsAgreeCommand() *cobra.Command {
	var o order
	c := &cobra.Command{
		Use:   "agree --place MÃ --year NĂM",
		Short: "So các biểu với nhau: mỗi chỗ không khớp, hai con số, cách xử lý",
		Long: `So các biểu của một nơi với nhau và với năm trước. Mỗi chỗ không khớp nêu hai
con số, vì sao phải khớp và xem lại ở đâu. Có chỗ không khớp thì lệnh kết thúc
với mã 1; chỗ chỉ nên xem lại thì không.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.formsAgree(c.Context(), &o) },
	}
	o.flags(c)
	c.Flags().StringVar(&o.asOf, "as-of", "", "ngày mà mã đơn vị có hiệu lực, nếu khác 30/9 của năm")
	c.Flags().StringVar(&o.hamlet, "hamlet", "", "chỉ một thôn, khu phố: tên hoặc mã")
	c.Flags().StringVar(&o.forms, "forms", "", "thư mục biểu mẫu bổ sung của địa phương")
	rulesFlag(c, &o.rules)
	a.jsonFlag(c)
	return c
}

// agreement loads the rules that ship with the program, and those of a directory of
// forms laid over it, held against the forms in use.
func agreement(l *form.Library, dirs ...string) (*agree.Rules, error) {
	layers := []fs.FS{forms.Agreement}
	for _, dir := range dirs {
		if dir != "" {
			layers = append(layers, os.DirFS(dir))
		}
	}
	r, err := agree.Load(l, layers...)
	var ps strict.Problems
	if errors.As(err, &ps) {
		return nil, fault.New(fault.Invalid, "agree.rules_wrong", "problems", ps.Error())
	}
	return r, err
}

func (a *app) formsAgree(ctx context.Context, o *order) error {
	l, err := a.library(o.rules, o.forms)
	if err != nil {
		return err
	}
	r, err := agreement(l, o.forms)
	if err != nil {
		return err
	}
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	at, year, err := o.find(ctx, db)
	if err != nil {
		return err
	}
	of := form.For{Place: at.PlaceID, Year: year}
	if o.hamlet != "" {
		of.Hamlet, err = findHamlet(ctx, db, at, year, o.hamlet)
		if err != nil {
			return err
		}
	}
	report, err := r.Check(ctx, db, of)
	if err != nil {
		return err
	}
	err = a.writeAgreement(report, at.Name, year)
	if err == nil && report.Faults() > 0 {
		return errTold
	}
	return err
}

// agreementJSON is what programs read.
type agreementJSON struct {
	Place         string             `json:"place"`
	Year          int                `json:"year"`
	Compared      int                `json:"compared"`
	Faults        int                `json:"faults"`
	Disagreements []disagreementJSON `json:"disagreements"`
	Mismatches    []agree.Mismatch   `json:"mismatches"`
	Unchecked     []uncheckedJSON    `json:"unchecked"`
}

type disagreementJSON struct {
	Rule        string   `json:"rule"`
	Notice      bool     `json:"notice"`
	Is          string   `json:"is"`
	Left        sideJSON `json:"left"`
	Right       sideJSON `json:"right"`
	Explanation string   `json:"explanation"`
	WhatToDo    string   `json:"what_to_do"`
}

type sideJSON struct {
	Sum   int64      `json:"sum"`
	Cells []cellJSON `json:"cells"`
}

type cellJSON struct {
	Form   string `json:"form"`
	Table  string `json:"table,omitempty"`
	Row    string `json:"row,omitempty"`
	Column string `json:"column,omitempty"`
	Year   int    `json:"year"`
	Parts  bool   `json:"parts,omitempty"`
	Value  int64  `json:"value"`
}

type uncheckedJSON struct {
	Rule  string `json:"rule"`
	Times int    `json:"times"`
	Why   string `json:"why"`
}

func (a *app) writeAgreement(r *agree.Report, name string, year int) error {
	if a.json {
		return a.writeJSON(a.agreementJSON(r, name, year))
	}
	said := a.words.T("agree.all_agree", "place", name, "year", year, "compared", r.Compared)
	if r.Faults() > 0 {
		said = a.words.T("agree.faults", "place", name, "year", year, "compared", r.Compared, "faults", r.Faults())
	}
	fmt.Fprintln(a.out, said)
	notices := a.printDisagreements(r, false)
	for _, m := range r.Mismatches {
		fmt.Fprintf(a.out, "\n%s\n", a.words.T("agree.mismatch", "form", m.Form, "row", m.Row, "column", m.Column, "counted", m.Counted, "sum", m.Sum))
	}
	if notices > 0 {
		fmt.Fprintf(a.out, "\n%s\n", a.words.T("agree.notices", "n", notices))
		a.printDisagreements(r, true)
	}
	a.printUnchecked(r)
	return nil
}

// printDisagreements prints the faults or the notices, and counts the others.
func (a *app) printDisagreements(r *agree.Report, notice bool) (others int) {
	for i := range r.Disagreements {
		d := &r.Disagreements[i]
		if d.Rule.Notice != notice {
			others++
			continue
		}
		fmt.Fprintf(a.out, "\n%s\n", d.Explanation(a.lang))
		fmt.Fprintf(a.out, "  %s\n", a.words.T("agree."+string(d.Rule.Is), "left", a.side(&d.Left), "right", a.side(&d.Right)))
		fmt.Fprintf(a.out, "  %s\n", a.words.T("agree.what_to_do", "text", d.WhatToDo(a.lang)))
	}
	return others
}

// side writes a sum with the cells it comes from.
func (a *app) side(s *agree.Side) string {
	var out strings.Builder
	for i := range s.Terms {
		if i > 0 {
			out.WriteString(" + ")
		}
		out.WriteString(s.Terms[i].Say(a.words))
	}
	if len(s.Terms) > 1 {
		out.WriteString(" = " + a.words.Int(s.Sum))
	}
	return out.String()
}

// printUnchecked says each reason once, with the forms that it kept from being
// compared.
// Figures that were not entered are one reason: which ones they are stands in the
// JSON, and on the pages where they are entered.
func (a *app) printUnchecked(r *agree.Report) {
	var order []string
	codes := map[string][]string{}
	for i := range r.Unchecked {
		u := &r.Unchecked[i]
		why := u.Why.Say(a.words)
		if u.Why.Key == "form.not_entered" {
			why = a.words.T("agree.not_entered")
		}
		if codes[why] == nil {
			order = append(order, why)
		}
		for _, code := range u.Rule.Forms() {
			if !slices.Contains(codes[why], code) {
				codes[why] = append(codes[why], code)
			}
		}
	}
	if len(order) > 0 {
		fmt.Fprintf(a.out, "\n%s\n", a.words.T("agree.unchecked"))
	}
	for _, why := range order {
		fmt.Fprintf(a.out, "  %s\n    %s\n", why, strings.Join(codes[why], "; "))
	}
}

func (a *app) agreementJSON(r *agree.Report, name string, year int) agreementJSON {
	out := agreementJSON{Place: name, Year: year, Compared: r.Compared, Faults: r.Faults(), Disagreements: []disagreementJSON{}, Mismatches: r.Mismatches, Unchecked: []uncheckedJSON{}}
	if out.Mismatches == nil {
		out.Mismatches = []agree.Mismatch{}
	}
	for i := range r.Disagreements {
		d := &r.Disagreements[i]
		out.Disagreements = append(out.Disagreements, disagreementJSON{Rule: d.Rule.ID, Notice: d.Rule.Notice, Is: string(d.Rule.Is),
			Left: jsonSide(&d.Left), Right: jsonSide(&d.Right), Explanation: d.Explanation(a.lang), WhatToDo: d.WhatToDo(a.lang)})
	}
	for _, u := range r.Unchecked {
		out.Unchecked = append(out.Unchecked, uncheckedJSON{u.Rule.ID, u.Times, u.Why.Say(a.words)})
	}
	return out
}

func jsonSide(s *agree.Side) sideJSON {
	out := sideJSON{Sum: s.Sum}
	for _, t := range s.Terms {
		out.Cells = append(out.Cells, cellJSON{t.Form, t.Table, t.Row, t.Column, t.OfYear, t.Parts, t.N})
	}
	return out
}
