package web

import (
	"context"
	"io/fs"

	"hoctap/internal/job"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
	"hoctap/rules"
)

// qualityJob looks over a whole round, which takes seconds in a large ward.
const qualityJob = "quality"

// lookedOver is what the checks found, as much of it as a page shows.
type lookedOver struct {
	round survey.Round
	parts []foundPart
}

type foundPart struct {
	check  *survey.Check
	count  int
	people []*register.Record
}

// mostFound is how many people of one check a page names.
const mostFound = 100

// qualityCheck starts the look over a round.
func qualityCheck(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	round, ok, err := v.Store.Round(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	if !ok {
		return noRound(t)
	}
	s := v.server
	work := func(ctx context.Context, _ func(job.Progress)) (any, error) {
		return s.lookOver(ctx, round)
	}
	v.redirect("/jobs/" + v.Jobs.Start(qualityJob, jobOwner(t), v.say.T("quality.heading", "year", t.year), v.inName(work)))
	return nil
}

func (s *server) lookOver(ctx context.Context, round survey.Round) (*lookedOver, error) {
	found, about, err := s.checks.LookOver(ctx, s.Store, round.CommuneID, round.Year)
	if err != nil {
		return nil, err
	}
	out := &lookedOver{round: round}
	at := map[string]int{}
	for _, f := range found {
		i, known := at[f.CheckID]
		if !known {
			check, ok := s.checks.ByID(f.CheckID)
			if !ok {
				continue
			}
			i = len(out.parts)
			at[f.CheckID] = i
			out.parts = append(out.parts, foundPart{check: check})
		}
		part := &out.parts[i]
		part.count++
		if r := about[f.PersonID]; r != nil && len(part.people) < mostFound {
			part.people = append(part.people, r)
		}
	}
	return out, nil
}

// loadChecks reads the checks that ship with the program.
func loadChecks() (*survey.Checks, error) {
	layer, err := fs.Sub(rules.Quality, "quality")
	if err != nil {
		return nil, err
	}
	return survey.LoadChecks(layer)
}

var severityTones = map[string]view.Tone{"error": view.Bad, "warning": view.Warn, "note": view.Plain}

// qualityShow is the result of a look over a round: a part a check, those that
// matter most first.
func (v *visit) qualityShow(t *target, looked *lookedOver) error {
	frame, err := v.placeFrame(v.say.T("quality.title", "year", t.year, "name", t.at.Name), t, "round", "round")
	if err != nil {
		return err
	}
	page := view.QualityPage{Page: frame, Heading: v.say.T("quality.heading", "year", t.year), Back: view.Link{Text: v.say.T("round.title", "year", t.year), Href: t.path("round")}}
	total := 0
	for _, severity := range []string{"error", "warning", "note"} {
		for i := range looked.parts {
			part := &looked.parts[i]
			if part.check.Severity == severity {
				total += part.count
				page.Parts = append(page.Parts, v.qualityPart(t, part))
			}
		}
	}
	page.Lead = v.say.T("quality.lead", "n", total, "checks", len(page.Parts))
	if total == 0 {
		page.Lead = ""
		page.Empty = &view.Empty{Title: v.say.T("quality.none")}
	}
	return v.show("quality", page)
}

func (v *visit) qualityPart(t *target, part *foundPart) view.QualityPart {
	out := view.QualityPart{
		Title: v.law(part.check.Text), Why: v.law(part.check.Why), Mend: v.law(part.check.WhatToDo), Tone: severityTones[part.check.Severity],
		Count: part.count, More: part.count - len(part.people),
	}
	for _, r := range part.people {
		v.saw(r)
		out.People = append(out.People, view.Hit{Href: personPath(r.PersonID, r.Year), Name: []view.Piece{{Text: r.Name()}}, Facts: v.recordFacts(t.tree, r)})
	}
	return out
}
