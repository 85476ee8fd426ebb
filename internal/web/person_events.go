package web

import (
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/followup"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/web/view"
)

// personEvents is the time line, the latest round first: where somebody lived,
// what they learned, whether they read, how they came and went, who went to see them.
func (v *visit) personEvents(tree *place.Tree, history []*register.Record, chosen *register.Record) ([]view.Event, error) {
	visits, err := v.visitsTo(tree, chosen)
	if err != nil {
		return nil, err
	}
	var out []view.Event
	for i, r := range slices.Backward(history) {
		event, err := v.personEvent(tree, r, chosen)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			event.Tags = append(event.Tags, v.since(tree, history[i-1], r)...)
		}
		if !r.Confirmed {
			event.Tags = append(event.Tags, view.Tag{Tone: view.Warn, Text: v.say.T("history.unconfirmed")})
		}
		latest := i == len(history)-1
		for _, one := range visits {
			year, _ := strconv.Atoi(one.On[:min(4, len(one.On))])
			if year == r.Year || latest && year > r.Year {
				event.Lines = append(event.Lines, v.say.T("follow.visit_line", "what", v.visitText(&one)))
			}
		}
		out = append(out, event)
	}
	return out, nil
}

func (v *visit) personEvent(tree *place.Tree, r, chosen *register.Record) (view.Event, error) {
	event := view.Event{When: strconv.Itoa(r.Year), Title: capital(v.learning(r)), Current: r == chosen}
	schools, err := v.schoolNames(r.CommuneID, r.Year)
	if err != nil {
		return event, err
	}
	if event.Title == "" {
		event.Title = v.say.T("history.no_schooling")
	}
	where := ""
	if at, ok := tree.Nearest(r.CommuneID, rule.ReferenceDay(r.Year)); ok {
		where = at.Name
	}
	if hamlet := verdict.HamletName(tree, r, rule.ReferenceDay(r.Year)); hamlet != "" {
		where = hamlet + ", " + where
	}
	event.Lines = append(event.Lines, v.say.T("history.at", "where", where, "sheet", r.SheetNumber))
	event.Lines = append(event.Lines, nonEmpty(schoolName(schools, r))...)
	if finished := v.finished(r); finished != "" && finished != v.learning(r) && r.Graduated != "" {
		event.Lines = append(event.Lines, capital(v.sinceYear(finished, r.GraduatedIn)))
	}
	event.Lines = append(event.Lines, nonEmpty(v.reads(r), v.movement(r))...)
	return event, nil
}

// literacyAge is from when the law asks whether somebody can read.
const literacyAge = 15

// reads says what the law takes from the record, and what was learned for it.
func (v *visit) reads(r *register.Record) string {
	if r.Age() < literacyAge || r.Gone() {
		return ""
	}
	level := 0
	for n, holds := range v.literate {
		yes, err := holds(r.Profile())
		if err == nil && yes {
			level = n + 1
		}
	}
	text := v.say.T("history.literate_none")
	if level > 0 {
		text = v.say.T("history.literate", "level", level)
	}
	switch {
	case r.LiteracyAttending > 0:
		text += "; " + small(v.say.T("paper.literacy_attending", "grade", r.LiteracyAttending))
	case r.Relapse > 0:
		text += "; " + small(v.say.T("paper.relapse", "grade", r.Relapse))
	case r.LiteracyCompleted > 0:
		text += "; " + v.say.T("learning.literacy", "grade", r.LiteracyCompleted)
	}
	return text
}

func (v *visit) movement(r *register.Record) string {
	if r.Move == "" {
		return ""
	}
	text := v.say.T("code.move_" + r.Move)
	if r.MoveDetail != "" {
		text += ": " + r.MoveDetail
	}
	return capital(text)
}

// since tells what became of somebody since the round before: another unit, another
// house, a year of school repeated, school left or taken up again.
func (v *visit) since(tree *place.Tree, before, after *register.Record) []view.Tag {
	var out []view.Tag
	switch {
	case before.CommuneID != after.CommuneID:
		out = append(out, v.unitChange(tree, before, after))
	case before.HamletID != after.HamletID:
		out = append(out, view.Tag{Tone: view.Accent, Text: v.say.T("history.hamlet_changed")})
	}
	learned, learns := before.Grade() > 0, after.Grade() > 0
	switch {
	case after.Repeating:
		out = append(out, view.Tag{Tone: view.Warn, Text: v.say.T("history.repeats")})
	case learned && !learns && after.DropoutGrade > before.DropoutGrade:
		out = append(out, view.Tag{Tone: view.Bad, Text: v.say.T("history.left_school")})
	case !learned && learns && before.DropoutGrade > 0:
		out = append(out, view.Tag{Tone: view.Good, Text: v.say.T("history.back_to_school")})
	}
	if after.Graduated != before.Graduated && after.Graduated != "" {
		out = append(out, view.Tag{Tone: view.Good, Text: capital(v.say.T("learning.graduated_" + strings.ToLower(after.Graduated)))})
	}
	return out
}

// unitChange tells a move of the person from a merger of the units: the same
// house may stand in another ward without anybody having moved.
func (v *visit) unitChange(tree *place.Tree, before, after *register.Record) view.Tag {
	for _, share := range tree.Standing(after.CommuneID, rule.ReferenceDay(before.Year)) {
		if share.Place.PlaceID == before.CommuneID {
			return view.Tag{Tone: view.Plain, Text: v.say.T("history.unit_changed")}
		}
	}
	return view.Tag{Tone: view.Accent, Text: v.say.T("history.moved")}
}

// visitsTo are the visits to a person whom the reader finds on a gap list as well.
func (v *visit) visitsTo(tree *place.Tree, r *register.Record) ([]followup.Visit, error) {
	if !v.reach(right.SeeGaps, r.CommuneID).Covers(r.HamletID) {
		return nil, nil
	}
	all, err := v.server.Store.FollowUps(v.ctx(), tree.Lineage(r.CommuneID))
	if err != nil || all[r.PersonID] == nil {
		return nil, err
	}
	return all[r.PersonID].Visits, nil
}

// literacyLevels are the questions of the law whether somebody is literate, by level.
func literacyLevels(b *rule.Book) ([]func(profile.Profile) (bool, error), error) {
	var out []func(profile.Profile) (bool, error)
	for _, id := range []string{"literate1", "literate2"} {
		holds, err := b.Ask(id)
		if err != nil {
			return nil, err
		}
		out = append(out, holds)
	}
	return out, nil
}
