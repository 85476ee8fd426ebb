package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/right"
	"hoctap/internal/web/view"
	"hoctap/internal/words"
)

// visit is one request with what every handler needs of it.
type visit struct {
	*server
	w    http.ResponseWriter
	r    *http.Request
	lang words.Lang
	say  *words.Printer

	recalled *recall

	// Store shadows that of the server: it shows only what the visitor may see.
	Store   Store
	account *account.Account // nil: not signed in
	half    *account.Account // the password was right, the second step is to come
	session *account.Session
	holder  *right.Holder
	token   *account.Token // by which a program acts
	// Actor is who the trace of a change names.
	Actor string

	// seen are the people whom the answer will show.
	seen       audit.Seen
	looksAtOne bool // and not through a list
	reveals    bool // what is masked elsewhere
}

// act is who does whatever comes of the visit, and from where. Until somebody is
// known it is nobody, who changes nothing and sees nobody.
func (v *visit) act(account, role string) {
	act := audit.Act{Account: account, Role: role, From: clientAddress(v.r).String(), Trace: traceOf(v.r)}
	v.r = v.r.WithContext(audit.With(v.r.Context(), act))
}

// The cookies hold a choice of the reader and nothing about the reader.
const (
	langCookie  = "lang"
	themeCookie = "theme"
)

var themes = []string{"", "light", "dark"}

func (s *server) newVisit(w http.ResponseWriter, r *http.Request) *visit {
	v := &visit{server: s, w: w, r: r, lang: words.Vietnamese, holder: &right.Holder{}, Store: s.Store, seen: audit.Seen{}}
	v.act("", "")
	if chosen := words.Lang(v.cookie(langCookie)); slices.Contains(words.Langs(), chosen) {
		v.lang = chosen
	}
	v.say = s.Words.For(v.lang)
	return v
}

func (v *visit) ctx() context.Context { return v.r.Context() }

func (v *visit) cookie(name string) string {
	c, err := v.r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// theme is "", "light" or "dark".
func (v *visit) theme() string {
	chosen := v.cookie(themeCookie)
	if !slices.Contains(themes, chosen) {
		return ""
	}
	return chosen
}

// switched keeps a choice of language or theme that the address brings, and
// leads back to the page without it.
func (v *visit) switched() bool {
	query := v.r.URL.Query()
	if v.r.Method != http.MethodGet || !query.Has(langCookie) && !query.Has(themeCookie) {
		return false
	}
	for _, name := range []string{langCookie, themeCookie} {
		if query.Has(name) {
			v.keep(name, query.Get(name))
			query.Del(name)
		}
	}
	v.redirect(address(v.r.URL.Path, query))
	return true
}

func (v *visit) keep(name, value string) {
	known := slices.Contains(themes, value)
	if name == langCookie {
		known = slices.Contains(words.Langs(), words.Lang(value))
	}
	if !known {
		return
	}
	const year = 365 * 24 * 60 * 60
	http.SetCookie(v.w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: year, Secure: isSecure(v.r), HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// redirect leads on with GET, after a change as well: loading the page anew then
// changes nothing twice.
func (v *visit) redirect(to string) {
	http.Redirect(v.w, v.r, to, http.StatusSeeOther)
}

func address(path string, query url.Values) string {
	return (&url.URL{Path: path, RawQuery: query.Encode()}).String()
}

// show sends a page.
func (v *visit) show(name string, page any) error { return v.showAs(http.StatusOK, name, page) }

func (v *visit) showAs(status int, name string, page any) error {
	err := v.enter(v.looks(), nil)
	if err != nil {
		return err
	}
	return v.pages.Page(v.w, status, v.lang, name, view.Prepare(page, v.opens, helpOf(name)))
}
