package privacy

import (
	"time"

	"hoctap/internal/place"
	"hoctap/internal/register"
)

// Kind is what somebody asks.
type Kind string

// The kinds, as Law 91/2025/QH15 names the rights of a person.
const (
	See      Kind = "see"      // what is kept of me
	Correct  Kind = "correct"  // mend it
	Export   Kind = "export"   // give me a copy
	Restrict Kind = "restrict" // stop or limit its use
	Erase    Kind = "erase"    // take it away
)

// Kinds are all of them, in the order of the form.
func Kinds() []Kind { return []Kind{See, Correct, Export, Restrict, Erase} }

// State is how far a request has come.
type State string

// The states.
const (
	Received State = "received"
	Answered State = "answered" // the person was told what will be done, or why not
	Done     State = "done"
	Refused  State = "refused"
)

// Request is what somebody asks of the commune that holds their data. Who asks is
// told by the number of the person in the register alone.
type Request struct {
	ID       int64
	Commune  place.ID
	Person   register.ID
	Kind     Kind
	Text     string // what exactly, in their words
	Received place.Date
	// Answer and Finish are the last days for telling the person and for having done it.
	Answer, Finish place.Date
	State          State
	Outcome        string // what was told or done, or why it was refused
	ClosedOn       place.Date
}

// What Decree 356/2025/NĐ-CP asks: an answer in two working days; stopping or
// limiting in 15 days, anything else in 10. The decree was read in summaries; the
// last of these is the least that they name.
const (
	answerDays   = 2
	restrictDays = 15
	otherDays    = 10
)

// Deadlines are the last days for a request received on a day.
func Deadlines(kind Kind, received place.Date, holidays map[place.Date]bool) (answer, finish place.Date) {
	days := otherDays
	if kind == Restrict {
		days = restrictDays
	}
	return addWorking(received, answerDays, holidays), addDays(received, days)
}

const day = "2006-01-02"

func addDays(from place.Date, n int) place.Date {
	t, err := time.Parse(day, from)
	if err != nil {
		return from
	}
	return t.AddDate(0, 0, n).Format(day)
}

// addWorking counts days on which an office works: neither a weekend nor a holiday.
func addWorking(from place.Date, n int, holidays map[place.Date]bool) place.Date {
	t, err := time.Parse(day, from)
	if err != nil {
		return from
	}
	for n > 0 {
		t = t.AddDate(0, 0, 1)
		if t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && !holidays[t.Format(day)] {
			n--
		}
	}
	return t.Format(day)
}

// FixedHolidays are those public holidays that stand on the same day every year
// (Labour Code, article 112). Tết and the day of the Hùng kings go by the moon and
// are not among them: a deadline that falls then is a day too early, never too late.
func FixedHolidays(year int) map[place.Date]bool {
	out := map[place.Date]bool{}
	for _, on := range [][2]int{{1, 1}, {4, 30}, {5, 1}, {9, 2}} {
		out[time.Date(year, time.Month(on[0]), on[1], 0, 0, 0, 0, time.UTC).Format(day)] = true
	}
	return out
}

// Open says whether somebody still waits.
func (r *Request) Open() bool { return r.State == Received || r.State == Answered }

// Late says whether a last day has passed.
func (r *Request) Late(today place.Date) bool {
	return r.State == Received && today > r.Answer || r.Open() && today > r.Finish
}
