package web

import (
	"net/url"
	"strconv"

	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

func decidePath(t *target, standard string) string {
	return address(t.path("decisions", "new"), url.Values{"standard": {standard}})
}

// decisionForm asks for a decision on a verdict.
func decisionForm(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	typed := deciding{standard: v.r.URL.Query().Get("standard")}
	page, err := v.decisionPage(t, typed, nil)
	if err != nil {
		return err
	}
	return v.show("decision_form", page)
}

// deciding is what was typed of a decision.
type deciding struct {
	standard, level  string
	number, signer   string
	day, month, year string
}

// decisionPage is the form with what was typed and what is wrong, by field.
func (v *visit) decisionPage(t *target, typed deciding, wrong map[string]string) (view.DecisionForm, error) {
	frame, err := v.placeFrame(v.say.T("deciding.form_title", "name", t.at.Name, "year", t.year), t, "decisions", "decisions", "new")
	page := view.DecisionForm{Page: frame, Heading: v.say.T("deciding.form_heading", "year", t.year), Action: t.path("decisions", "new")}
	if err != nil {
		return page, err
	}
	c, err := v.recall()
	if err != nil {
		return page, err
	}
	j, err := c.judged(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return page, err
	}
	std := j.Verdicts[0].Standard
	for _, ver := range j.Verdicts {
		if ver.Standard.ID == typed.standard {
			std = ver.Standard
		}
	}
	page.Standard = view.Options{Name: "standard", Label: v.say.T("gaps.standard"), Error: wrong["standard"]}
	for _, ver := range j.Verdicts {
		page.Standard.Choices = append(page.Standard.Choices, view.Option{Value: ver.Standard.ID, Text: v.law(ver.Standard.Title), Selected: ver.Standard == std})
	}
	page.Level = v.decisionLevels(j, typed, wrong["level"])
	page.Number = view.Field{Name: "number", Label: v.say.T("deciding.number"), Hint: v.say.T("deciding.number_hint"), Value: typed.number, Error: wrong["number"], Width: "20"}
	page.Date = view.DateField{Name: "date", Label: v.say.T("deciding.date"), Hint: v.say.T("deciding.date_hint"), Error: wrong["date"], Day: typed.day, Month: typed.month, Year: typed.year}
	page.Signer = view.Field{Name: "signer", Label: v.say.T("deciding.signer"), Value: typed.signer, Error: wrong["signer"], Width: "20"}
	for _, name := range []string{"standard", "level", "number", "date", "signer"} {
		if wrong[name] != "" {
			page.Errors.Lines = append(page.Errors.Lines, view.Link{Text: wrong[name], Href: "#" + name})
		}
	}
	ver := j.Of(std.ID)
	page.Authority = v.authority(t, std, ver)
	page.Verdict = v.verdictNow(t, j, ver)
	page.Back = view.Link{Text: v.law(std.Title), Href: t.path("verdicts", std.ID)}
	return page, nil
}

// decisionLevels offers every level that any standard of the year has; the check
// tells where the chosen standard has it not.
func (v *visit) decisionLevels(j *verdict.Judgement, typed deciding, problem string) view.Options {
	options := view.Options{Name: "level", Label: v.say.T("gaps.level"), Hint: v.say.T("deciding.level_hint"), Error: problem, Line: true}
	highest := 0
	for _, ver := range j.Verdicts {
		highest = max(highest, ver.Standard.MaxLevel)
	}
	if ver := j.Of(typed.standard); typed.level == "" && ver != nil {
		typed.level = strconv.Itoa(min(ver.Attained, ver.Standard.MaxLevel))
	}
	for level := 1; level <= highest; level++ {
		text := strconv.Itoa(level)
		options.Choices = append(options.Choices, view.Option{Value: text, Text: capital(v.levelText(level)), Selected: typed.level == text})
	}
	options.Choices = append(options.Choices, view.Option{Value: "0", Text: v.say.T("deciding.no_level"), Selected: typed.level == "0"})
	return options
}

// authority tells who decides today; the day of the decision settles it.
func (v *visit) authority(t *target, std *rule.Standard, ver *rule.Verdict) string {
	who := v.Book.Authority(string(t.at.Kind), std.ID, max(ver.Attained, min(std.MaxLevel, 1)), today(v.Now()))
	if who == "" {
		return v.say.T("deciding.no_authority")
	}
	return v.say.T("deciding.authority", "who", who)
}

func (v *visit) verdictNow(t *target, j *verdict.Judgement, ver *rule.Verdict) view.Message {
	badge := v.badge(ver)
	text := badge.Text
	if text == "" {
		text = v.say.T(badge.State.WordKey())
	}
	message := view.Message{Tone: view.Accent, Title: v.say.T("deciding.now", "standard", v.law(ver.Standard.Short), "verdict", small(text)), Text: v.say.T("deciding.kept")}
	if badge.State != view.Met {
		message.Tone = view.Warn
		sentence, _ := v.sentence(t, j, ver)
		message.Text = sentence + " " + message.Text
	}
	return message
}
