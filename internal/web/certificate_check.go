package web

import (
	"net/http"
	"strings"

	"hoctap/internal/centre"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// certificatePath is where anybody checks a paper.
const certificatePath = "/public/verify"

// certificateForm asks for the code on a paper.
func certificateForm(v *visit) error { return v.show("certificate", v.certificatePage("")) }

func (v *visit) certificatePage(code string) view.CertificatePage {
	title := v.say.T("class.verify_title")
	return view.CertificatePage{
		Page: v.publicFrame(title), Heading: title, Lead: v.say.T("class.verify_lead"),
		Code: view.Field{Name: "code", Label: v.say.T("class.verify_code"), Hint: v.say.T("class.verify_hint"), Value: code, Width: "20"},
	}
}

// certificateCheck says what the paper with a code says, and nothing more. The code comes
// in a form: in an address it would stand in the history of the browser.
func certificateCheck(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	typed := viet.Clean(v.r.PostForm.Get("code"))
	code := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(typed))
	page := v.certificatePage(typed)
	if len(code) != 16 || strings.Trim(code, codeLetters) != "" {
		page.Code.Error = v.say.T("class.verify_form")
		page.Errors = summary(page.Code)
		return v.showAs(http.StatusUnprocessableEntity, "certificate", page)
	}
	w, l, r, err := v.kiosk().Certified(v.ctx(), code)
	if err != nil {
		return err
	}
	switch {
	case w == nil || l == nil || r == nil:
		page.State = &view.Message{Tone: view.Bad, Title: v.say.T("class.verify_none"), Text: v.say.T("class.verify_none_text")}
	case l.State != centre.Completed || l.Certificate != code:
		page.State = &view.Message{Tone: view.Bad, Title: v.say.T("class.verify_revoked"), Text: v.say.T("class.verify_revoked_text")}
	default:
		page.State = &view.Message{Tone: view.Good, Title: v.say.T("class.verify_valid")}
		page.Facts = v.certificateFacts(w, l, r)
	}
	return v.show("certificate", page)
}
