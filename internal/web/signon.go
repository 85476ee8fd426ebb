package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/signon"
	"hoctap/internal/web/view"
)

const (
	signOnPath     = "/sign-in/provider"
	signOnBackPath = "/sign-in/provider/back"
	linkPath       = "/account/provider"

	signOnCookie = "hoctap-signon"
	// signOnTime is what somebody may take at the provider.
	signOnTime = 10 * time.Minute
)

// begun is a sign-in at the provider that is under way, kept in the browser.
type begun struct {
	signon.Pending
	Next string `json:"next"`
	// Link is the account that is to be linked, 0 where somebody signs in.
	Link right.ID `json:"link"`
}

// signOnBegin sends the browser to the province's own sign-on.
func signOnBegin(v *visit) error { return v.beginSignOn(0) }

// linkBegin does so to link the account that is signed in. It is begun from our own
// page alone: a page elsewhere could otherwise link whom it likes.
func linkBegin(v *visit) error {
	if !v.fromOurPage() {
		return fault.New(fault.Refused, "signon.from_page")
	}
	return v.beginSignOn(v.account.ID)
}

func (v *visit) fromOurPage() bool {
	if site := v.r.Header.Get("Sec-Fetch-Site"); site != "" {
		return site == "same-origin"
	}
	from, err := url.Parse(v.r.Header.Get("Referer"))
	return err == nil && from.Host == v.r.Host
}

func (v *visit) beginSignOn(link right.ID) error {
	if v.SignOn == nil {
		return fault.New(fault.NotFound, "refusal.address")
	}
	to, pending, err := v.SignOn.Begin(v.ctx(), v.signOnBack())
	if err != nil {
		return err
	}
	text, err := json.Marshal(begun{pending, v.next(), link})
	if err != nil {
		return err
	}
	v.setCookie(signOnCookie, base64.RawURLEncoding.EncodeToString(text), int(signOnTime.Seconds()))
	http.Redirect(v.w, v.r, to, http.StatusFound)
	return nil
}

// signOnBack is the address that the provider sends the browser back to: as it asked
// for us, under a name that is known to be ours.
func (v *visit) signOnBack() string {
	return v.origin() + signOnBackPath
}

// signOnEnd takes the browser back from the provider.
func signOnEnd(v *visit) error {
	if v.SignOn == nil {
		return fault.New(fault.NotFound, "refusal.address")
	}
	pending := v.begunSignOn()
	v.setCookie(signOnCookie, "", -1) // good for one return
	who, err := v.SignOn.Finish(v.ctx(), v.signOnBack(), pending.Pending, v.r.URL.Query())
	if err != nil {
		return err
	}
	if pending.Link != 0 {
		return v.link(pending.Link, who)
	}
	return v.signOnAs(who, pending.Next)
}

func (v *visit) begunSignOn() begun {
	var b begun
	text, err := base64.RawURLEncoding.DecodeString(v.cookie(v.cookieName(signOnCookie)))
	if err != nil || json.Unmarshal(text, &b) != nil {
		return begun{}
	}
	return b
}

func (v *visit) link(to right.ID, who signon.Identity) error {
	if v.account == nil || v.account.ID != to {
		return fault.New(fault.Refused, "signon.stale")
	}
	err := v.server.Store.Link(v.ctx(), v.account.ID, who.Issuer, who.Subject)
	if err != nil {
		return err
	}
	return elsewhere(accountPath)
}

// signOnAs signs in the account that is linked. The provider has asked for a
// password; a second step that the account has here is asked for all the same.
func (v *visit) signOnAs(who signon.Identity, next string) error {
	owner, err := v.server.Store.AccountByIdentity(v.ctx(), who.Issuer, who.Subject)
	if err != nil {
		return err
	}
	if owner == nil || owner.Disabled {
		page := v.signInPage("", nil)
		page.Note = &view.Message{Tone: view.Warn, Title: v.say.T("signon.unknown", "name", who.Name), Text: v.say.T("signon.unknown_text", "provider", v.SignOn.Name)}
		return v.showAs(http.StatusForbidden, "sign_in", page)
	}
	err = v.begin(owner, !owner.SecondStep())
	if err != nil {
		return err
	}
	if owner.SecondStep() {
		return elsewhere(address(stepPath, nextQuery(local(next))))
	}
	return elsewhere(local(next))
}

// unlink takes the link of one's own account away. Whoever has no password would
// lock themselves out.
func unlink(v *visit) error {
	if v.SignOn == nil {
		return fault.New(fault.NotFound, "refusal.address")
	}
	if v.account.Password == "" {
		return fault.New(fault.Refused, "signon.only_way")
	}
	err := v.server.Store.Unlink(v.ctx(), v.account.ID, v.SignOn.Issuer)
	if err != nil {
		return err
	}
	return elsewhere(accountPath)
}

// signOnOf is what the page of an account says of the provider, nil where there is
// none.
func (v *visit) signOnOf(who *account.Account) (*view.SignOn, error) {
	if v.SignOn == nil {
		return nil, nil
	}
	linked, err := v.server.Store.Linked(v.ctx(), who.ID, v.SignOn.Issuer)
	if err != nil {
		return nil, err
	}
	out := &view.SignOn{Linked: linked, Href: linkPath, Action: linkPath, Text: v.say.T("signon.not_linked", "name", v.SignOn.Name), Do: v.say.T("signon.link", "name", v.SignOn.Name)}
	if linked {
		out.Text, out.Do = v.say.T("signon.linked", "name", v.SignOn.Name), v.say.T("signon.unlink")
	}
	return out, nil
}
