package formout

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"hoctap/internal/paper"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/words"
)

// reporter writes down what a judgement says, as far as facts go; the rest is room
// to write in.
type reporter struct {
	*words.Printer
	lang  string
	j     *verdict.Judgement
	today string
}

func newReporter(p *words.Printer, j *verdict.Judgement, today string) *reporter {
	return &reporter{p, string(p.Lang()), j, today}
}

// Report is the report on the process and the results (decree 20/2014, article
// 26), to be finished by the committee.
func Report(p *words.Printer, j *verdict.Judgement, today string) *paper.Report {
	r := newReporter(p, j, today)
	out := r.paper("report", "dossier.number_report")
	out.Blocks = slices.Concat(r.general(), r.work(), r.results(), r.conditions(), r.problems(), r.proposal())
	out.Sent = []string{r.T("dossier.sent"), r.T("dossier.sent_above"), r.T("dossier.sent_file")}
	out.Signers = []paper.Signer{{Lines: []string{r.T("dossier.for_committee"), r.T("dossier.head"), r.T("dossier.sign_seal")}}}
	return out
}

// paper is what reports and minutes share.
func (r *reporter) paper(kind, number string) *paper.Report {
	name := bareName(r.j.Place.Name)
	return &paper.Report{
		Name: kind, Lang: r.Lang(), Words: PaperWords(r.Printer),
		Issuers: []string{r.T("dossier.people", "place", strings.ToUpper(r.j.Place.Name)), r.T("dossier.committee")},
		Number:  r.T(number), Issued: r.T("dossier.issued", "place", name, "year", r.stamp().Year()),
		Title: r.T("dossier." + kind + "_title"), Subject: r.T("dossier."+kind+"_subject", "year", r.j.Year),
		Trace: r.trace(), Stamp: r.stamp(),
	}
}

func (r *reporter) stamp() time.Time {
	t, err := time.Parse(time.DateOnly, r.today)
	if err != nil {
		return time.Date(r.j.Year, 9, 30, 0, 0, 0, 0, time.UTC)
	}
	return t
}

func (r *reporter) trace() string {
	rules := "–"
	if r.j.Law.Set != nil {
		rules = r.j.Law.Set.ID + " " + r.j.Law.Book.Hash()[:12]
	}
	return r.T("dossier.trace", "rules", rules, "on", r.Date(r.today))
}

func say(text string) paper.Block  { return paper.Block{Kind: paper.Paragraph, Text: text} }
func head(text string) paper.Block { return paper.Block{Kind: paper.Heading, Text: text} }
func item(text string) paper.Block { return paper.Block{Kind: paper.Item, Text: text} }

// room is a line with what it asks for, and two more.
func room(text string) []paper.Block {
	return []paper.Block{{Kind: paper.Room, Text: text}, {Kind: paper.Room}, {Kind: paper.Room}}
}

func (r *reporter) general() []paper.Block {
	j := r.j
	out := []paper.Block{head(r.T("dossier.report_general"))}
	if j.Surveyed {
		out = append(out, say(r.T("dossier.report_surveyed", "year", j.Year, "place", j.Place.Name, "n", j.Persons, "day", viet.Date(j.On))))
	}
	if len(j.AddedUp) > 0 {
		var names []string
		for _, a := range j.AddedUp {
			names = append(names, a.Name)
		}
		out = append(out, say(r.T("dossier.report_added", "place", j.Place.Name, "year", j.Year, "names", strings.Join(names, ", "))))
	}
	difficult := "dossier.report_not_difficult"
	if j.Difficult {
		difficult = "dossier.report_difficult"
	}
	out = append(out, say(r.T(difficult, "place", j.Place.Name)))
	return append(out, room(r.T("dossier.report_room"))...)
}

func (r *reporter) work() []paper.Block {
	out := []paper.Block{head(r.T("dossier.report_work"))}
	for _, key := range []string{"lead", "survey", "part"} {
		out = append(out, room(r.T("dossier.report_work_"+key))...)
	}
	return out
}

// judged are the standards that are law in the year.
func (r *reporter) judged() []*rule.Verdict {
	var out []*rule.Verdict
	for i := range r.j.Verdicts {
		v := &r.j.Verdicts[i]
		if len(v.Levels) > 0 && v.Levels[0].Outcome != rule.NotInForce {
			out = append(out, v)
		}
	}
	return out
}

func (r *reporter) results() []paper.Block {
	out := []paper.Block{head(r.T("dossier.report_results"))}
	for i, v := range r.judged() {
		out = append(out, paper.Block{Kind: paper.Lower, Text: strconv.Itoa(i+1) + ". " + v.Standard.Title.In(r.lang)})
		if t := r.criteria(v); t != nil {
			out = append(out, paper.Block{Kind: paper.Grid, Table: t})
		}
		out = append(out, say(r.concludes(v)))
	}
	return append(out, say(r.T("dossier.by_annex")))
}

// concludes says what is attained, and apart what the people alone would give.
func (r *reporter) concludes(v *rule.Verdict) string {
	full, persons := r.attains(v, v.Attained, v.Levels[0].Outcome), r.attains(v, v.ByPersons, v.Levels[0].ByPersons)
	if full == persons {
		return r.T("dossier.concludes", "place", r.j.Place.Name, "level", full)
	}
	return r.T("dossier.concludes_persons", "place", r.j.Place.Name, "level", full, "persons", persons)
}

func (r *reporter) attains(v *rule.Verdict, level int, lowest rule.Outcome) string {
	standard := r.standard(v)
	switch {
	case level > 0 && v.Standard.MaxLevel > 0:
		return r.T("dossier.attains", "standard", standard, "level", level)
	case level > 0:
		return r.T("dossier.attains_whole", "standard", standard)
	case lowest == rule.NotEnoughData:
		return r.T("dossier.attains_unknown", "standard", standard)
	}
	return r.T("dossier.attains_not", "standard", standard)
}

// standard is the name of a standard within a sentence.
func (r *reporter) standard(v *rule.Verdict) string {
	title := []rune(v.Standard.Title.In(r.lang))
	return strings.ToLower(string(title[:1])) + string(title[1:])
}

// shownLevel is the level that a report speaks of: the one attained, else the
// lowest.
func shownLevel(v *rule.Verdict) *rule.LevelVerdict {
	if l := v.Level(v.Attained); v.Attained > 0 && l != nil {
		return l
	}
	return &v.Levels[0]
}

// criteria is the table of the shares that the level asks for.
func (r *reporter) criteria(v *rule.Verdict) *paper.Table {
	t := r.table("no", "criterion", "count", "of", "share", "least", "outcome")
	t.Columns[1].Text = true
	var rows []paper.Row
	for _, c := range shownLevel(v).Criteria {
		if c.Criterion.Kind != rule.Persons && c.Criterion.Kind != rule.ShareOfPlaces {
			continue
		}
		rows = append(rows, paper.Row{Cells: []paper.Cell{
			{Kind: paper.Number, Count: int64(len(rows) + 1)}, textCell(c.Criterion.Text.In(r.lang)),
			{Kind: paper.Number, Count: c.Ratio.N}, {Kind: paper.Number, Count: c.Ratio.D},
			{Kind: paper.Percent, Count: c.Ratio.N, Of: c.Ratio.D}, textCell(r.least(&c)), textCell(r.T("state." + string(c.Outcome))),
		}})
	}
	if len(rows) == 0 {
		return nil
	}
	t.Rows = paper.Rows(rows)
	return t
}

func (r *reporter) least(c *rule.CriterionVerdict) string {
	switch {
	case c.Operator == rule.All:
		return r.T("dossier.all")
	case c.Threshold.Known():
		return c.Threshold.String()
	}
	return ""
}

// table makes a table with the heads of these columns.
func (r *reporter) table(columns ...string) *paper.Table {
	t := &paper.Table{ID: strings.Join(columns, "-")}
	for _, c := range columns {
		t.Columns = append(t.Columns, paper.Column{ID: c, Heads: []paper.Head{{ID: c, Text: r.T("dossier.column_" + c)}}})
	}
	return t
}

func textCell(s string) paper.Cell { return paper.Cell{Kind: paper.Text, Text: s} }

// conditions is the table of the conditions, each once.
func (r *reporter) conditions() []paper.Block {
	t := r.table("no", "condition", "outcome")
	t.Columns[1].Text = true
	var rows []paper.Row
	seen := map[string]bool{}
	for _, v := range r.judged() {
		for _, l := range v.Levels {
			for _, c := range l.Criteria {
				if c.Criterion.Kind != rule.ConditionKind || seen[c.Criterion.Condition] {
					continue
				}
				seen[c.Criterion.Condition] = true
				rows = append(rows, paper.Row{Cells: []paper.Cell{{Kind: paper.Number, Count: int64(len(rows) + 1)},
					textCell(c.Criterion.Text.In(r.lang)), textCell(r.T("state." + string(c.Outcome)))}})
			}
		}
	}
	t.Rows = paper.Rows(rows)
	out := []paper.Block{head(r.T("dossier.report_conditions"))}
	if len(rows) > 0 {
		out = append(out, paper.Block{Kind: paper.Grid, Table: t})
	}
	return out
}

// problems names what stands between the place and its next level.
func (r *reporter) problems() []paper.Block {
	out := []paper.Block{head(r.T("dossier.report_problems"))}
	short := false
	for _, v := range r.judged() {
		next := v.Next()
		if next == nil {
			continue
		}
		for _, c := range next.Criteria {
			text := ""
			switch {
			case c.Needed() > 0:
				text = r.T("dossier.report_needed", "standard", v.Standard.Short.In(r.lang), "criterion", c.Criterion.Text.In(r.lang), "n", c.Needed())
			case c.Outcome == rule.NotEnoughData && c.Criterion.Kind == rule.Persons:
				text = r.T("dossier.report_unknown", "standard", v.Standard.Short.In(r.lang), "criterion", c.Criterion.Text.In(r.lang))
			default:
				continue
			}
			short = true
			out = append(out, item(text))
		}
	}
	if !short {
		out = append(out, say(r.T("dossier.report_no_needed")))
	}
	return slices.Concat(out, room(r.T("dossier.report_causes")), room(r.T("dossier.report_measures")))
}

func (r *reporter) proposal() []paper.Block {
	var levels []string
	for _, v := range r.judged() {
		if v.Attained > 0 {
			levels = append(levels, r.attains(v, v.Attained, v.Levels[0].Outcome))
		}
	}
	text := r.T("dossier.report_propose_none", "place", r.j.Place.Name, "year", r.j.Year)
	if len(levels) > 0 {
		text = r.T("dossier.report_propose", "place", r.j.Place.Name, "year", r.j.Year, "levels", strings.Join(levels, "; "))
	}
	return []paper.Block{head(r.T("dossier.report_proposal")), say(text)}
}
