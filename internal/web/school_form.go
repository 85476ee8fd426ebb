package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
	"hoctap/internal/words"
)

// schoolForm asks for the figures of one school, or of the commune itself, made
// from the law's own list. What was entered last year is offered beside the field
// and never filled in: a figure nobody looked at is worse than none.
func schoolForm(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	f, err := v.figures(t)
	if err != nil {
		return err
	}
	page, err := v.figuresPage(f, &entry{typed: f.values})
	if err != nil {
		return err
	}
	return v.show("school_form", page)
}

// entry is what stands in the fields: what was typed, what is wrong with it, and
// which of it was taken from the year before.
type entry struct {
	typed map[string]string
	wrong map[string][]*fault.Error
	taken map[string]bool
}

// figures is what the form of one school, or of the commune, is about.
type figures struct {
	t      *target
	school string // "" for the commune
	name   string
	asked  []*rule.Fact
	values map[string]string
	before map[string]string // of the year before
	closed bool
	// reading: the reader may see the figures and not write them.
	reading bool
}

func (v *visit) figures(t *target) (*figures, error) {
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	now, err := c.Facts(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return nil, err
	}
	before, err := v.factsBefore(t)
	if err != nil {
		return nil, err
	}
	round, stands := c.rounds[t.at.PlaceID][t.year]
	f := &figures{t: t, closed: stands && round.State == survey.Closed, reading: !v.may(right.WriteSchools, t.at.PlaceID)}
	given := v.r.PathValue("school")
	if given == communeForm {
		f.name, f.asked, f.values, f.before = v.say.T("figures.of_commune"), v.communeFacts(), now.Commune, before.Commune
		return f, nil
	}
	at := slices.IndexFunc(now.Schools, func(s rule.SchoolFacts) bool { return s.Code == given })
	if at < 0 {
		return nil, fault.New(fault.NotFound, "fault.school_unknown", "code", given)
	}
	s := now.Schools[at]
	f.school, f.name, f.asked, f.values = s.Code, s.Name, v.schoolFacts(s), s.Values
	if f.name == "" {
		f.name = s.Code
	}
	f.before = valuesOf(before, s.Code)
	return f, nil
}

func (f *figures) form() string {
	if f.school == "" {
		return communeForm
	}
	return f.school
}

// figuresPage lays the form out by level and group, with what was typed and what
// is wrong with it.
func (v *visit) figuresPage(f *figures, e *entry) (view.SchoolForm, error) {
	frame, err := v.placeFrame(v.say.T("figures.form_title", "name", f.name, "year", f.t.year), f.t, "schools", "schools", f.form())
	if err != nil {
		return view.SchoolForm{}, err
	}
	page := view.SchoolForm{
		Page: frame, School: f.name, Lead: v.say.T("figures.form_lead", "year", f.t.year), Action: f.t.path("schools", f.form()),
		Back: view.Link{Text: v.say.T("frame.tab_schools"), Href: f.t.path("schools")},
	}
	if f.closed {
		page.Notice = &view.Message{Tone: view.Warn, Text: v.say.T("fault.round_closed", "year", f.t.year), Links: []view.Link{{Text: v.say.T("overview.to_round"), Href: f.t.path("round")}}}
	}
	if f.reading {
		page.Notice = &view.Message{Tone: view.Accent, Text: v.say.T("figures.reading")}
	}
	decisive := v.decisiveFacts(f.asked)
	for _, fact := range f.ordered(decisive) {
		part := v.figurePart(&page, f, fact, slices.Contains(decisive, fact))
		problem := v.problems(&page, fact, e)
		if fact.Unit == "yes_no" {
			part.Yes = append(part.Yes, v.yesNo(f, fact, e, problem))
		} else {
			part.Counts = append(part.Counts, v.countField(f, fact, e, problem))
		}
	}
	page.Ratios = v.ratiosOf(f)
	page.Take = v.takeOffer(f, e)
	return page, v.addHistory(&page, f)
}

// problems are those of one field, which also stand at the top of the page.
func (v *visit) problems(page *view.SchoolForm, fact *rule.Fact, e *entry) string {
	var texts []string
	for _, bad := range e.wrong[fact.ID] {
		text := v.faultText(bad)
		texts = append(texts, text)
		page.Errors.Lines = append(page.Errors.Lines, view.Link{Text: text, Href: "#" + fact.ID})
	}
	return strings.Join(texts, " ")
}

// ratiosOf works out what the conditions ask of the stored figures of this school
// alone; the condition itself is judged over all of them.
func (v *visit) ratiosOf(f *figures) []view.Fact {
	var out []view.Fact
	seen := map[string]bool{}
	for _, cond := range v.conditions() {
		for i := range cond.Checks {
			check := &cond.Checks[i]
			n, okN := f.sum(check.Sum)
			d, okD := f.sum(check.Over)
			title := v.law(check.Text)
			if !okN || !okD || d == 0 || seen[title] {
				continue
			}
			seen[title] = true
			text := v.decimal(n, d)
			if check.Percent {
				text = v.say.Percent(n, d)
			}
			out = append(out, view.Fact{Name: title, Value: text + " (" + v.say.Int(n) + " / " + v.say.Int(d) + ", " + v.checkRule(check) + ")"})
		}
	}
	return out
}

// conditions are those that any standard tests.
func (v *visit) conditions() []*rule.Condition {
	var out []*rule.Condition
	for _, std := range v.Book.Standards() {
		for _, level := range std.Levels {
			for _, c := range level.Criteria {
				if cond := v.Book.Condition(c.Condition); cond != nil && !slices.Contains(out, cond) {
					out = append(out, cond)
				}
			}
		}
	}
	return out
}

func (f *figures) sum(ids []string) (int64, bool) {
	var sum int64
	for _, id := range ids {
		n, err := strconv.ParseInt(f.values[id], 10, 64)
		if err != nil {
			return 0, false
		}
		sum += n
	}
	return sum, len(ids) > 0
}

// figurePart is the part of the form that a figure belongs to: its level where
// there are several, and its group.
func (v *visit) figurePart(page *view.SchoolForm, f *figures, fact *rule.Fact, decides bool) *view.FormPart {
	title := v.say.T("figures.group_" + fact.Group)
	if len(f.levels()) > 1 {
		title = v.levelName(fact.Level) + " · " + small(title)
	}
	hint := ""
	if !decides {
		title, hint = v.say.T("figures.form_part", "title", title), v.say.T("figures.form_hint")
	}
	at := slices.IndexFunc(page.Parts, func(p view.FormPart) bool { return p.Title == title })
	if at < 0 {
		page.Parts = append(page.Parts, view.FormPart{Title: title, Hint: hint})
		at = len(page.Parts) - 1
	}
	return &page.Parts[at]
}

// groupOrder is that of a visit to the school.
var groupOrder = []string{"classes", "staff", "rooms", "equipment", "organisation", "money"}

// ordered puts the figures that decide before those that only go into forms, each
// level by level, and group by group within.
func (f *figures) ordered(decisive []*rule.Fact) []*rule.Fact {
	levels := f.levels()
	out := slices.Clone(f.asked)
	slices.SortStableFunc(out, func(a, b *rule.Fact) int {
		switch first, second := slices.Contains(decisive, a), slices.Contains(decisive, b); {
		case first && !second:
			return -1
		case second && !first:
			return 1
		}
		return orElse(slices.Index(levels, a.Level)-slices.Index(levels, b.Level), func() int {
			return slices.Index(groupOrder, a.Group) - slices.Index(groupOrder, b.Group)
		})
	})
	return out
}

func (f *figures) levels() []string {
	var out []string
	for _, fact := range f.asked {
		if !slices.Contains(out, fact.Level) {
			out = append(out, fact.Level)
		}
	}
	return out
}

func (v *visit) countField(f *figures, fact *rule.Fact, e *entry, problem string) view.Field {
	field := view.Field{
		Name: fact.ID, Label: v.law(fact.Text), Value: e.typed[fact.ID], Error: problem, Width: "4", Mode: "numeric",
		Readonly: f.closed || f.reading, Hint: v.beforeHint(f, fact, e),
	}
	if len(e.wrong[fact.ID]) == 0 {
		field.Value = v.grouped(fact, field.Value)
	}
	if fact.Unit == "money" {
		field.Unit, field.Width = "đ", "10"
	}
	if fact.Unit == "area" {
		field.Unit = "m²"
	}
	return field
}

// grouped writes thousands apart, as an amount of money is read and may be typed.
// English writes them with commas, which are not taken back: there it stays plain.
func (v *visit) grouped(fact *rule.Fact, value string) string {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || fact.Unit == "yes_no" || v.lang != words.Vietnamese {
		return value
	}
	return v.say.Int(n)
}

func (v *visit) beforeHint(f *figures, fact *rule.Fact, e *entry) string {
	if f.before[fact.ID] == "" {
		return ""
	}
	if e.taken[fact.ID] {
		return v.say.T("figures.taken_field", "year", f.t.year-1)
	}
	return v.say.T("figures.before", "year", f.t.year-1, "value", small(v.figureText(fact, f.before[fact.ID])))
}

// figureText is a figure as it is read in a line.
func (v *visit) figureText(fact *rule.Fact, value string) string {
	if value == "yes" || value == "no" {
		return v.say.T("figures." + value)
	}
	return v.grouped(fact, value)
}

func (v *visit) yesNo(f *figures, fact *rule.Fact, e *entry, problem string) view.Options {
	typed := e.typed[fact.ID]
	return view.Options{
		Name: fact.ID, Label: v.law(fact.Text), Hint: v.beforeHint(f, fact, e), Error: problem, Line: true,
		Choices: []view.Option{
			{Value: "yes", Text: v.say.T("figures.yes"), Selected: typed == "yes"},
			{Value: "no", Text: v.say.T("figures.no"), Selected: typed == "no"},
			{Value: "", Text: v.say.T("figures.not_known"), Selected: typed == ""},
		},
	}
}

func (v *visit) refuseFigures(f *figures, e *entry) error {
	page, err := v.figuresPage(f, e)
	if err != nil {
		return err
	}
	return v.showAs(http.StatusUnprocessableEntity, "school_form", page)
}
