package web

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/tally"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

func classPath(t *target, id centre.ID, more ...string) string {
	return t.path(append([]string{"classes", strconv.FormatInt(int64(id), 10)}, more...)...)
}

// classList is the director's desk: today's sessions, whom to ask after, what the gap
// lists ask for, and every class of the year.
func classList(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(v.say.T("class.desk"), t, "classes", "classes")
	if err != nil {
		return err
	}
	list, err := v.Store.Classes(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	page := view.ClassList{Page: frame, Heading: v.say.T("class.desk"), Lead: v.deskLead(list)}
	if v.roundIsOpen(t) {
		page.Add = &view.Link{Text: v.say.T("class.add"), Href: t.path("classes", "new")}
	}
	page.Today = v.todaysSessions(t, list)
	page.Missed, err = v.missedTwice(t, list)
	if err != nil {
		return err
	}
	if page.Add != nil {
		page.Needs, err = v.classNeeds(t, list)
		if err != nil {
			return err
		}
	}
	page.Classes = v.classTable(t, list)
	return v.show("class_list", page)
}

// roundIsOpen says whether the round of the year takes changes: what a class completes
// goes into it.
func (v *visit) roundIsOpen(t *target) bool {
	c, err := v.recall()
	if err != nil {
		return false
	}
	round, ok := c.rounds[t.at.PlaceID][t.year]
	return ok && round.State == survey.Open
}

func (v *visit) deskLead(list []*centre.Whole) string {
	active, seated, completed := 0, 0, 0
	for _, w := range list {
		if w.Active() {
			active++
		}
		for _, l := range w.Learners {
			switch l.State {
			case centre.Enrolled:
				seated++
			case centre.Completed:
				completed++
			}
		}
	}
	return v.say.T("class.desk_lead", "active", active, "seated", seated, "completed", completed)
}

func (v *visit) todaysSessions(t *target, list []*centre.Whole) []view.ClassToday {
	var out []view.ClassToday
	day := today(v.Now())
	for _, w := range list {
		for _, s := range w.Sessions {
			if s.On != day || w.State == centre.CalledOff {
				continue
			}
			out = append(out, view.ClassToday{
				Clock: hours(s), Name: w.Name, Venue: w.Venue, Href: sessionPath(t, w, s.ID),
				Marked: v.say.T("class.marked", "n", len(w.Marks[s.ID]), "of", w.Seated()),
			})
		}
	}
	return out
}

// hours are "19:00–21:00", or as much of it as is known.
func hours(s centre.Session) string {
	if s.Ends == "" {
		return s.Begins
	}
	return s.Begins + "–" + s.Ends
}

func (v *visit) missedTwice(t *target, list []*centre.Whole) ([]view.ClassMissed, error) {
	var out []view.ClassMissed
	for _, w := range list {
		missed := w.MissedTwice()
		if !w.Active() || len(missed) == 0 {
			continue
		}
		records, err := v.Store.RecordsByPerson(v.ctx(), t.at.PlaceID, t.year, missed)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			v.saw(r)
			out = append(out, view.ClassMissed{Name: r.Name(), Href: personPath(r.PersonID, r.Year), Class: w.Name, ClassHref: classPath(t, w.ID)})
		}
	}
	return out, nil
}

// classNeeds are the classes that the register asks for: who lacks what a programme
// teaches and sits in no class for it yet, by where they live.
func (v *visit) classNeeds(t *target, list []*centre.Whole) ([]view.ClassNeed, error) {
	var out []view.ClassNeed
	for _, p := range v.programmes.List {
		people, err := v.needing(t, p, list)
		if err != nil {
			return nil, err
		}
		if len(people) == 0 {
			continue
		}
		women := 0
		for _, r := range people {
			if r.Female {
				women++
			}
		}
		out = append(out, view.ClassNeed{
			Text:  v.say.T("class.need", "n", len(people), "women", women, "programme", small(v.law(p.Title))),
			Sub:   v.hamletsOf(t, people),
			Begin: view.Link{Text: v.say.T("class.begin"), Href: t.path("classes", "new") + "?programme=" + p.ID},
		})
	}
	return out, nil
}

// inClass are those who sit in a class of a programme, or are invited to one.
func inClass(list []*centre.Whole, programme string) map[register.ID]bool {
	out := map[register.ID]bool{}
	for _, w := range list {
		if w.Programme != programme || w.State == centre.CalledOff {
			continue
		}
		for _, l := range w.Learners {
			if l.State != centre.Left {
				out[l.Person] = true
			}
		}
	}
	return out
}

// needing are those who lack what a programme teaches and are in no class for it. Who
// lacks the first phase of literacy is not asked to the second.
func (v *visit) needing(t *target, p *centre.Programme, list []*centre.Whole) ([]*register.Record, error) {
	if p.Needs == "" {
		return nil, nil
	}
	c, err := v.recall()
	if err != nil {
		return nil, err
	}
	rows, err := c.Tally(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return nil, err
	}
	first := ""
	if before := v.programmes.OfPhase(p.Phase - 1); before != nil {
		first = before.Needs
	}
	var ids []profile.ID
	for _, row := range rows {
		bits, err := tally.Answers(v.Book, row.Profile, c)
		if err != nil {
			return nil, err
		}
		if lacking.wants(bits, v.Book.Measure(p.Needs)) && (first == "" || !lacking.wants(bits, v.Book.Measure(first))) && !slices.Contains(ids, row.Profile) {
			ids = append(ids, row.Profile)
		}
	}
	people, err := v.Store.RecordsByProfile(v.ctx(), t.at.PlaceID, t.year, ids)
	if err != nil {
		return nil, err
	}
	busy := inClass(list, p.ID)
	people = slices.DeleteFunc(people, func(r *register.Record) bool { return busy[r.PersonID] })
	order := hamletOrder(t)
	slices.SortFunc(people, func(a, b *register.Record) int {
		return orElse(order[a.HamletID]-order[b.HamletID], func() int { return byName(a, b) })
	})
	return people, nil
}

// literacyStandard is the standard that literacy classes move.
const literacyStandard = "XMC"

// mostHamlets is how many hamlets a need names.
const mostHamlets = 4

func (v *visit) hamletsOf(t *target, people []*register.Record) string {
	count := map[place.ID]int{}
	for _, r := range people {
		count[r.HamletID]++
	}
	ids := slices.Collect(maps.Keys(count))
	order := hamletOrder(t)
	slices.SortFunc(ids, func(a, b place.ID) int { return orElse(count[b]-count[a], func() int { return order[a] - order[b] }) })
	var parts []string
	for _, id := range ids[:min(mostHamlets, len(ids))] {
		parts = append(parts, v.say.T("people.hamlet_count", "name", v.hamletCalled(t, id), "n", count[id]))
	}
	text := strings.Join(parts, ", ")
	if len(ids) > mostHamlets {
		text += " " + v.say.T("class.and_more", "n", len(ids)-mostHamlets)
	}
	return text
}

// hamletCalled is the name of a hamlet, or that there is none.
func (v *visit) hamletCalled(t *target, id place.ID) string {
	if name := t.hamletName(id, false); name != "" {
		return name
	}
	return v.say.T("people.no_hamlet")
}

var classTones = map[centre.State]view.Tone{centre.Planned: view.Plain, centre.Running: view.Accent, centre.Over: view.Good, centre.CalledOff: view.Warn}

func (v *visit) classTag(state centre.State) view.Tag {
	return view.Tag{Text: v.say.T("class.state_" + string(state)), Tone: classTones[state]}
}

func (v *visit) classTable(t *target, list []*centre.Whole) *view.Table {
	table := &view.Table{
		Caption: v.say.T("class.all", "year", t.year), Fold: true,
		Columns: []view.Column{
			{Text: v.say.T("class.name")}, {Text: v.say.T("class.programme")}, {Text: v.say.T("class.when")},
			{Text: v.say.T("class.learners"), Number: true}, {Text: v.say.T("class.completed"), Number: true}, {Text: v.say.T("folder.state")},
		},
		Empty: &view.Empty{Title: v.say.T("class.none", "year", t.year), Text: v.say.T("class.none_text")},
	}
	for _, w := range list {
		completed := 0
		for _, l := range w.Learners {
			if l.State == centre.Completed {
				completed++
			}
		}
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{
			{Text: w.Name, Href: classPath(t, w.ID), Sub: w.Venue}, {Text: v.programmeText(w.Programme)}, {Text: v.classDays(&w.Class), Sub: w.Timetable},
			{Text: v.say.Int(int64(w.Seated()))}, {Text: v.say.Int(int64(completed))}, {Text: v.classTag(w.State).Text},
		}})
	}
	return table
}

func (v *visit) programmeText(id string) string {
	if p := v.programmes.Programme(id); p != nil {
		return v.law(p.Title)
	}
	return id
}

// classDays are "01/09/2026 – 20/12/2026".
func (v *visit) classDays(c *centre.Class) string {
	if c.Ends == "" {
		return v.say.T("class.from", "day", viet.Date(c.Begins))
	}
	return viet.Date(c.Begins) + " – " + viet.Date(c.Ends)
}

// class is the class of the address.
func (v *visit) class(t *target) (*centre.Whole, error) {
	id, err := strconv.ParseInt(v.r.PathValue("class"), 10, 64)
	if err != nil {
		return nil, fault.New(fault.NotFound, "class.unknown")
	}
	w, ok, err := v.Store.Class(v.ctx(), t.at.PlaceID, centre.ID(id))
	if err == nil && (!ok || w.Year != t.year) {
		err = fault.New(fault.NotFound, "class.unknown")
	}
	return w, err
}
