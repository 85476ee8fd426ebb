package rule

import (
	"slices"
	"sort"
	"strings"

	"hoctap/internal/fault"
)

// View is one thing of the law laid out for a reader: its words, how it is
// asked, where it stands in the law, and what it said before.
type View struct {
	Kind     string // instrument, standard, criterion, measure, predicate, parameter, fact, rule_set
	ID       string
	Title    Text
	On       Date
	Details  []Detail
	Citation *Citation
	History  []Span // oldest first
}

// Detail is one line about a thing: a label and what it says. CEL marks an
// expression.
type Detail struct {
	Label, Value string
	CEL          bool
}

// Citation is a source with the instrument it names.
type Citation struct {
	Source
	Number  string
	Title   Text
	InForce Period
	Draft   bool
}

// Span is what held in a period.
type Span struct {
	From, Until Day
	Says        string
	Current     bool // holds on the day asked about
	Citation    Citation
}

// Show lays out the thing with this id, of whatever kind, as it stands on a
// day. A condition is shown with the criterion that tests it: the two bear one
// id, and the dates are the criterion's.
func (b *Book) Show(id string, on Date) (View, error) {
	if !isDay(on) {
		return View{}, fault.Text(fault.Invalid, "Ngày “%s” không đọc được. Ghi theo dạng 2025-09-30.", on)
	}
	v := View{ID: id, On: on}
	for _, show := range []func(*View) bool{
		b.showStandard, b.showCriterion, b.showMeasure, b.showPredicate,
		b.showParameter, b.showFact, b.showInstrument, b.showRuleSet,
	} {
		if show(&v) {
			return v, nil
		}
	}
	return View{}, b.notShown(id)
}

// notShown says what is wrong with an id that names nothing. Papers speak of a
// third level of literacy; whoever asks for it is told that there is none.
func (b *Book) notShown(id string) error {
	if strings.HasPrefix(strings.ToUpper(id), "XMC3") {
		return fault.New(fault.Refused, "fault.literacy_level", "level", 3)
	}
	near := b.near(strings.ToLower(id))
	if len(near) == 0 {
		return fault.New(fault.NotFound, "fault.rule_unknown", "id", id)
	}
	return fault.Text(fault.NotFound, "Không có mục “%s” trong bộ quy định. Có %s.", id, strings.Join(near, ", "))
}

// near lists the ids that begin alike.
func (b *Book) near(start string) []string {
	var out []string
	keep := func(id string) {
		if strings.HasPrefix(strings.ToLower(id), start) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for key := range b.byID {
		_, id, _ := strings.Cut(key, " ")
		keep(id)
	}
	b.eachCriterion(func(_ *Standard, _ *Level, c *Criterion) { keep(c.ID) })
	sort.Strings(out)
	return out
}

func (b *Book) eachCriterion(visit func(*Standard, *Level, *Criterion)) {
	for _, s := range b.standards {
		for i := range s.Levels {
			for j := range s.Levels[i].Criteria {
				visit(s, &s.Levels[i], &s.Levels[i].Criteria[j])
			}
		}
	}
}

func (v *View) add(label, value string) {
	if value != "" {
		v.Details = append(v.Details, Detail{Label: label, Value: value})
	}
}

func (v *View) ask(label, expr string) {
	v.Details = append(v.Details, Detail{Label: label, Value: strings.TrimSpace(expr), CEL: true})
}

func (b *Book) cite(s Source) Citation {
	c := Citation{Source: s}
	i := b.Instrument(s.Instrument)
	if i != nil {
		c.Number, c.Title, c.InForce, c.Draft = i.Number, i.Title, i.InForce, i.Draft
	}
	return c
}

func (b *Book) showStandard(v *View) bool {
	s := b.Standard(v.ID)
	if s == nil {
		return false
	}
	v.Kind, v.Title = "standard", s.Title
	if s.Draft {
		v.add("Tình trạng", "dự thảo, không dùng để xét")
	}
	c := b.cite(s.InForce.Source)
	v.Citation = &c
	v.add("Áp dụng", periodInWords(s.InForce.From, s.InForce.Until))
	if s.InForce.From.State == Unknown {
		v.add("Chắc chắn chưa áp dụng", "trước ngày "+dayInWords(s.InForce.NotBefore))
	}
	for _, n := range s.Notes {
		v.add("Lưu ý", n.Vi)
	}
	for _, l := range s.Levels {
		for _, c := range l.Criteria {
			if c.valueOn(v.On) != nil && !c.valueOn(v.On).Absent {
				v.add(levelInWords(s, l.Number), c.ID+" ("+tierInWords(c.Tier)+"): "+c.Text.Vi)
			}
		}
	}
	return true
}

// showCriterion finds every level in which the id stands: the sixty per cent
// of persons with disabilities is a criterion of many.
func (b *Book) showCriterion(v *View) bool {
	var first *Criterion
	b.eachCriterion(func(s *Standard, l *Level, c *Criterion) {
		if c.ID != v.ID {
			return
		}
		if first == nil {
			first = c
		}
		where := levelInWords(s, l.Number) + ", " + tierInWords(c.Tier)
		if c.Text != first.Text {
			where += ": " + c.Text.Vi
		}
		v.add("Tiêu chuẩn", where)
	})
	if first == nil {
		return false
	}
	v.Kind, v.Title = "criterion", first.Text
	if r := first.Requires; r != nil {
		v.add("Đòi hỏi", levelInWords(b.Standard(r.Standard), r.Level))
	}
	b.detailMeasures(v, first)
	b.detailChecks(v, first.Condition)
	for i := range first.Values {
		val := &first.Values[i]
		span := Span{val.From, val.Until, b.says(first, val), val == first.valueOn(v.On), b.cite(val.Source)}
		v.History = append(v.History, span)
		if span.Current {
			v.Citation = &span.Citation
		}
	}
	return true
}

func (b *Book) detailMeasures(v *View, c *Criterion) {
	seen := map[string]bool{"": true}
	b.eachCriterion(func(_ *Standard, _ *Level, other *Criterion) {
		if other.ID != c.ID {
			return
		}
		for _, id := range other.measures() {
			if m := b.Measure(id); m != nil && !seen[id] {
				seen[id] = true
				v.add("Chỉ số", id+": "+m.Text.Vi)
				v.ask("  tính trên", m.Of)
				v.ask("  đếm", m.Count)
			}
		}
	})
}

// measures lists every measure that the criterion has ever been tested by.
func (c *Criterion) measures() []string {
	out := []string{c.Measure}
	for _, val := range c.Values {
		out = append(out, val.Measure)
		if val.Difficult != nil {
			out = append(out, val.Difficult.Measure)
		}
	}
	return out
}

func (b *Book) detailChecks(v *View, condition string) {
	c := b.Condition(condition)
	if c == nil {
		return
	}
	for _, check := range c.Checks {
		v.add("Kiểm tra", check.Text.Vi+": "+check.says())
		for _, id := range append(append(append([]string{}, check.AllYes...), check.Sum...), check.Over...) {
			v.add("  số liệu", id+": "+b.Fact(id).Text.Vi)
		}
	}
}

func (b *Book) showMeasure(v *View) bool {
	m := b.Measure(v.ID)
	if m == nil {
		return false
	}
	v.Kind, v.Title = "measure", m.Text
	v.add("Mẫu số", m.OfText.Vi)
	v.ask("  tính trên", m.Of)
	v.ask("Tử số", m.Count)
	v.add("Người còn thiếu", m.Lacks.Vi)
	if m.Unrecorded != nil {
		v.add("Chưa có số liệu", m.Unrecorded.Vi)
	}
	b.detailNames(v, m.Of, m.Count)
	b.eachCriterion(func(s *Standard, l *Level, c *Criterion) {
		for _, id := range c.measures() {
			if id == m.ID {
				v.add("Dùng ở", c.ID+", "+levelInWords(s, l.Number))
				return
			}
		}
	})
	c := b.cite(m.Source)
	v.Citation = &c
	return true
}

// detailNames explains the predicates and open points that expressions use.
func (b *Book) detailNames(v *View, exprs ...string) {
	names := map[string]bool{}
	for _, e := range exprs {
		for name := range b.compiled.references(e) {
			names[name] = true
		}
	}
	sorted := make([]string, 0, len(names))
	for name := range names {
		sorted = append(sorted, name)
	}
	sort.Strings(sorted)
	for _, name := range sorted {
		if p := get[Predicate](b, "predicate", name); p != nil {
			v.add("Trong đó", name+": "+p.Text.Vi)
		}
		if p := get[Parameter](b, "parameter", name); p != nil {
			v.add("Cách hiểu", name+" = "+b.chosen[name]+": "+p.choice(b.chosen[name]).Vi)
		}
	}
}

func (p *Parameter) choice(value string) Text {
	for _, c := range p.Choices {
		if c.Value == value {
			return c.Text
		}
	}
	return Text{}
}

func (b *Book) showPredicate(v *View) bool {
	p := get[Predicate](b, "predicate", v.ID)
	if p == nil {
		return false
	}
	v.Kind, v.Title = "predicate", p.Text
	v.ask("Điều kiện", p.When)
	b.detailNames(v, p.When)
	c := b.cite(p.Source)
	v.Citation = &c
	return true
}

func (b *Book) showParameter(v *View) bool {
	p := get[Parameter](b, "parameter", v.ID)
	if p == nil {
		return false
	}
	v.Kind, v.Title = "parameter", p.Text
	v.add("Điểm mở", p.Point)
	for _, c := range p.Choices {
		label := "Cách hiểu"
		if c.Value == b.chosen[p.ID] {
			label = "Đang dùng"
		}
		v.add(label, c.Value+": "+c.Text.Vi)
	}
	v.add("Mặc định", p.Default)
	c := b.cite(p.Source)
	v.Citation = &c
	return true
}

func (b *Book) showFact(v *View) bool {
	f := b.Fact(v.ID)
	if f == nil {
		return false
	}
	v.Kind, v.Title = "fact", f.Text
	scopes := map[string]string{"school": "từng trường", "commune": "toàn xã"}
	units := map[string]string{"count": "số nguyên", "yes_no": "có hoặc không", "area": "mét vuông"}
	v.add("Nhập cho", scopes[f.Scope])
	v.add("Cấp học", f.Level)
	v.add("Kiểu", units[f.Unit])
	for _, c := range b.conditions {
		if c.uses(f.ID) {
			v.add("Dùng ở", c.ID+": "+c.Text.Vi)
		}
	}
	c := b.cite(f.Source)
	v.Citation = &c
	return true
}

func (c *Condition) uses(fact string) bool {
	for _, check := range c.Checks {
		for _, list := range [][]string{check.AllYes, check.Sum, check.Over} {
			for _, id := range list {
				if id == fact {
					return true
				}
			}
		}
	}
	return false
}

// showInstrument takes the number as well as the id: it is what papers name.
func (b *Book) showInstrument(v *View) bool {
	i := b.Instrument(v.ID)
	for _, other := range b.instruments {
		if i == nil && other.Number == v.ID {
			i = other
		}
	}
	if i == nil {
		return false
	}
	v.Kind, v.ID, v.Title = "instrument", i.ID, i.Title
	v.add("Số, ký hiệu", i.Number)
	v.add("Cơ quan ban hành", i.Issuer.Vi)
	v.add("Ngày ban hành", i.Issued.inWords())
	v.add("Hiệu lực", periodInWords(i.InForce.From, i.InForce.Until))
	if i.Draft {
		v.add("Tình trạng", "dự thảo")
	}
	for _, id := range i.Replaces {
		v.add("Thay thế", b.Instrument(id).Number)
	}
	v.add("Mức tin cậy", i.Mark.inWords())
	v.add("Nguồn", strings.Join(i.Refs, ", "))
	v.add("Đối chiếu lần cuối", dayInWords(i.LastCheckedOn))
	v.add("Ghi chú", i.Note)
	return true
}

func (b *Book) showRuleSet(v *View) bool {
	r := get[RuleSet](b, "rule_set", v.ID)
	if r == nil {
		return false
	}
	v.Kind, v.Title = "rule_set", r.Title
	v.add("Năm đánh giá", yearsInWords(r.FromYear, r.UntilYear))
	if !r.Enabled {
		v.add("Tình trạng", "không dùng")
	}
	v.add("Gồm", strings.Join(r.Standards, ", "))
	v.add("Ghi chú", r.Note)
	return true
}
