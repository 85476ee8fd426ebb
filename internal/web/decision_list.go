package web

import (
	"encoding/json"
	"fmt"
	"strings"

	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// decisionList shows every decision on a place, with what the program found on
// the day, and whether the data have moved since.
func decisionList(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	all, err := v.Store.PlaceDecisions(v.ctx(), t.at.PlaceID)
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(v.say.T("deciding.title", "name", t.at.Name), t, "decisions", "decisions")
	if err != nil {
		return err
	}
	page := view.DecisionList{Page: frame}
	if v.may(right.ProposeDecision, t.at.PlaceID) || v.may(right.RecordDecision, t.at.PlaceID) {
		page.Decide = &view.Link{Text: v.say.T("deciding.record"), Href: t.path("decisions", "new")}
	}
	page.Proposals, err = v.proposals(t)
	if err != nil {
		return err
	}
	page.Heading = v.say.T("frame.tab_decisions")
	for i := range all {
		j, err := c.judged(v.ctx(), t.at.PlaceID, all[i].Year)
		if err != nil {
			return err
		}
		shown, err := v.decision(&all[i], j)
		if err != nil {
			return err
		}
		page.Decisions = append(page.Decisions, shown)
	}
	if len(all)+len(page.Proposals) == 0 {
		page.Empty = &view.Empty{Title: v.say.T("deciding.none"), Text: v.say.T("deciding.none_text")}
	}
	return v.show("decision_list", page)
}

// decisionsOn are the decisions of the year on one standard.
func (v *visit) decisionsOn(c *recall, t *target, j *verdict.Judgement, standard string) ([]view.Decision, error) {
	all, err := c.Decisions(v.ctx(), t.year)
	if err != nil {
		return nil, err
	}
	var out []view.Decision
	for i := range all[t.at.PlaceID] {
		d := &all[t.at.PlaceID][i]
		if d.Standard != standard {
			continue
		}
		shown, err := v.decision(d, j)
		if err != nil {
			return nil, err
		}
		out = append(out, shown)
	}
	return out, nil
}

func (v *visit) decision(d *verdict.Decision, j *verdict.Judgement) (view.Decision, error) {
	shown := view.Decision{
		Number: d.Number, Date: d.On, Signer: d.Signer, Authority: d.Authority, Standard: d.Standard,
		Level: v.say.T("deciding.level_year", "level", v.decidedLevel(*d), "year", d.Year),
	}
	std := v.Book.Standard(d.Standard)
	if std != nil {
		shown.Standard = v.law(std.Title)
		shown.Href = placePath(d.PlaceID, d.Year, "verdicts", std.ID)
	}
	var err error
	shown.Verdict, err = v.found(d, std)
	if err != nil {
		return shown, err
	}
	moved, err := d.Moved(j)
	if err != nil {
		return shown, err
	}
	shown.Moved = v.movedMessage(d, moved)
	return shown, nil
}

// found is what the program said when the decision was recorded.
func (v *visit) found(d *verdict.Decision, std *rule.Standard) (view.Badge, error) {
	var then verdict.StandardJSON
	err := json.Unmarshal([]byte(d.Explanation), &then)
	if err != nil {
		return view.Badge{}, fmt.Errorf("decision %d: %w", d.ID, err)
	}
	level := 0
	switch attained := then.LevelAttained.(type) {
	case float64:
		level = int(attained)
	case bool:
		if attained {
			return view.Badge{State: view.Met}, nil
		}
	}
	if level > 0 && std != nil {
		state := view.Met
		if level < d.Level {
			state = view.NotMet
		}
		return view.Badge{State: state, Text: v.say.T("level.attained", "level", level)}, nil
	}
	if len(then.Levels) > 0 {
		return view.Badge{State: view.State(then.Levels[0].Outcome)}, nil
	}
	return view.Badge{State: view.NotEnoughData}, nil
}

// movedMessage tells which figures are no longer what the decision rested on.
func (v *visit) movedMessage(d *verdict.Decision, moved []verdict.Shift) *view.Message {
	if len(moved) == 0 {
		return nil
	}
	var lines []string
	for i, s := range moved {
		if i == 3 {
			lines = append(lines, v.say.T("deciding.more", "n", len(moved)-i))
			break
		}
		lines = append(lines, v.say.T("deciding.shift", "criterion", s.ID,
			"before", v.fraction(s.OldNumerator, s.OldDenominator), "now", v.fraction(s.Numerator, s.Denominator)))
	}
	message := &view.Message{Tone: view.Warn, Title: v.say.T("deciding.moved"), Text: strings.Join(lines, " ")}
	if d.RuleHash != v.Book.Hash() {
		message.Text += " " + v.say.T("deciding.law_moved")
	}
	return message
}

func (v *visit) fraction(n, d int64) string {
	if d == 0 {
		return "–"
	}
	return v.say.Int(n) + "/" + v.say.Int(d) + " (" + v.say.Percent(n, d) + ")"
}
