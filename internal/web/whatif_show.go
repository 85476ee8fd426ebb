package web

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// whatIfShow answers how the verdicts would stand if those ticked had completed
// everything that is asked of them. Nothing is stored, and the people are in the
// body of the form, never in an address.
func whatIfShow(v *visit) error {
	ask, err := v.whatIf()
	if err != nil {
		return err
	}
	ids, err := v.ticked()
	if err != nil {
		return err
	}
	seen, err := v.Store.RecordsByPerson(v.ctx(), ask.t.at.PlaceID, ask.t.year, ids)
	if err != nil {
		return err
	}
	if len(seen) < len(ids) && ask.t.exists {
		return fault.New(fault.NotFound, "fault.person_unknown")
	}
	for _, id := range ids {
		ask.chosen[id] = true
	}
	ask.texts, ask.turned, ask.wrong = v.typed(ask, v.r.PostForm)
	if len(ask.wrong) > 0 {
		page, err := v.whatIfPage(ask)
		if err != nil {
			return err
		}
		return v.showAs(http.StatusUnprocessableEntity, "whatif", page)
	}
	return v.whatIfAnswer(ask, 0)
}

// whatIfAnswer shows what comes of what is supposed. missing is how many people an
// address asked for whom the reader's list does not have.
func (v *visit) whatIfAnswer(ask *supposing, missing int) error {
	c, err := v.recall()
	if err != nil {
		return err
	}
	ids := slices.Sorted(maps.Keys(ask.chosen))
	after, err := c.judge.WhatIf(v.ctx(), ask.t.at.PlaceID, ask.t.year, verdict.Supposition{Complete: ids, Thresholds: ask.turned})
	if err != nil {
		return err
	}
	page, err := v.whatIfPage(ask)
	if err != nil {
		return err
	}
	page.Result = v.supposed(ask, after, len(ids))
	page.Share = v.origin() + ask.shareHref(gapPeople(ask.t, ask.gaps), ask.chosen, ask.turned)
	if missing > 0 {
		page.Fewer = &view.Message{Tone: view.Warn, Text: v.say.T("whatif.fewer", "n", missing)}
	}
	return v.show("whatif", page)
}

func (v *visit) ticked() ([]register.ID, error) {
	err := v.r.ParseForm()
	if err != nil {
		return nil, formFault(err)
	}
	var ids []register.ID
	for _, text := range v.r.PostForm["person"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fault.New(fault.Invalid, "fault.person_id", "id", text)
		}
		ids = append(ids, register.ID(id))
	}
	return ids, nil
}

// formFault is what a form that cannot be read comes to; one that is too large
// keeps its own kind.
func formFault(err error) error {
	return fmt.Errorf("%w: %w", err, fault.New(fault.Invalid, "fault.form"))
}

// supposed sets the verdicts before and after side by side, with every criterion
// whose share moves.
func (v *visit) supposed(ask *supposing, after *verdict.Judgement, n int) *view.Supposed {
	before := ask.gaps.Judgement
	out := &view.Supposed{Title: v.say.T("whatif.result", "n", n)}
	if len(ask.turned) > 0 {
		out.Title = v.say.T("whatif.result_turned", "n", n, "k", len(ask.turned))
	}
	for i := range before.Verdicts {
		now, then := &before.Verdicts[i], &after.Verdicts[i]
		line := view.SupposedLine{Title: v.law(now.Standard.Title), Before: v.badge(now), After: v.badge(then), Changed: now.Attained != then.Attained || now.ByPersons != then.ByPersons}
		for k := range now.Levels {
			line.Shares = append(line.Shares, v.moved(&now.Levels[k], &then.Levels[k], line.Shares)...)
		}
		if line.Changed || len(line.Shares) > 0 || now.Standard == ask.std {
			out.Lines = append(out.Lines, line)
		}
	}
	out.Sentence, out.Tone = v.supposedSentence(ask, after)
	return out
}

func (v *visit) supposedSentence(ask *supposing, after *verdict.Judgement) (string, view.Tone) {
	ver := after.Of(ask.std.ID)
	goal := v.goalTitle(ask.std, ask.level)
	switch want := max(ask.level, 1); {
	case ver.Attained >= want:
		return v.say.T("whatif.reached", "goal", goal), view.Good
	case ver.ByPersons >= want:
		return v.say.T("whatif.reached_persons", "goal", goal), view.Warn
	}
	text, _ := v.sentence(ask.t, after, ver)
	return v.say.T("whatif.not_reached", "goal", goal, "why", text), view.Warn
}

// moved lists the criteria of a level whose share differs, each measure once.
func (v *visit) moved(before, after *rule.LevelVerdict, known []view.SupposedShare) []view.SupposedShare {
	var out []view.SupposedShare
	for i := range before.Criteria {
		a, b := &before.Criteria[i], &after.Criteria[i]
		if a.Ratio == b.Ratio && a.Threshold == b.Threshold || a.Measure == nil || hasShare(append(known, out...), v.law(a.Measure.Text)) {
			continue
		}
		share := view.SupposedShare{
			Title: v.law(a.Measure.Text), Before: v.say.Percent(a.Ratio.N, a.Ratio.D), After: v.say.Percent(b.Ratio.N, b.Ratio.D),
			Need: v.say.Threshold(b.Threshold.String()), State: view.State(b.Outcome),
		}
		if a.Threshold != b.Threshold && a.Threshold.Known() {
			share.NeedBefore = v.say.Threshold(a.Threshold.String())
		}
		out = append(out, share)
	}
	return out
}

func hasShare(list []view.SupposedShare, title string) bool {
	for _, s := range list {
		if s.Title == title {
			return true
		}
	}
	return false
}
