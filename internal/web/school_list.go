package web

import (
	"slices"
	"strings"

	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// communeForm stands in the place of a school's code for the figures of the
// commune itself. No school has such a code.
const communeForm = "-"

// schoolList shows the schools of a commune, how much of each is entered, and
// what the conditions come to.
func schoolList(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	page, err := v.schoolPage(t)
	if err != nil {
		return err
	}
	return v.show("school_list", page)
}

func (v *visit) schoolPage(t *target) (view.SchoolList, error) {
	var page view.SchoolList
	c, err := v.recall()
	if err != nil {
		return page, err
	}
	facts, err := c.Facts(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return page, err
	}
	j, err := c.judged(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return page, err
	}
	frame, err := v.placeFrame(v.say.T("figures.title", "year", t.year, "name", t.at.Name), t, "schools", "schools")
	if err != nil {
		return page, err
	}
	page = view.SchoolList{
		Page: frame, Heading: v.say.T("figures.heading", "year", t.year), Schools: v.schoolTable(t, facts),
		Sheet: view.Link{Text: v.say.T("figures.sheet_get"), Href: t.path("schools.xlsx")}, Action: t.path("schools"),
		File: view.Field{Name: "file", Label: v.say.T("figures.sheet_file"), Hint: v.say.T("figures.sheet_hint"), Type: "file", Accept: ".xlsx,.xls"},
	}
	page.Lead = v.schoolLead(facts)
	err = v.offerBefore(&page, t)
	if err != nil {
		return page, err
	}
	if len(facts.Schools) == 0 {
		page.Notice = &view.Message{Tone: view.Accent, Text: v.say.T("figures.no_schools"), Links: []view.Link{{Text: v.say.T("frame.tab_import"), Href: t.path("import")}}}
	}
	seen := map[string]bool{}
	for _, ver := range j.Verdicts {
		for _, level := range ver.Levels {
			for i := range level.Criteria {
				cv := &level.Criteria[i]
				if cv.Criterion.Kind == rule.ConditionKind && !seen[cv.Criterion.ID] {
					seen[cv.Criterion.ID] = true
					node := v.criterionNode(t, j, cv)
					node.Gap = nil
					page.Conditions = append(page.Conditions, node)
				}
			}
		}
	}
	return page, nil
}

func (v *visit) schoolLead(facts rule.Facts) string {
	var complete int
	for _, s := range facts.Schools {
		done, all := entered(v.decisiveFacts(v.schoolFacts(s)), s.Values)
		if done == all {
			complete++
		}
	}
	return v.say.T("figures.lead", "done", complete, "n", len(facts.Schools))
}

// decisiveFacts are those that a condition asks for; the others go into forms
// alone.
func (v *visit) decisiveFacts(list []*rule.Fact) []*rule.Fact {
	asked := map[string]bool{}
	for _, cond := range v.conditions() {
		for _, check := range cond.Checks {
			for _, ids := range [][]string{check.AllYes, check.Sum, check.Over} {
				for _, id := range ids {
					asked[id] = true
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(f *rule.Fact) bool { return !asked[f.ID] })
}

// schoolFacts are the figures asked of a school: those of the levels it teaches.
func (v *visit) schoolFacts(s rule.SchoolFacts) []*rule.Fact {
	return v.facts(func(f *rule.Fact) bool { return f.Scope == "school" && s.Teaches(f.Level) })
}

func (v *visit) communeFacts() []*rule.Fact {
	return v.facts(func(f *rule.Fact) bool { return f.Scope == "commune" })
}

func (v *visit) facts(wanted func(*rule.Fact) bool) []*rule.Fact {
	var out []*rule.Fact
	for _, f := range v.Book.Facts() {
		if wanted(f) {
			out = append(out, f)
		}
	}
	return out
}

// entered counts what is entered of what is asked.
func entered(list []*rule.Fact, values map[string]string) (int, int) {
	done := 0
	for _, f := range list {
		if values[f.ID] != "" {
			done++
		}
	}
	return done, len(list)
}

func (v *visit) schoolTable(t *target, facts rule.Facts) *view.Table {
	table := &view.Table{Fold: true, Caption: v.say.T("figures.caption"), Columns: []view.Column{
		{Text: v.say.T("figures.school")}, {Text: v.say.T("figures.levels")}, {Text: v.say.T("figures.for_conditions"), Number: true},
		{Text: v.say.T("figures.state")}, {Text: v.say.T("figures.for_forms"), Number: true},
	}}
	schools := slices.Clone(facts.Schools)
	slices.SortFunc(schools, func(a, b rule.SchoolFacts) int { return viet.Compare(a.Name, b.Name) })
	for _, s := range schools {
		table.Rows = append(table.Rows, v.enteredRow(t, s.Name, s.Code, s.Code, v.levelNames(s.Levels), v.schoolFacts(s), s.Values))
	}
	table.Rows = append(table.Rows, v.enteredRow(t, v.say.T("figures.of_commune"), "", communeForm, "–", v.communeFacts(), facts.Commune))
	return table
}

func (v *visit) enteredRow(t *target, name, code, form, levels string, list []*rule.Fact, values map[string]string) view.Row {
	decisive := v.decisiveFacts(list)
	done, all := entered(decisive, values)
	doneAll, allAll := entered(list, values)
	badge := view.Badge{State: view.Met, Text: v.say.T("figures.complete")}
	switch {
	case all == 0:
		badge = view.Badge{State: view.NotApplicable, Text: v.say.T("figures.nothing_asked")}
	case done == 0:
		badge = view.Badge{State: view.NotEnoughData, Text: v.say.T("common.not_entered")}
	case done < all:
		badge = view.Badge{State: view.NotEnoughData, Text: v.say.T("figures.partly")}
	}
	return view.Row{Cells: []view.Cell{
		{Text: name, Sub: code, Href: t.path("schools", form)}, {Text: levels}, {Text: v.outOf(done, all)}, {Badge: &badge}, {Text: v.outOf(doneAll-done, allAll-all)},
	}}
}

func (v *visit) levelNames(levels []string) string {
	var out []string
	for _, l := range levels {
		out = append(out, v.levelName(l))
	}
	return strings.Join(out, ", ")
}

// levelName is the level of a school in words.
func (v *visit) levelName(level string) string {
	switch level {
	case "MN", "TH", "THCS", "THPT", "XMC", "ALL":
		return v.say.T("figures.level_" + strings.ToLower(level))
	}
	return level
}

// outOf is "12 / 18", or a dash where nothing is asked.
func (v *visit) outOf(done, all int) string {
	if all == 0 {
		return "–"
	}
	return v.say.Int(int64(done)) + " / " + v.say.Int(int64(all))
}
