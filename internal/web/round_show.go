package web

import (
	"net/http"
	"net/url"
	"slices"

	"hoctap/internal/fault"
	"hoctap/internal/office"
	"hoctap/internal/right"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
)

// roundShow tells where the round of a year stands, what may be done with it, and
// everything that was done.
func roundShow(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	page, err := v.roundPage(t)
	if err != nil {
		return err
	}
	askAlone(&page, survey.State(v.r.URL.Query().Get("do")))
	return v.show("round", page)
}

func (v *visit) roundPage(t *target) (view.RoundPage, error) {
	frame, err := v.placeFrame(v.say.T("round.title_of", "year", t.year, "name", t.at.Name), t, "round", "round")
	if err != nil {
		return view.RoundPage{}, err
	}
	page := view.RoundPage{Page: frame, Heading: v.say.T("round.title", "year", t.year)}
	c, err := v.recall()
	if err != nil {
		return page, err
	}
	round, ok, err := c.RoundProgress(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return page, err
	}
	if !ok {
		return v.noRound(page, c, t), nil
	}
	page.Steps = v.roundSteps(round.State)
	page.Facts = []view.Fact{
		{Name: v.say.T("round.opened"), Value: moment(round.OpenedAt)},
		{Name: v.say.T("overview.persons"), Value: v.say.Int(int64(round.Records))},
		{Name: v.say.T("round.unconfirmed"), Value: v.say.Int(int64(round.Unconfirmed))},
	}
	if round.Unconfirmed > 0 && round.State == survey.Open {
		page.Warning = &view.Message{Tone: view.Warn, Text: v.say.T("round.warn_unconfirmed", "n", round.Unconfirmed)}
	}
	page.Moves = v.roundMoves(t, round)
	page.Check = &view.Dialog{Text: v.say.T("quality.text"), Action: t.path("quality"), Confirm: v.say.T("quality.button")}
	questions, err := v.Store.Questions(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return page, err
	}
	if len(questions) > 0 {
		page.Waiting = &view.Message{Tone: view.Warn, Text: v.say.T("question.waiting", "n", len(questions)), Links: []view.Link{{Text: v.say.T("question.link"), Href: t.path("questions")}}}
	}
	if years := c.surveyed(t.tree, t.at.PlaceID); len(years) > 0 && years[0] < t.year {
		page.Compare = &view.Link{Text: v.say.T("differ.link"), Href: t.path("round", "compare")}
	}
	page.Log = &view.Link{Text: v.say.T("log.of_place"), Href: address("/log", url.Values{"place": {idText(t.at.PlaceID)}})}
	page.Events, err = v.roundEvents(t)
	return page, err
}

// noRound offers to open the round from the former one, or to import.
func (v *visit) noRound(page view.RoundPage, c *recall, t *target) view.RoundPage {
	if !v.may(right.WriteRegister, t.at.PlaceID) {
		page.Empty = &view.Empty{Title: v.say.T("round.none", "year", t.year)}
		return page
	}
	years := slices.DeleteFunc(slices.Clone(c.surveyed(t.tree, t.at.PlaceID)), func(year int) bool { return year >= t.year })
	page.Empty = &view.Empty{Title: v.say.T("round.none", "year", t.year), Text: v.say.T("round.none_text"), Action: &view.Link{Text: v.say.T("frame.tab_import"), Href: t.path("import")}}
	if len(years) == 0 {
		return page
	}
	former := years[len(years)-1]
	page.Moves = []view.Move{v.roundMove(t, survey.Open, view.Dialog{
		Title: v.say.T("round.open_title", "year", t.year, "former_year", former), Text: v.say.T("round.open_text", "former_year", former), Confirm: v.say.T("round.open_do"),
	})}
	return page
}

var roundStates = []survey.State{survey.Open, survey.Submitted, survey.Checked, survey.Closed}

func (v *visit) roundSteps(state survey.State) []view.Step {
	at := slices.Index(roundStates, state)
	var out []view.Step
	for i, s := range roundStates {
		out = append(out, view.Step{Text: capital(v.say.T("round." + string(s))), Done: i < at, Current: i == at})
	}
	return out
}

// roundMove completes the question that a step asks first.
func (v *visit) roundMove(t *target, to survey.State, ask view.Dialog) view.Move {
	ask.ID = "move-" + string(to)
	ask.Action = address(t.path("round"), url.Values{"to": {string(to)}})
	return view.Move{Href: address(t.path("round"), url.Values{"do": {string(to)}}), Dialog: ask}
}

// roundMoves are the steps that may follow. One back asks for a reason.
func (v *visit) roundMoves(t *target, round survey.Round) []view.Move {
	var out []view.Move
	for _, to := range roundStates {
		if round.Move(to, "?") != nil || !v.may(office.Moves[to], t.at.PlaceID) {
			continue
		}
		ask := view.Dialog{Title: v.say.T("round.ask_"+string(to), "year", t.year), Text: v.say.T("round.text_" + string(to)), Confirm: v.say.T("round.do_" + string(to))}
		if to == survey.Open {
			ask.Danger = round.State == survey.Closed
			ask.Typed = &view.Field{Name: "reason", Label: v.say.T("round.reason"), Hint: v.say.T("round.reason_hint")}
		}
		move := v.roundMove(t, to, ask)
		move.Quiet = to == survey.Open
		out = append(out, move)
	}
	return out
}

// askAlone shows one step on a page of its own.
func askAlone(page *view.RoundPage, to survey.State) {
	for i := range page.Moves {
		if page.Moves[i].Dialog.ID == "move-"+string(to) {
			page.Asked = &page.Moves[i].Dialog
		}
	}
}

func (v *visit) roundEvents(t *target) ([]view.Event, error) {
	steps, err := v.Store.Steps(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return nil, err
	}
	intakes, err := v.Store.Intakes(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return nil, err
	}
	type timed struct {
		at    string
		event view.Event
	}
	var all []timed
	for _, i := range intakes {
		all = append(all, timed{i.At, view.Event{
			When: dayOf(i.At), Title: v.say.T("round.intake", "file", v.source(i.Source)),
			Lines: []string{v.say.T("round.intake_counts", "new", i.NewPersons, "changed", i.Changed), v.by(i.At, i.Actor)},
		}})
	}
	for _, s := range steps {
		event := view.Event{When: dayOf(s.At), Title: capital(v.say.T("round." + string(s.To))), Lines: []string{v.by(s.At, s.By)}}
		if s.Reason != "" {
			event.Lines = append(event.Lines, v.source(s.Reason))
		}
		all = append(all, timed{s.At, event})
	}
	slices.Reverse(all) // what happened in one moment stands with the later first
	slices.SortStableFunc(all, func(a, b timed) int { return -compareText(a.at, b.at) })
	var out []view.Event
	for _, one := range all {
		out = append(out, one.event)
	}
	return out, nil
}

func (v *visit) refuseMove(t *target, move survey.State, field *fault.Error, reason string) error {
	page, err := v.roundPage(t)
	if err != nil {
		return err
	}
	text := v.faultText(field)
	askAlone(&page, move)
	if page.Asked != nil && page.Asked.Typed != nil {
		page.Asked.Typed.Error, page.Asked.Typed.Value = text, reason
	}
	page.Errors = view.Errors{Lines: []view.Link{{Text: text, Href: "#reason"}}}
	return v.showAs(http.StatusUnprocessableEntity, "round", page)
}
