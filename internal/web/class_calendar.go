package web

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"

	"hoctap/internal/centre"
	"hoctap/internal/place"
)

// classCalendar is the sessions of a class as a file for the calendar of a phone: when,
// where and what, and nobody's name.
func classCalendar(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	calendar := ics.NewCalendarFor("hoctap")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetName(w.Name)
	for _, s := range w.Sessions {
		err = v.calendarEvent(calendar, t, w, s)
		if err != nil {
			return err
		}
	}
	head := v.w.Header()
	head.Set("Content-Type", "text/calendar; charset=utf-8")
	head.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="lich-%s.ics"`, slug(w.Name)))
	return calendar.SerializeTo(v.w, ics.WithNewLineWindows)
}

// calendarEvent adds a session. Its name in the calendar stays the same for ever, so
// that a file taken again moves what was moved and doubles nothing.
func (v *visit) calendarEvent(calendar *ics.Calendar, t *target, w *centre.Whole, s centre.Session) error {
	event := calendar.AddEvent(fmt.Sprintf("class-%d-%d-%d@hoctap", w.Commune, w.ID, s.ID))
	event.SetDtStampTime(v.Now())
	err := setTimes(event, s)
	if err != nil {
		return err
	}
	event.SetSummary(w.Name)
	if s.Topic != "" {
		event.SetDescription(s.Topic)
	}
	if w.Venue != "" {
		event.SetLocation(w.Venue + ", " + t.at.Name)
	}
	if w.State == centre.CalledOff {
		event.SetStatus(ics.ObjectStatusCancelled)
	}
	return nil
}

// setTimes: a session without an hour takes the day.
func setTimes(event *ics.VEvent, s centre.Session) error {
	if s.Begins == "" {
		day, err := sessionTime(s.On, "00:00")
		if err != nil {
			return err
		}
		event.SetAllDayStartAt(day)
		return nil
	}
	begins, err := sessionTime(s.On, s.Begins)
	if err != nil {
		return err
	}
	event.SetStartAt(begins)
	if s.Ends == "" {
		return nil
	}
	ends, err := sessionTime(s.On, s.Ends)
	if err != nil {
		return err
	}
	event.SetEndAt(ends)
	return nil
}

// sessionTime is a clock time of a day in Viet Nam.
func sessionTime(on place.Date, clock string) (time.Time, error) {
	at, err := time.ParseInLocation("2006-01-02 15:04", on+" "+clock, vietnam)
	if err != nil {
		return at, fmt.Errorf("session of %s: %w", on, err)
	}
	return at, nil
}
