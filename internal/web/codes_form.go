package web

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"image/png"
	"net/http"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/web/view"
)

// codesForm sets up the one-time codes: a picture for the telephone, and a code
// from it as proof that it was read. Where codes are asked for already it offers
// to give them up.
func codesForm(v *visit) error {
	if v.account.SecondStep() {
		return v.show("codes", v.codesOff(""))
	}
	if v.account.Pending == "" {
		secret, err := account.NewTOTP(rand.Reader, v.account.Name)
		if err != nil {
			return err
		}
		err = v.server.Store.PendTOTP(v.ctx(), v.account.ID, secret)
		if err != nil {
			return err
		}
		v.account.Pending = secret
	}
	return v.show("codes", v.codesOn(""))
}

func (v *visit) codesOn(wrong string) view.CodesPage {
	page := v.codesPage(v.say.T("account.codes_on"), v.say.T("account.codes_on_lead"))
	page.Picture, page.Secret = codesPath+"/picture.png", v.account.Pending
	page.Code = &view.Field{Name: "code", Label: v.say.T("signin.code"), Fill: "one-time-code", Mode: "numeric", Width: "10", Error: wrong}
	page.Errors = summary(*page.Code)
	page.Confirm = v.say.T("account.codes_confirm")
	return page
}

func (v *visit) codesOff(wrong string) view.CodesPage {
	page := v.codesPage(v.say.T("account.codes_off"), v.say.T("account.codes_off_lead"))
	page.Code = &view.Field{Name: "code", Label: v.say.T("signin.code"), Hint: v.say.T("signin.code_hint"), Fill: "one-time-code", Width: "20", Error: wrong}
	page.Errors = summary(*page.Code)
	page.Confirm, page.Danger = v.say.T("account.codes_off"), true
	return page
}

func (v *visit) codesPage(title, lead string) view.CodesPage {
	return view.CodesPage{Page: v.frame(title), Heading: title, Lead: lead, Action: codesPath, Back: view.Link{Text: v.say.T("account.own"), Href: accountPath}}
}

// codesPicture is the picture with the secret. It exists only until the codes are
// confirmed.
func codesPicture(v *visit) error {
	if v.account.Pending == "" {
		return fault.New(fault.NotFound, "refusal.address")
	}
	const size = 240
	img, err := account.TOTPImage(v.account.Pending, v.account.Name, size)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	err = png.Encode(&body, img)
	if err != nil {
		return fmt.Errorf("picture of a secret: %w", err)
	}
	v.w.Header().Set("Content-Type", "image/png")
	v.w.WriteHeader(http.StatusOK)
	_, err = v.w.Write(body.Bytes())
	return err
}

// codesSave confirms the codes, or gives them up.
func codesSave(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	code := v.r.PostForm.Get("code")
	if v.account.SecondStep() {
		return v.dropCodes(code)
	}
	step := account.CheckTOTP(v.account.Pending, code, 0, v.Now())
	if v.account.Pending == "" || step == 0 {
		return v.showAs(http.StatusUnprocessableEntity, "codes", v.codesOn(v.say.T("signin.wrong_code")))
	}
	paper, err := account.NewRecoveryCodes(rand.Reader)
	if err != nil {
		return err
	}
	err = v.server.Store.ConfirmTOTP(v.ctx(), v.account.ID, step, paper)
	if err != nil {
		return err
	}
	// They are shown this once and kept only as digests.
	page := v.codesPage(v.say.T("account.paper_codes"), v.say.T("account.paper_codes_lead"))
	page.Paper = paper
	return v.show("codes", page)
}

func (v *visit) dropCodes(code string) error {
	err := v.provenStep(v.account, code)
	var f *fault.Error
	if errors.As(err, &f) {
		return v.showAs(http.StatusUnprocessableEntity, "codes", v.codesOff(v.faultText(f)))
	}
	if err != nil {
		return err
	}
	err = v.server.Store.DropSecondStep(v.ctx(), v.account.ID)
	if err != nil {
		return err
	}
	return elsewhere(accountPath)
}
