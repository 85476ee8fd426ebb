package web

import (
	"hoctap/internal/job"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
)

// importForm takes a workbook. It is checked first; nothing is written until the
// reader has seen what would change.
func importForm(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	page, err := v.importPage(t, "")
	if err != nil {
		return err
	}
	return v.show("import_form", page)
}

func (v *visit) importPage(t *target, problem string) (view.ImportForm, error) {
	frame, err := v.placeFrame(v.say.T("intake.title", "year", t.year, "name", t.at.Name), t, "import", "import")
	if err != nil {
		return view.ImportForm{}, err
	}
	page := view.ImportForm{
		Page: frame, Heading: v.say.T("intake.heading", "year", t.year), Action: t.path("import"),
		File: view.Field{Name: "file", Label: v.say.T("intake.file"), Hint: v.say.T("intake.file_hint", "mb", uploadBytes>>20), Type: "file", Accept: ".xlsx,.xls", Error: problem},
	}
	if problem != "" {
		page.Errors = view.Errors{Lines: []view.Link{{Text: problem, Href: "#file"}}}
	}
	c, err := v.recall()
	if err != nil {
		return page, err
	}
	round, stands := c.rounds[t.at.PlaceID][t.year]
	switch {
	case stands && round.State != survey.Open:
		page.Closed = &view.Message{Tone: view.Warn, Text: v.say.T("fault.round_"+string(round.State), "year", t.year), Links: []view.Link{{Text: v.say.T("overview.to_round"), Href: t.path("round")}}}
	case stands:
		page.Export = &view.Link{Text: v.say.T("intake.export"), Href: t.path("export.xlsx")}
	}
	page.Before = v.importRuns(t)
	return page, nil
}

// The kinds of job.
const (
	checkJob = "check"
	writeJob = "import"
)

// jobOwner ties a job to the round it is about.
func jobOwner(t *target) string { return t.path() }

func (v *visit) importRuns(t *target) []view.ImportRun {
	var out []view.ImportRun
	for _, kind := range []string{writeJob, checkJob} {
		for _, run := range v.Jobs.List(kind, jobOwner(t)) {
			out = append(out, view.ImportRun{File: run.Title, When: clock(run.Started), Who: v.actor(v.Actor), State: v.runTag(run), Href: "/jobs/" + run.ID})
		}
	}
	return out
}

func (v *visit) runTag(run job.Status) view.Tag {
	result, _ := run.Result.(*intake)
	switch {
	case run.State == job.Running:
		return view.Tag{Tone: view.Accent, Text: v.say.T("intake.running")}
	case run.State == job.Failed || result == nil:
		return view.Tag{Tone: view.Bad, Text: v.say.T("intake.failed")}
	case result.report.Written:
		return view.Tag{Tone: view.Good, Text: v.say.T("intake.written")}
	case len(result.report.Errors) > 0:
		return view.Tag{Tone: view.Bad, Text: v.say.T("intake.has_errors", "n", len(result.report.Errors))}
	}
	return view.Tag{Tone: view.Plain, Text: v.say.T("intake.checked")}
}
