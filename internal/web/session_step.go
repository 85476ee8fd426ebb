package web

import (
	"errors"
	"net/http"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/web/view"
)

// stepForm asks whoever gave the right password for the code of the second step.
func stepForm(v *visit) error {
	switch {
	case v.account != nil:
		return elsewhere(v.next())
	case v.half == nil:
		return elsewhere(signInPath)
	}
	return v.show("sign_in_step", v.stepPage(""))
}

func (v *visit) stepPage(wrong string) view.SignInStep {
	title := v.say.T("signin.step")
	page := view.SignInStep{
		Page: v.frame(title), Heading: title, Lead: v.say.T("signin.step_lead"), Action: stepPath, Next: v.next(),
		Code: view.Field{Name: "code", Label: v.say.T("signin.code"), Hint: v.say.T("signin.code_hint"), Fill: "one-time-code", Width: "20", Error: wrong},
	}
	page.Errors = summary(page.Code)
	return page
}

// stepTake checks the code: of the telephone, or one of those kept on paper. A
// session that is half open lets nobody in, so that it may be tried as often as
// the counters let it.
func stepTake(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	who := v.half
	if who == nil {
		return elsewhere(signInPath)
	}
	err = v.provenStep(who, v.r.PostForm.Get("code"))
	var f *fault.Error
	if errors.As(err, &f) {
		return v.showAs(http.StatusUnprocessableEntity, "sign_in_step", v.stepPage(v.faultText(f)))
	}
	if err != nil {
		return err
	}
	err = v.begin(who, true)
	if err != nil {
		return err
	}
	return elsewhere(v.next())
}

// provenStep accepts the code of an account that has shown its password.
func (v *visit) provenStep(who *account.Account, code string) error {
	device, err := v.knownDevice(who)
	if err != nil {
		return err
	}
	counters := account.StepCounters(who.Name, v.from(), device)
	return v.patiently(counters, "signin.wrong_code", func() (bool, error) { return v.rightCode(who, code) })
}

func (v *visit) rightCode(who *account.Account, code string) (bool, error) {
	step := account.CheckTOTP(who.TOTP, code, who.TOTPStep, v.Now())
	if step > 0 {
		return v.server.Store.UseTOTP(v.ctx(), who.ID, step)
	}
	return v.server.Store.UseRecoveryCode(v.ctx(), who.ID, account.CleanCode(code))
}
