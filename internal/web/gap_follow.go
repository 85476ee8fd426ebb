package web

import (
	"cmp"
	"slices"

	"hoctap/internal/followup"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// following is who goes to see the people of a gap list, and what came of it.
type following struct {
	of    map[register.ID]*followup.FollowUp
	names map[right.ID]string
	// may are those to whom people of the commune may be given, by name.
	may   []follower
	among []verdict.Person // who is followed and on the list no more
}

// follower is somebody who may note visits in a commune, and how far.
type follower struct {
	id    right.ID
	name  string
	reach right.Reach
}

// following reads it for the people of a list, and for those who left the list.
func (v *visit) following(t *target, g *verdict.Gaps, people []*gapPerson) (*following, error) {
	of, err := v.server.Store.FollowUps(v.ctx(), t.tree.Lineage(t.at.PlaceID))
	if err != nil {
		return nil, err
	}
	f := &following{of: of}
	err = v.followers(f, t)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		p.follow = of[p.person.Record.PersonID]
	}
	return f, v.left(f, t, g, people)
}

// followers are the accounts that may note visits in the commune, and the names of
// all others that ever did.
func (v *visit) followers(f *following, t *target) error {
	list, err := v.server.Store.Accounts(v.ctx())
	if err != nil {
		return err
	}
	held, err := v.server.Store.AllAssignments(v.ctx())
	if err != nil {
		return err
	}
	f.names = map[right.ID]string{}
	for _, a := range list {
		f.names[a.ID] = a.FullName
		reach := right.NewHolder(a.ID, a.Name, held, t.tree, today(v.Now())).Reach(right.NoteVisits, t.at.PlaceID)
		if !a.Disabled && reach.Any() {
			f.may = append(f.may, follower{a.ID, a.FullName, reach})
		}
	}
	slices.SortFunc(f.may, func(a, b follower) int { return cmp.Or(viet.Compare(a.name, b.name), cmp.Compare(a.id, b.id)) })
	return nil
}

// left finds those whom somebody followed for what this level asks, and who are not
// on its list: what became of them is said by the register.
func (v *visit) left(f *following, t *target, g *verdict.Gaps, people []*gapPerson) error {
	on := map[register.ID]bool{}
	for _, p := range people {
		on[p.person.Record.PersonID] = true
	}
	asked := g.Judgement.MeasureIDs(g.Standard, g.Level)
	var ids []register.ID
	for id, one := range f.of {
		if !on[id] && slices.ContainsFunc(one.Lacked, func(m string) bool { return asked[m] }) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	units := g.Judgement.Units()
	for _, unit := range units {
		records, err := v.Store.RecordsByPerson(v.ctx(), unit, t.year, ids)
		if err != nil {
			return err
		}
		for _, r := range records {
			f.among = append(f.among, verdict.Person{Record: r, Hamlet: t.hamletName(r.HamletID, len(units) > 1)})
		}
	}
	verdict.SortPeople(f.among)
	return nil
}

// stand is how a follow-up stands by the record.
func (v *visit) stand(f *followup.FollowUp, r *register.Record) (followup.Standing, error) {
	p := r.Profile()
	bits, err := v.Book.Bits(p.ID(), p)
	if err != nil {
		return "", err
	}
	return f.Stand(func(id string) followup.Side {
		m := v.Book.Measure(id)
		switch {
		case m == nil: // of a law that is no more
			return followup.Uncovered
		case bits.Counted(m):
			return followup.Counted
		case bits.In(m):
			return followup.Lacking
		}
		return followup.Uncovered
	}), nil
}

// Who the list is narrowed to, beside the id of a follower.
const (
	whoMine   = "mine"
	whoNobody = "nobody"
)

// follows says whether a person is one of those asked for.
func (v *visit) follows(who string, p *gapPerson) bool {
	id := right.ID(0)
	if p.follow != nil {
		id = p.follow.Follower
	}
	switch who {
	case "":
		return true
	case whoMine:
		return id == v.account.ID
	case whoNobody:
		return id == 0
	}
	return idText(id) == who
}

// gapFollowers offers to narrow the list to one follower.
func (v *visit) gapFollowers(f *following, people []*gapPerson, who string) view.Options {
	options := view.Options{Name: "who", Label: v.say.T("follow.who")}
	add := func(value, text string) {
		n := 0
		for _, p := range people {
			if v.follows(value, p) {
				n++
			}
		}
		if n > 0 || value == who {
			options.Choices = append(options.Choices, view.Option{Value: value, Text: v.say.T("people.hamlet_count", "name", text, "n", n), Selected: value == who})
		}
	}
	options.Choices = []view.Option{{Text: v.say.T("follow.everybody"), Selected: who == ""}}
	add(whoMine, v.say.T("follow.mine"))
	add(whoNobody, v.say.T("follow.nobody"))
	seen := map[right.ID]bool{0: true}
	for _, p := range people {
		if p.follow != nil && !seen[p.follow.Follower] {
			seen[p.follow.Follower] = true
			add(idText(p.follow.Follower), f.names[p.follow.Follower])
		}
	}
	return options
}

// followOf is what a line of the list says of it.
func (v *visit) followOf(t *target, g *verdict.Gaps, f *following, p *gapPerson) view.GapFollow {
	out := view.GapFollow{Value: idText(p.person.Record.PersonID)}
	if v.reach(right.NoteVisits, t.at.PlaceID).Covers(p.person.Record.HamletID) {
		out.Href = followPath(t, g, p.person.Record.PersonID)
	}
	if p.follow == nil {
		return out
	}
	out.By = f.names[p.follow.Follower]
	if last := p.follow.Last(); last != nil {
		out.Last = v.visitText(last)
	}
	if p.follow.WonOn != "" {
		out.Tag = &view.Tag{Tone: view.Accent, Text: v.say.T("follow.marked")}
	}
	return out
}

// visitText is "12/09/2025: Còn do dự".
func (v *visit) visitText(one *followup.Visit) string {
	return v.say.T("follow.visited", "on", viet.Date(one.On), "outcome", v.outcomeText(one.Outcome))
}

func (v *visit) outcomeText(o followup.Outcome) string { return v.say.T("follow.outcome_" + string(o)) }

// standingTones are how the ways a follow-up ends look.
var standingTones = map[followup.Standing]view.Tone{followup.Won: view.Good, followup.Outside: view.Plain, followup.Open: view.Warn, followup.Marked: view.Accent}

// gapLeft lists those who left the list, with what the register says of them.
func (v *visit) gapLeft(f *following, t *target) ([]view.GapLeft, error) {
	var out []view.GapLeft
	for _, p := range f.among {
		one := f.of[p.Record.PersonID]
		standing, err := v.stand(one, p.Record)
		if err != nil {
			return nil, err
		}
		v.saw(p.Record)
		line := view.GapLeft{
			Name: p.Record.Name(), Href: personPath(p.Record.PersonID, t.year), Where: p.Hamlet, By: f.names[one.Follower],
			Tag: view.Tag{Tone: standingTones[standing], Text: v.say.T("follow.standing_" + string(standing))},
		}
		if last := one.Last(); last != nil {
			line.Last = v.visitText(last)
		}
		out = append(out, line)
	}
	return out, nil
}

// lackedBy are the measures that do not count a person, over all criteria of a list.
func lackedBy(p *gapPerson) []string {
	var out []string
	for _, c := range p.criteria {
		out = append(out, c.Verdict.Measure.ID)
	}
	return followup.Union(out, nil)
}
