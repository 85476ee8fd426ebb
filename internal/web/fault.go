package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/web/view"
)

// statuses are how the kinds of fault are told to a browser.
var statuses = map[fault.Kind]int{
	fault.Invalid:  http.StatusUnprocessableEntity,
	fault.NotFound: http.StatusNotFound,
	fault.Conflict: http.StatusConflict,
	fault.Missing:  http.StatusConflict,
	fault.Refused:  http.StatusForbidden,
}

// elsewhere is the way onward where a page stands under another address.
type elsewhere string

// Error is for the log.
func (e elsewhere) Error() string { return "moved to " + string(e) }

// fail is the one place that makes a page of what went wrong. What is ours goes
// to the reader in the reader's words; anything else to the log, and the reader
// gets its number.
func (v *visit) fail(err error) {
	clear(v.seen) // the page of a fault names nobody
	var to elsewhere
	if errors.As(err, &to) {
		v.redirect(string(to))
		return
	}
	if v.begun() || errors.Is(err, context.Canceled) {
		v.Log.Error("answer broken off", "id", traceOf(v.r), "error", err)
		return
	}
	text, status := v.told(err)
	if status == http.StatusInternalServerError {
		v.Log.Error("page failed", "id", traceOf(v.r), "route", v.r.Pattern, "error", err)
		v.broken()
		return
	}
	err = v.showFault(status, text)
	if err != nil {
		v.Log.Error("page of a fault failed", "id", traceOf(v.r), "error", err)
		v.broken()
	}
}

// refuse turns a request away before any handler sees it. The log keeps from where
// it came: this is what an attack looks like.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.Log.Warn("refused", "id", traceOf(r), "client", clientAddress(r).String(), "reason", reasonOf(err))
	s.newVisit(w, r).fail(err)
}

// reasonOf names a fault by its key: its words may hold what was sent.
func reasonOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Key
	}
	return "unreadable"
}

// begun tells that part of an answer has left already.
func (v *visit) begun() bool {
	answer, ok := v.w.(*response)
	return ok && answer.status != 0
}

// told gives the sentence for the reader and the status; the sentence is empty
// for what is nobody's business but ours.
func (v *visit) told(err error) (string, int) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return v.say.T("fault.upload_large", "mb", uploadBytes>>20), http.StatusRequestEntityTooLarge
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, os.ErrDeadlineExceeded) {
		return v.say.T("fault.form"), http.StatusUnprocessableEntity
	}
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind == fault.Internal {
		return "", http.StatusInternalServerError
	}
	return v.faultText(f), statuses[f.Kind]
}

func (v *visit) faultText(f *fault.Error) string {
	switch {
	case f.Text != "":
		return f.Text
	case f.Key == "fault.round_step":
		return v.say.T(f.Key, "from", v.say.T(fmt.Sprintf("round.%v", f.Args["from"])), "to", v.say.T(fmt.Sprintf("round.%v", f.Args["to"])))
	case len(f.Args) == 0:
		return v.say.T(f.Key)
	}
	return v.say.T(f.Key, f.Args)
}

// showFault sends the page of a fault: what it is, and where to go from here.
func (v *visit) showFault(status int, text string) error {
	heading := v.say.T("refusal.heading_" + strconv.Itoa(status))
	links := []view.Link{{Text: v.say.T("refusal.home"), Href: "/"}}
	if back := v.placeAbove(); back != "" {
		links = append([]view.Link{{Text: v.say.T("refusal.place"), Href: back}}, links...)
	}
	return v.showAs(status, "fault", view.FaultPage{
		Page: v.frame(heading), Status: status, Heading: heading, Text: text, Links: links,
	})
}

// placeAbove leads back to the overview where the page was one of a place that
// can be opened.
func (v *visit) placeAbove() string {
	t, err := v.target()
	if err != nil || v.r.URL.Path == t.path() {
		return ""
	}
	return t.path()
}

// broken sends the page for what must not happen, with the number to look for in
// the log.
func (v *visit) broken() {
	if v.begun() {
		return
	}
	heading := v.say.T("broken.heading")
	err := v.showAs(http.StatusInternalServerError, "fault", view.FaultPage{
		Page: v.frame(heading), Status: http.StatusInternalServerError, Heading: heading, Text: v.say.T("broken.text"), Trace: traceOf(v.r),
		Links: []view.Link{{Text: v.say.T("refusal.home"), Href: "/"}},
	})
	if err != nil && !v.begun() {
		v.pages.Broken(v.w, v.lang)
	}
}
