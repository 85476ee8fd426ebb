package web

import (
	"net/url"
	"strings"

	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// turnable are the thresholds of a level that may be tried out, each criterion once.
func (ask *supposing) turnable() []verdict.CriterionGap {
	var out []verdict.CriterionGap
	seen := map[string]bool{}
	for _, c := range ask.gaps.Judgement.Turnable(ask.std, ask.level) {
		if id := c.Verdict.Criterion.ID; !seen[id] {
			seen[id] = true
			out = append(out, c)
		}
	}
	return out
}

// thresholdField is what the threshold of a criterion is posted as.
func thresholdField(c *verdict.CriterionGap) string { return "threshold-" + c.Verdict.Criterion.ID }

// typed are the thresholds of a posted form: what is typed for each criterion, and
// those that are numbers and not the law's own.
func (v *visit) typed(ask *supposing, form url.Values) (texts map[string]string, turned map[string]rule.Decimal, wrong map[string]string) {
	texts, turned, wrong = map[string]string{}, map[string]rule.Decimal{}, map[string]string{}
	for _, c := range ask.turnable() {
		id, text := c.Verdict.Criterion.ID, viet.Clean(form.Get(thresholdField(&c)))
		texts[id] = text
		value, ok := percent(text)
		switch {
		case text == "" || text == thresholdText(c.Verdict.Threshold):
		case !ok:
			wrong[id] = v.say.T("whatif.threshold_wrong", "given", text)
		default:
			turned[id] = value
		}
	}
	return texts, turned, wrong
}

// percent reads "92,5" or "92.5", from 0 to 100.
func percent(text string) (rule.Decimal, bool) {
	d, err := rule.ParseDecimal(strings.Replace(strings.TrimSpace(strings.TrimSuffix(text, "%")), ",", ".", 1))
	if err != nil || !d.Known() || d.Num > 100*d.Den {
		return rule.Decimal{}, false
	}
	return d, true
}

// thresholdText is a threshold as it is typed; empty where the law's is not known.
func thresholdText(d rule.Decimal) string {
	if !d.Known() {
		return ""
	}
	return strings.Replace(d.String(), ".", ",", 1)
}

// thresholdFields offers every threshold, with what the law says beside one that is
// turned.
func (v *visit) thresholdFields(ask *supposing, turned map[string]rule.Decimal, texts, wrong map[string]string) []view.Field {
	var out []view.Field
	for _, c := range ask.turnable() {
		id, lawful := c.Verdict.Criterion.ID, thresholdText(c.Verdict.Threshold)
		f := view.Field{Name: thresholdField(&c), Label: v.criterionTitle(ask, &c), Value: lawful, Unit: "%", Width: "4", Mode: "decimal", Error: wrong[id]}
		if value, ok := turned[id]; ok {
			f.Value = thresholdText(value)
		}
		if f.Error != "" {
			f.Value = texts[id]
		}
		switch {
		case lawful == "":
			f.Hint = v.say.T("whatif.threshold_unknown")
		case f.Value != lawful:
			f.Hint = v.say.T("whatif.threshold_law", "value", lawful)
		}
		out = append(out, f)
	}
	return out
}

// criterionTitle names a criterion, with its level where it is another one.
func (v *visit) criterionTitle(ask *supposing, c *verdict.CriterionGap) string {
	title := v.law(c.Verdict.Criterion.Text)
	if c.Standard == ask.std && c.Level == ask.level {
		return title
	}
	return v.say.T("gaps.of_level", "what", title, "level", v.requirement(&rule.Requirement{Standard: c.Standard.ID, Level: c.Level}))
}
