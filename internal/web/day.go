package web

import (
	"strings"
	"time"

	"hoctap/internal/place"
	"hoctap/internal/viet"
)

// vietnam is fixed: the country has no summer time, and a server without zone
// files must read the same moment.
var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// today is the day in Viet Nam, where the readers are.
func today(now time.Time) place.Date { return now.In(vietnam).Format(time.DateOnly) }

// daysUntil counts from today; it is negative once the day is past.
func daysUntil(now time.Time, on place.Date) int {
	from, err := time.Parse(time.DateOnly, today(now))
	if err != nil {
		return -1
	}
	to, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return -1
	}
	return int(to.Sub(from).Hours() / 24)
}

// moment writes an RFC 3339 time as people here read it: 21/09/2025 10:42.
func moment(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	t = t.In(vietnam)
	return viet.Date(t.Format(time.DateOnly)) + " " + t.Format("15:04")
}

// dayOf and hourOf cut the moment in two.
func dayOf(at string) string {
	day, _, _ := strings.Cut(moment(at), " ")
	return day
}

func hourOf(at string) string {
	_, hour, _ := strings.Cut(moment(at), " ")
	return hour
}

// by is the hour and who did it.
func (v *visit) by(at, actor string) string { return hourOf(at) + " · " + v.actor(actor) }
