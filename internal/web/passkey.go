package web

import (
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/passkey"
	"hoctap/internal/right"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

const (
	passkeysPath      = "/account/passkeys"
	passkeyBeginPath  = "/account/passkeys/begin"
	passkeySignIn     = "/sign-in/passkey"
	passkeySignInFrom = "/sign-in/passkey/begin"

	ceremonyCookie = "hoctap-passkey"
)

// site is our server as the browser asked for it; nil where no browser keeps
// passkeys for such a name.
func (v *visit) site() (*passkey.Site, error) {
	host := hostName(v.r.Host)
	if !passkey.Possible(host) {
		return nil, nil
	}
	return passkey.NewSite(host, v.origin())
}

func (v *visit) needSite() (*passkey.Site, error) {
	s, err := v.site()
	if err == nil && s == nil {
		err = fault.New(fault.NotFound, "passkey.no_name")
	}
	return s, err
}

// passkeyBegin asks the browser for a new passkey of the account that is signed in.
func passkeyBegin(v *visit) error {
	site, err := v.needSite()
	if err != nil {
		return err
	}
	have, err := v.server.Store.Passkeys(v.ctx(), v.account.ID)
	if err != nil {
		return err
	}
	options, data, err := site.BeginAdd(v.account, have)
	if err != nil {
		return err
	}
	return v.beginCeremony(v.account.ID, options, data)
}

// passkeyAsk asks the browser for any passkey that it has for us.
func passkeyAsk(v *visit) error {
	site, err := v.needSite()
	if err != nil {
		return err
	}
	options, data, err := site.BeginSignIn()
	if err != nil {
		return err
	}
	return v.beginCeremony(0, options, data)
}

func (v *visit) beginCeremony(of right.ID, options, data []byte) error {
	token, err := account.NewToken(rand.Reader)
	if err != nil {
		return err
	}
	until := v.Now().Add(account.CeremonyTime)
	err = v.server.Store.BeginCeremony(v.ctx(), account.Ceremony{Digest: account.Digest(token), Account: of, Data: string(data), Until: until}, v.Now())
	if err != nil {
		return err
	}
	v.setCookie(ceremonyCookie, token, int(account.CeremonyTime.Seconds()))
	return v.sendJSON(http.StatusOK, options)
}

func (v *visit) sendJSON(status int, body []byte) error {
	v.w.Header().Set("Content-Type", "application/json; charset=utf-8")
	v.w.WriteHeader(status)
	_, err := v.w.Write(body)
	return err
}

// endCeremony gives what was begun in this browser, by the same account.
func (v *visit) endCeremony(of right.ID) (string, []byte, error) {
	token := v.cookie(v.cookieName(ceremonyCookie))
	v.setCookie(ceremonyCookie, "", -1)
	c, found, err := v.server.Store.EndCeremony(v.ctx(), account.Digest(token), v.Now())
	if err != nil {
		return "", nil, err
	}
	if !found || c.Account != of {
		return "", nil, fault.New(fault.Refused, "passkey.stale")
	}
	body, err := io.ReadAll(v.r.Body)
	if err != nil {
		return "", nil, formFault(err)
	}
	return c.Data, body, nil
}

// passkeyAdd keeps the passkey that the browser has made. It is named by the browser
// and system: what its owner will know it by.
func passkeyAdd(v *visit) error {
	site, err := v.needSite()
	if err != nil {
		return err
	}
	data, body, err := v.endCeremony(v.account.ID)
	if err != nil {
		return err
	}
	key, err := site.FinishAdd(v.account, data, body)
	if err != nil {
		return err
	}
	key.Name = browserName(v.r.UserAgent())
	err = v.server.Store.AddPasskey(v.ctx(), key)
	if err != nil {
		return err
	}
	return v.sendNext(accountPath)
}

// sendNext tells a script where to go on.
func (v *visit) sendNext(to string) error {
	body, err := json.Marshal(map[string]string{"next": to})
	if err != nil {
		return err
	}
	return v.sendJSON(http.StatusOK, body)
}

// passkeyOpen signs in whoever's passkey has signed. It was unlocked by its owner, so
// that no second step is asked for.
func passkeyOpen(v *visit) error {
	site, err := v.needSite()
	if err != nil {
		return err
	}
	data, body, err := v.endCeremony(0)
	if err != nil {
		return err
	}
	who, key, err := site.FinishSignIn(data, body, v.ownerOfKey)
	if err != nil {
		return err
	}
	if who.Disabled {
		return fault.New(fault.Refused, "passkey.untrue")
	}
	err = v.server.Store.UsePasskey(v.ctx(), key)
	if err != nil {
		return err
	}
	err = v.begin(who, true)
	if err != nil {
		return err
	}
	return v.sendNext(v.next())
}

func (v *visit) ownerOfKey(id string) (*account.Account, []account.Passkey, error) {
	key, err := v.server.Store.Passkey(v.ctx(), id)
	if err != nil || key == nil {
		return nil, nil, err
	}
	who, err := v.server.Store.Account(v.ctx(), key.Account)
	if err != nil {
		return nil, nil, err
	}
	list, err := v.server.Store.Passkeys(v.ctx(), who.ID)
	return who, list, err
}

// passkeyRemove takes one away: of a telephone that was lost or sold.
func passkeyRemove(v *visit) error {
	err := v.server.Store.RemovePasskey(v.ctx(), v.account.ID, v.r.PathValue("key"))
	if err != nil {
		return err
	}
	return elsewhere(accountPath)
}

// passkeysOf are those of an account as its page shows them, nil where browsers keep
// none for us.
func (v *visit) passkeysOf(who *account.Account) (*view.Passkeys, error) {
	if !passkey.Possible(hostName(v.r.Host)) {
		return nil, nil
	}
	list, err := v.server.Store.Passkeys(v.ctx(), who.ID)
	if err != nil {
		return nil, err
	}
	out := &view.Passkeys{Begin: passkeyBeginPath, Add: passkeysPath}
	for _, p := range list {
		line := view.Passkey{Name: p.Name, Text: v.say.T("passkey.added", "on", viet.Date(dayOf(p.Added))), Remove: passkeysPath + "/" + p.ID + "/remove"}
		if p.Used != "" {
			line.Text = v.say.T("passkey.used", "added", viet.Date(dayOf(p.Added)), "on", viet.Date(dayOf(p.Used)))
		}
		out.List = append(out.List, line)
	}
	return out, nil
}
