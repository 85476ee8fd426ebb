package web

import (
	"net/url"
	"strings"

	"hoctap/internal/passkey"
	"hoctap/internal/web/view"
)

// The pages by which one comes in and goes out.
const (
	signInPath   = "/sign-in"
	stepPath     = "/sign-in/step"
	signOutPath  = "/sign-out"
	setupPath    = "/setup"
	accountPath  = "/account"
	passwordPath = "/account/password"
	codesPath    = "/account/codes"
)

// sessionForm asks for name and password. A new installation has nobody to ask.
func sessionForm(v *visit) error {
	if v.account != nil {
		return elsewhere(v.next())
	}
	fresh, err := v.unsettled(v.ctx())
	if err != nil {
		return err
	}
	if fresh {
		return elsewhere(setupPath)
	}
	return v.show("sign_in", v.signInPage("", nil))
}

func (v *visit) signInPage(name string, wrong map[string]string) view.SignIn {
	title := v.say.T("signin.title")
	page := view.SignIn{
		Page: v.frame(title), Heading: title, Lead: v.say.T("signin.lead"), Action: signInPath, Next: v.next(),
		Name:     view.Field{Name: "name", Label: v.say.T("signin.name"), Value: name, Fill: "username", Width: "20", Error: wrong["name"]},
		Password: view.Field{Name: "password", Label: v.say.T("signin.password"), Type: "password", Fill: "current-password", Width: "20", Error: wrong["password"]},
	}
	page.Errors = summary(page.Name, page.Password)
	if passkey.Possible(hostName(v.r.Host)) {
		page.Passkey = &view.PasskeyAct{Begin: passkeySignInFrom, End: address(passkeySignIn, nextQuery(v.next()))}
	}
	if v.SignOn != nil {
		page.SignOn = &view.Link{Text: v.say.T("signon.sign_in", "name", v.SignOn.Name), Href: address(signOnPath, nextQuery(v.next()))}
	}
	if v.Demo {
		page.Note = &view.Message{Tone: view.Accent, Text: v.say.T("signin.demo")}
	}
	return page
}

// next is where somebody wanted to go: a page of ours, and nothing that another
// site could have put there.
func (v *visit) next() string {
	to := v.r.URL.Query().Get("next")
	if to == "" {
		to = v.r.PostFormValue("next")
	}
	return local(to)
}

// local is an address of ours as it is, and the first page in place of any other.
func local(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.Contains(to, `\`) {
		return "/"
	}
	return to
}

// summary lists the errors of fields for the top of a page.
func summary(fields ...view.Field) view.Errors {
	var out view.Errors
	for _, f := range fields {
		if f.Error != "" {
			out.Lines = append(out.Lines, view.Link{Text: f.Error, Href: "#" + f.Name})
		}
	}
	return out
}
