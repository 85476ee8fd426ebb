package form

import (
	"fmt"

	"hoctap/internal/rule"
	"hoctap/internal/words"
)

// Show writes the cell as it stands on paper. A blank shows nothing: its mark
// stands there, which is for the writer to set.
func (c *Cell) Show(p *words.Printer) string {
	switch c.Kind {
	case CountCell, FigureCell:
		return p.Int(c.N)
	case PercentCell:
		return share(p, c.N, c.D)
	case QuotientCell:
		return share(p, c.N, 100*c.D)
	case AnswerCell:
		if c.N > 0 {
			return "x"
		}
	case LevelCell:
		return c.level(p)
	case OutcomeCell:
		return p.T("form.outcome_" + string(c.Outcome))
	case TextCell:
		return c.Text.In(string(p.Lang()))
	}
	return ""
}

// nothing stands where there is nothing to divide by: neither 0 % nor 100 %.
const nothing = "–"

func share(p *words.Printer, n, d int64) string {
	s := p.Lang().Percent(n, d)
	if s == "" {
		return nothing
	}
	return s
}

func (c *Cell) level(p *words.Printer) string {
	switch {
	case c.Outcome == rule.NotInForce && c.N == 0:
		return p.T("form.outcome_not_in_force")
	case c.N == 0:
		return p.T("form.not_attained")
	case c.Levels == 0:
		return p.T("form.attained")
	}
	return p.T("form.level", "level", c.N)
}

// Exact writes the cell for programs and cases: 12, 93.75%, 0.80, a text in
// Vietnamese, blank, cross; none for a share of nobody.
func (c *Cell) Exact() string {
	switch c.Kind {
	case CountCell, FigureCell, LevelCell:
		return fmt.Sprint(c.N)
	case AnswerCell:
		return map[int64]string{0: "no", 1: "yes"}[c.N]
	case PercentCell:
		if c.D == 0 {
			return "none"
		}
		return rule.Ratio{N: c.N, D: c.D}.Percent2() + "%"
	case QuotientCell:
		if c.D == 0 {
			return "none"
		}
		return rule.Ratio{N: c.N, D: 100 * c.D}.Percent2()
	case OutcomeCell:
		return string(c.Outcome)
	case TextCell:
		return c.Text.Vi
	case BlankCell:
		return "blank"
	case CrossedCell:
		return "cross"
	}
	return ""
}

// Say words the reason.
func (r *Reason) Say(p *words.Printer) string {
	if r.Key == "" {
		return r.Text.In(string(p.Lang()))
	}
	args := make(map[string]any, len(r.Args))
	for k, v := range r.Args {
		args[k] = v
	}
	if len(args) == 0 {
		return p.T(r.Key)
	}
	return p.T(r.Key, args)
}

// Say words the note, without its mark.
func (n *FilledNote) Say(p *words.Printer) string {
	if n.Reason != nil {
		return n.Reason.Say(p)
	}
	return n.Text.In(string(p.Lang()))
}

// Foot is the small line by which a form can be made again.
func (f *Filled) Foot(p *words.Printer) string {
	args := map[string]any{"code": f.Code, "rules": f.RuleSet + " " + short(f.RuleHash), "form": short(f.FormHash), "data": f.Data}
	if f.MadeOn == "" {
		return p.T("form.foot", args)
	}
	args["on"] = p.Date(f.MadeOn)
	return p.T("form.foot_dated", args)
}

func short(hash string) string { return hash[:min(len(hash), 12)] }
