package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"hoctap/internal/account"
	"hoctap/internal/fault"
	"hoctap/internal/office"
	"hoctap/internal/place"
	"hoctap/internal/right"
)

// admit lets a visit in to a page that needs one of some actions, or tells where
// else to go. Where the address names a place the action must reach it; where it
// names people only, the store shows no others than those within reach.
func (v *visit) admit(needs []right.Action) error {
	err := v.identify()
	if err != nil {
		return err
	}
	v.Store = withinReach{Store: v.server.Store, v: v, needs: needs}
	switch {
	case slices.Contains(needs, right.Public):
		return nil
	case v.account == nil:
		return v.signInFirst()
	case v.account.MustChange && !slices.Contains(needs, right.Own):
		return elsewhere(passwordPath)
	}
	at, named, err := v.placeNamed()
	if err != nil {
		return err
	}
	if !v.lets(needs, at, named) {
		return right.Refuse()
	}
	return nil
}

// lets says whether one of the actions is the visitor's in a place, or anywhere
// where none is named.
func (v *visit) lets(needs []right.Action, at place.ID, named bool) bool {
	for _, do := range needs {
		switch {
		case do == right.Public, v.account != nil && (do == right.Own || do == right.Enter):
			return true
		case !named && v.holder.Holds(do):
			return true
		case named && do.Partly() && v.holder.Reach(do, at).Any(), named && v.holder.May(do, at):
			return true
		}
	}
	return false
}

// placeNamed is the place that the address is about.
func (v *visit) placeNamed() (place.ID, bool, error) {
	given := v.r.PathValue("place")
	if given == "" {
		given = v.r.PathValue("commune")
	}
	switch {
	case given == "":
		return 0, false, nil
	case isCode(given):
		// A code is told from our id by the handler, which leads on to the id; the
		// next request is admitted by that.
		return 0, false, nil
	}
	id, err := placeID(given)
	if err != nil {
		return 0, true, err
	}
	tree, err := v.server.Store.Places(v.ctx())
	if err != nil {
		return 0, true, err
	}
	if len(tree.History(id)) == 0 {
		return 0, true, fault.New(fault.NotFound, "refusal.place_unknown")
	}
	return id, true, nil
}

// identify finds out who asks: by the session that the cookie names, if it still
// holds, with the rights of today.
func (v *visit) identify() error {
	token := v.cookie(v.sessionCookie())
	if token == "" {
		return nil
	}
	session, err := v.server.Store.Session(v.ctx(), account.Digest(token))
	if err != nil || session == nil || !session.Alive(v.Now()) {
		return err
	}
	who, err := v.server.Store.Account(v.ctx(), session.Account)
	if err != nil || who.Disabled {
		return err
	}
	v.session = session
	if !session.Second {
		v.half = who
		return nil
	}
	if session.Stale(v.Now()) {
		err = v.server.Store.SeeSession(v.ctx(), session.Digest, v.Now())
		if err != nil {
			return err
		}
	}
	return v.actAs(who)
}

// actAs makes the visit one of an account.
func (v *visit) actAs(who *account.Account) error {
	tree, err := v.server.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	held, err := v.server.Store.Assignments(v.ctx(), who.ID)
	if err != nil {
		return err
	}
	v.account, v.Actor = who, office.ActorOf(who.Name)
	v.holder = right.NewHolder(who.ID, who.Name, held, tree, today(v.Now()))
	v.act(v.Actor, v.roles())
	return nil
}

// roles are the roles that the visitor holds today, for the log.
func (v *visit) roles() string {
	var out []string
	for _, a := range v.holder.Assignments() {
		if !slices.Contains(out, string(a.Role)) {
			out = append(out, string(a.Role))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}

// signInFirst leads to the page for it and back again. What was typed into a form
// would be lost on the way, so its reader is told to sign in beside it.
func (v *visit) signInFirst() error {
	if v.half != nil {
		return elsewhere(address(stepPath, nextQuery(v.here())))
	}
	if v.r.Method == http.MethodPost {
		return fault.New(fault.Refused, "account.signed_out")
	}
	fresh, err := v.unsettled(v.ctx())
	if err != nil {
		return err
	}
	if fresh {
		return elsewhere(setupPath)
	}
	return elsewhere(address(signInPath, nextQuery(v.here())))
}

func (s *server) unsettled(ctx context.Context) (bool, error) {
	taken, err := s.Store.AnyAccount(ctx)
	return !taken, err
}

// nextQuery remembers where somebody wanted to go.
func nextQuery(to string) url.Values {
	if to == "/" {
		return nil
	}
	return url.Values{"next": {to}}
}

// may says whether the visitor may do something all over a place.
func (v *visit) may(do right.Action, at place.ID) bool { return v.holder.May(do, at) }

// reach is how far something goes in a place.
func (v *visit) reach(do right.Action, at place.ID) right.Reach { return v.holder.Reach(do, at) }
