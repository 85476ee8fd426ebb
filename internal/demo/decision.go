package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
)

// decisionSpec is one paper: on a place, or on every commune of the town that
// stands under a district.
type decisionSpec struct {
	Year   int    `yaml:"year,required"`
	Place  string `yaml:"place"`
	Under  string `yaml:"under"`
	Number string `yaml:"number,required"`
	Signer string `yaml:"signer,required"`
	Dated  string `yaml:"dated,required"`
}

// decide records the papers of a year, each on its day. They follow the
// verdicts, as the real ones would: what is not attained is not recognised.
func (l *Loader) decide(ctx context.Context, t *Town, year int) error {
	for _, spec := range t.spec.Town.Decisions {
		if spec.Year != year {
			continue
		}
		day, err := time.Parse(time.DateOnly, spec.Dated)
		if err != nil {
			return fmt.Errorf("decision %s: %w", spec.Number, err)
		}
		l.Clock.set(day.Add(3 * time.Hour))
		err = l.issue(ctx, t, spec)
		if err != nil {
			return fmt.Errorf("decision %s: %w", spec.Number, err)
		}
	}
	return nil
}

func (l *Loader) issue(ctx context.Context, t *Town, spec decisionSpec) error {
	judge := &verdict.Judge{Book: l.Book, Source: l.Store}
	known, err := l.Store.Decisions(ctx, spec.Year)
	if err != nil {
		return err
	}
	ids, err := t.decided(spec)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if numbered(known[id], spec.Number) {
			continue
		}
		j, err := judge.Judge(ctx, id, spec.Year)
		if err != nil {
			return err
		}
		err = l.recognise(ctx, j, spec)
		if err != nil {
			return err
		}
	}
	return nil
}

// numbered reports whether a paper is on record, where loading was cut short.
func numbered(known []verdict.Decision, number string) bool {
	return slices.ContainsFunc(known, func(d verdict.Decision) bool { return d.Number == number })
}

// decided gives the places a paper is about.
func (t *Town) decided(spec decisionSpec) ([]place.ID, error) {
	on := rule.ReferenceDay(spec.Year)
	code := spec.Place
	if spec.Under != "" {
		code = spec.Under
	}
	at, err := t.tree.ByCode(code, on)
	if err != nil || spec.Under == "" {
		return []place.ID{at.PlaceID}, err
	}
	var out []place.ID
	for _, id := range t.communes(spec.Year) {
		a, stands := t.tree.At(id, on)
		if stands && a.Parent == at.PlaceID {
			out = append(out, id)
		}
	}
	return out, nil
}

func (l *Loader) recognise(ctx context.Context, j *verdict.Judgement, spec decisionSpec) error {
	for _, v := range j.Verdicts {
		if v.Attained == 0 {
			continue
		}
		draft := verdict.Draft{Standard: v.Standard.ID, Number: spec.Number, On: spec.Dated, Signer: spec.Signer}
		if v.Standard.MaxLevel > 0 {
			draft.Level = &v.Attained
		}
		d, err := j.Decide(draft)
		if err != nil {
			return err
		}
		err = l.Store.AddDecision(ctx, d)
		if err != nil {
			return err
		}
	}
	return nil
}
