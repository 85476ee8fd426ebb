package formout

import (
	"hoctap/internal/paper"
	"hoctap/internal/verdict"
	"hoctap/internal/words"
)

// Minutes are those of the self-check: which papers there are and what they come
// to. Who was there and what was said is written in by hand.
func Minutes(p *words.Printer, j *verdict.Judgement, today string, papers []string) *paper.Report {
	r := newReporter(p, j, today)
	out := r.paper("minutes", "dossier.number_minutes")
	out.Blocks = append(out.Blocks, say(r.T("dossier.minutes_when", "year", r.stamp().Year(), "place", j.Place.Name)))
	out.Blocks = append(out.Blocks, head(r.T("dossier.minutes_present")))
	for _, key := range []string{"head", "secretary"} {
		out.Blocks = append(out.Blocks, paper.Block{Kind: paper.Room, Text: r.T("dossier.minutes_" + key)})
	}
	out.Blocks = append(out.Blocks, room(r.T("dossier.minutes_members"))...)
	out.Blocks = append(out.Blocks, head(r.T("dossier.minutes_files")))
	for _, name := range papers {
		out.Blocks = append(out.Blocks, item(name))
	}
	out.Blocks = append(out.Blocks, head(r.T("dossier.minutes_results")), say(r.T("dossier.minutes_results_say", "year", j.Year)),
		paper.Block{Kind: paper.Grid, Table: r.levels()})
	for _, v := range r.judged() {
		out.Blocks = append(out.Blocks, item(r.concludes(v)))
	}
	out.Blocks = append(out.Blocks, head(r.T("dossier.minutes_remarks")))
	for _, key := range []string{"good", "bad", "wish"} {
		out.Blocks = append(out.Blocks, room(r.T("dossier.minutes_"+key))...)
	}
	out.Blocks = append(out.Blocks, say(r.T("dossier.minutes_end")))
	out.Signers = []paper.Signer{
		{Lines: []string{r.T("dossier.secretary"), r.T("dossier.sign")}},
		{Lines: []string{r.T("dossier.team_head"), r.T("dossier.sign")}},
	}
	return out
}

// levels is the table of all standards with what is attained.
func (r *reporter) levels() *paper.Table {
	t := r.table("no", "standard", "level", "level_persons")
	t.Columns[1].Text = true
	var rows []paper.Row
	for _, v := range r.judged() {
		rows = append(rows, paper.Row{Cells: []paper.Cell{{Kind: paper.Number, Count: int64(len(rows) + 1)}, textCell(v.Standard.Title.In(r.lang)),
			textCell(r.level(v.Standard.MaxLevel, v.Attained, string(v.Levels[0].Outcome))),
			textCell(r.level(v.Standard.MaxLevel, v.ByPersons, string(v.Levels[0].ByPersons)))}})
	}
	t.Rows = paper.Rows(rows)
	return t
}

func (r *reporter) level(most, level int, lowest string) string {
	if level > 0 && most > 0 {
		return r.T("form.level", "level", level)
	}
	return r.T("state." + lowest)
}
