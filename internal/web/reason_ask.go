package web

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"hoctap/internal/audit"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// longestReason is a sentence or two.
const longestReason = 500

// askReason asks why a file with the names of people is taken. It gives true where
// it has answered with the question; else the visit goes on with the reason, and
// the log and the file keep it.
func (v *visit) askReason(t *target, what, back string) (bool, error) {
	if v.r.Method != http.MethodPost {
		return true, v.reasonPage(t, what, back, "")
	}
	err := v.r.ParseForm()
	if err != nil {
		return false, formFault(err)
	}
	reason := viet.Clean(strings.TrimSpace(v.r.PostForm.Get("reason")))
	switch {
	case reason == "":
		return true, v.reasonPage(t, what, back, v.say.T("log.need_reason"))
	case utf8.RuneCountInString(reason) > longestReason:
		return true, v.reasonPage(t, what, back, v.say.T("log.long_reason", "n", longestReason))
	}
	v.r = v.r.WithContext(audit.Because(v.ctx(), reason))
	return false, nil
}

func (v *visit) reasonPage(t *target, what, back, problem string) error {
	frame, err := v.placeFrame(v.say.T("log.reason_title"), t, noTab)
	if err != nil {
		return err
	}
	page := view.ReasonPage{
		Page: frame, Lead: v.say.T("log.reason_lead", "what", what), Action: address(v.r.URL.Path, v.r.URL.Query()),
		Reason: view.Field{Name: "reason", Label: v.say.T("log.reason"), Hint: v.say.T("log.reason_hint"), Value: v.r.PostForm.Get("reason"), Error: problem},
		Back:   view.Link{Text: v.say.T("log.reason_back"), Href: back},
	}
	status := http.StatusOK
	if problem != "" {
		status = http.StatusUnprocessableEntity
		page.Errors = view.Errors{Lines: []view.Link{{Text: problem, Href: "#reason"}}}
	}
	return v.showAs(status, "reason", page)
}
