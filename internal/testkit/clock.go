package testkit

import (
	"fmt"
	"time"
)

// At returns a clock that stands still. Text without a zone is Vietnamese time,
// as on every form: "2025-09-30" is midnight there, "2025-09-30 07:30" the
// morning. A text that is no moment is a fault of the test's author and panics.
func At(text string) func() time.Time {
	moment, err := parseMoment(text)
	if err != nil {
		panic(err)
	}
	return func() time.Time { return moment }
}

// vietnam is fixed because the country has had no summer time since before any
// law here, and a machine without zone files must read the same moment.
var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

func parseMoment(text string) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", time.DateTime, time.RFC3339Nano} {
		moment, err := time.ParseInLocation(layout, text, vietnam)
		if err == nil {
			return moment, nil
		}
	}
	return time.Time{}, fmt.Errorf("testkit.At: %q is no moment", text)
}
