package web

import (
	"errors"
	"slices"
	"strings"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/job"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
)

// uploadKept is as long as the result of a job can be read.
const uploadKept = 24 * time.Hour

// clock writes a moment as people here read it.
func clock(t time.Time) string { return moment(t.UTC().Format(time.RFC3339)) }

// run is the job of the address. One about a round that the visitor may not write
// is answered like one that is not there.
func (v *visit) run() (job.Status, error) {
	run, ok := v.Jobs.Get(v.r.PathValue("job"))
	if !ok {
		return run, fault.New(fault.NotFound, "fault.job_unknown")
	}
	t, err := v.ownerTarget(run.Owner)
	if err != nil {
		return run, err
	}
	if !v.may(right.WriteRegister, t.at.PlaceID) {
		return run, fault.New(fault.NotFound, "fault.job_unknown")
	}
	return run, nil
}

// jobShow is a job as it stands: its progress, or its result.
func jobShow(v *visit) error {
	run, err := v.run()
	if err != nil {
		return err
	}
	switch run.State {
	case job.Running:
		page, err := v.progressPage(run)
		if err != nil {
			return err
		}
		return v.show("import_progress", page)
	case job.Failed:
		return v.failedImport(run)
	}
	switch result := run.Result.(type) {
	case *intake:
		return v.importResult(run, result)
	case *lookedOver:
		t, err := v.ownerTarget(run.Owner)
		if err != nil {
			return err
		}
		return v.qualityShow(t, result)
	}
	return fault.New(fault.NotFound, "fault.job_unknown")
}

// jobProgress is the running part of the page alone.
func jobProgress(v *visit) error {
	run, err := v.run()
	if err != nil {
		return err
	}
	page, err := v.progressPage(run)
	if err != nil {
		return err
	}
	if run.State != job.Running {
		// The whole page is another one now: the browser is told to load it.
		v.w.Header().Set("HX-Redirect", "/jobs/"+run.ID)
	}
	return v.pages.Part(v.w, 200, v.lang, "import_progress", "import_running", page)
}

func (v *visit) jobFrame(owner, title string) (view.Page, *target) {
	t, err := v.ownerTarget(owner)
	if err != nil {
		return v.frame(title), nil
	}
	frame, err := v.placeFrame(title, t, "import", "import")
	if err != nil {
		return v.frame(title), nil
	}
	return frame, t
}

// ownerTarget finds the round that a job is about.
func (v *visit) ownerTarget(owner string) (*target, error) {
	parts := pathParts(owner)
	if len(parts) != 3 {
		return nil, fault.New(fault.NotFound, "fault.job_unknown")
	}
	id, err := placeID(parts[1])
	if err != nil {
		return nil, err
	}
	year, err := v.year(parts[2])
	if err != nil {
		return nil, err
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	return newTarget(tree, id, year)
}

func (v *visit) progressPage(run job.Status) (view.ImportProgress, error) {
	frame, _ := v.jobFrame(run.Owner, v.say.T("intake.running_"+run.Kind))
	page := view.ImportProgress{Page: frame, Heading: v.say.T("intake.running_" + run.Kind), File: run.Title, PartHref: "/jobs/" + run.ID + "/progress"}
	page.Progress = view.Progress{Title: v.say.T("intake.waiting"), Tone: view.Accent, Done: int64(run.Progress.Done), Total: int64(run.Progress.Total)}
	if run.Progress.Stage != "" {
		page.Progress.Title = v.say.T(run.Progress.Stage)
	}
	seconds := int(v.Now().Sub(run.Started).Seconds())
	switch {
	case run.Progress.Total == 0 && run.Progress.Done > 0:
		page.Progress.Note = v.say.T("intake.rows_seconds", "rows", run.Progress.Done, "seconds", seconds)
	default:
		page.Progress.Note = v.say.T("intake.seconds", "seconds", seconds)
	}
	if run.State != job.Running {
		page.Done = &view.Link{Text: v.say.T("intake.see_result"), Href: "/jobs/" + run.ID}
	}
	return page, nil
}

// failedImport tells why a workbook was turned away as a whole.
func (v *visit) failedImport(run job.Status) error {
	text, _ := v.told(run.Err)
	if text == "" {
		v.Log.Error("import failed", "id", traceOf(v.r), "job", run.ID, "error", run.Err)
		text = v.say.T("fault.internal", "id", traceOf(v.r))
	}
	frame, t := v.jobFrame(run.Owner, v.say.T("intake.refused"))
	page := view.ImportResult{Page: frame, Heading: v.say.T("intake.result"), File: run.Title, Message: view.Message{Tone: view.Bad, Title: v.say.T("intake.refused"), Text: text}}
	if t != nil {
		page.Again = &view.Link{Text: v.say.T("intake.again"), Href: t.path("import")}
	}
	return v.show("import_result", page)
}

// What a page shows of long lists; the marked workbook has all errors.
const (
	mostFindings = 200
	mostShown    = 40
	mostAlike    = 5
)

func (v *visit) importResult(run job.Status, in *intake) error {
	r := in.report
	frame, t := v.jobFrame(run.Owner, v.say.T("intake.result"))
	if t == nil {
		return errors.New("the round of an import is gone")
	}
	page := view.ImportResult{Page: frame, Heading: v.say.T("intake.result"), File: in.name, Counts: v.importCounts(r), Message: v.importMessage(in)}
	page.Errors = v.findings(r.Errors, view.Bad, mostFindings)
	page.MoreErrors = max(0, len(r.Errors)-mostFindings)
	page.Warnings = v.findingGroups(r.Warnings)
	page.Changed = v.changedEvents(r, in)
	if len(r.Errors) > 0 {
		page.Marked = &view.Link{Text: v.say.T("intake.marked"), Href: "/jobs/" + run.ID + "/errors.xlsx"}
		page.Again = &view.Link{Text: v.say.T("intake.again"), Href: t.path("import")}
	}
	write := "/jobs/" + run.ID + "/import"
	switch {
	case !in.dryRun:
		page.Onward = &view.Link{Text: v.say.T("card.to_verdict"), Href: t.path()}
	case len(r.Errors) == 0 && r.NewPersons+r.Changed > 0:
		page.Write = &view.Dialog{Title: v.say.T("intake.write_title"), Text: v.say.T("intake.write_text", "n", r.Accepted), Action: write, Confirm: v.say.T("intake.write")}
	case len(r.Errors) > 0 && r.Accepted > 0:
		page.Partial = &view.Dialog{Title: v.say.T("intake.partial_title"), Text: v.say.T("intake.partial_text", "n", r.Accepted, "left", r.Rows-r.Accepted), Action: write, Confirm: v.say.T("intake.partial", "n", r.Accepted)}
	default:
		page.Onward = &view.Link{Text: v.say.T("overview.to_overview"), Href: t.path()}
	}
	return v.show("import_result", page)
}

func (v *visit) importCounts(r *survey.Report) []view.Figure {
	counts := []view.Figure{
		{Text: v.say.T("intake.rows"), Count: int64(r.Rows)},
		{Text: v.say.T("intake.new"), Count: int64(r.NewPersons), Tone: view.Accent},
		{Text: v.say.T("intake.changed"), Count: int64(r.Changed), Tone: view.Accent},
		{Text: v.say.T("intake.unchanged"), Count: int64(r.Unchanged)},
	}
	if len(r.Errors) > 0 {
		counts = append(counts, view.Figure{Text: v.say.T("intake.errors"), Count: int64(len(r.Errors)), Tone: view.Bad, Href: "#errors"})
	}
	if len(r.Warnings) > 0 {
		counts = append(counts, view.Figure{Text: v.say.T("intake.warnings"), Count: int64(len(r.Warnings)), Tone: view.Warn, Href: "#warnings"})
	}
	return counts
}

// importMessage says what happened, and what to do now.
func (v *visit) importMessage(in *intake) view.Message {
	r := in.report
	switch {
	case r.Written:
		return view.Message{Tone: view.Good, Title: v.say.T("intake.done", "n", r.Accepted), Text: v.say.T("intake.done_text", "new", r.NewPersons, "changed", r.Changed)}
	case len(r.Errors) > 0:
		return view.Message{Tone: view.Bad, Title: v.say.T("intake.wrong", "n", len(r.Errors)), Text: v.say.T("intake.wrong_text")}
	case r.NewPersons+r.Changed == 0:
		return view.Message{Tone: view.Accent, Title: v.say.T("intake.same"), Text: v.say.T("intake.same_text")}
	}
	return view.Message{Tone: view.Good, Title: v.say.T("intake.sound", "n", r.Rows), Text: v.say.T("intake.sound_text")}
}

func (v *visit) findings(list []survey.Problem, tone view.Tone, most int) []view.Finding {
	var out []view.Finding
	for i := range list[:min(len(list), most)] {
		out = append(out, v.finding(&list[i], tone))
	}
	return out
}

// finding is a problem at its cell; the sentence need not name the cell again.
func (v *visit) finding(p *survey.Problem, tone view.Tone) view.Finding {
	if p.Person != 0 {
		v.seen.Add(p.Commune, p.Year, p.Person)
	}
	text := p.Say(v.say)
	before, rest, found := strings.Cut(text, p.Cell+": ")
	if p.Cell != "" && found && len(before) < 12 {
		text = capital(rest)
	}
	finding := view.Finding{Cell: p.Cell, Text: text, Tone: tone}
	if finding.Cell == "" {
		finding.Cell = v.say.T("intake.whole_file")
	}
	return finding
}

// findingGroups gathers warnings by kind, the rarest first. Those about no cell
// name people: they are listed further, since the workbook cannot show them.
func (v *visit) findingGroups(list []survey.Problem) []view.FindingGroup {
	var out []view.FindingGroup
	at := map[string]int{}
	for i := range list {
		p := &list[i]
		k, known := at[p.Code]
		if !known {
			k = len(out)
			at[p.Code] = k
			out = append(out, view.FindingGroup{})
		}
		most := mostAlike
		if p.Cell == "" {
			most = mostFindings
		}
		if len(out[k].Findings) == most {
			out[k].More++
			continue
		}
		out[k].Findings = append(out[k].Findings, v.finding(p, view.Warn))
	}
	slices.SortStableFunc(out, func(a, b view.FindingGroup) int { return len(a.Findings) + a.More - len(b.Findings) - b.More })
	return out
}

// changedEvents show the first changed persons, field by field.
func (v *visit) changedEvents(r *survey.Report, in *intake) []view.Changed {
	var out []view.Changed
	for _, c := range r.Changes[:min(len(r.Changes), mostShown)] {
		v.seen.Add(in.at.PlaceID, in.year, c.PersonID)
		changed := view.Changed{Name: c.Name, Href: personPath(c.PersonID, in.year)}
		for _, f := range c.Fields {
			field, err := register.FieldByKey(f.Field)
			if err != nil || f.Field == "personal_number" {
				continue
			}
			changed.Lines = append(changed.Lines, v.say.T("history.field", "field", capital(v.say.T("field."+f.Field)), "before", v.jsonText(field, f.Before), "now", v.jsonText(field, f.After)))
		}
		out = append(out, changed)
	}
	return out
}
