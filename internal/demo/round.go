package demo

import (
	"time"

	"hoctap/internal/rule"
	"hoctap/internal/survey"
)

// actor is who the traces name; source what the plans say they come from.
const (
	actor  = "Dữ liệu mẫu"
	source = "Thị xã mẫu: người và số liệu hư cấu"
)

// round is everything of one commune and year.
func (t *Town) round(u *unit) *Unit {
	out := &Unit{State: survey.Closed, Plan: &survey.Plan{
		CommuneID: u.id, Year: t.year, Opens: true, Schools: t.schoolList(u),
		New: t.records(u), At: surveyed(t.year).Format(time.RFC3339), Source: source,
	}}
	if t.year == lastYear {
		out.State = survey.Open
		out.Plan.New = t.oddities(out.Plan.New)
	}
	out.Facts = t.facts(u)
	return out
}

// surveyed is when the sheets of a year were written.
func surveyed(year int) time.Time { return time.Date(year, time.September, 12, 1, 30, 0, 0, time.UTC) }

// schoolList is the sheet MaTruong: every school of the town, since pupils go to
// school outside their commune, each under the commune it stands in this year.
func (t *Town) schoolList(u *unit) map[string]survey.School {
	out := map[string]survey.School{}
	for _, s := range t.schools {
		at := s.spec.At
		if s.area != nil {
			at = s.area.standing(rule.ReferenceDay(t.year)).name
		}
		out[s.spec.Code] = survey.School{Code: s.spec.Code, Name: s.spec.Name, Level: s.spec.Level, Commune: at, System: s.spec.System}
	}
	return out
}
