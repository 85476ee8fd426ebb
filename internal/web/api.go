package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/rule"
)

// apiPath is where programs ask. The document of all of it is made from the code below.
const apiPath = "/api/v1"

// apiOperation is an operation with the actions of which one is enough, for the table
// of rights and its test.
type apiOperation struct {
	method, pattern string
	id              string
	needs           []right.Action
}

// programs is the side of the server that programs ask.
type programs struct {
	*server
	api        huma.API
	mux        *http.ServeMux
	operations []apiOperation
	pace       *pace
}

func newPrograms(s *server) *programs {
	p := &programs{server: s, mux: http.NewServeMux(), pace: newPace()}
	config := huma.DefaultConfig("hoctap", "1")
	config.Info.Description = "What the pages show of places, rules, verdicts, gaps, forms and rounds, for programs. Counts and no people."
	config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", nil
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "A token of the page /account/tokens."}}
	config.Security = []map[string][]string{{"token": {}}}
	p.api = humago.NewWithPrefix(p.mux, apiPath, config)
	p.api.UseMiddleware(p.admit)
	p.registerPlaces()
	p.registerRules()
	p.registerRounds()
	return p
}

// pattern is an operation as the table of rights names it.
func (o apiOperation) route() string { return o.method + " " + apiPath + o.pattern }

type visitKey struct{}

// visitOf is the visit that admit made.
func visitOf(ctx context.Context) *visit {
	v, _ := ctx.Value(visitKey{}).(*visit)
	return v
}

// admit finds out which program asks, and in whose name, before any operation sees it.
func (p *programs) admit(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	v := p.newVisit(w, r)
	v.lang = languageOf(r, v.lang)
	v.say = p.Words.For(v.lang)
	err := p.identify(v)
	if err == nil && !p.pace.lets(v.token.Digest, p.Now()) {
		err = fault.New(fault.Refused, "api.too_fast")
	}
	if err == nil {
		err = v.resolveCode()
	}
	if err != nil {
		problem := v.problem(err)
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(problem.Status)
		_, _ = w.Write(problem.json())
		return
	}
	next(huma.WithValue(ctx, visitKey{}, v))
}

// identify reads the token. An account that may not sign in has programs that may not.
func (p *programs) identify(v *visit) error {
	text, ok := strings.CutPrefix(v.r.Header.Get("Authorization"), "Bearer ")
	if !ok || !strings.HasPrefix(text, account.TokenPrefix) {
		return fault.New(fault.Refused, "api.no_token")
	}
	token, err := p.Store.Token(v.ctx(), account.Digest(text))
	if err != nil {
		return err
	}
	if token == nil || !token.Alive(p.Now()) {
		return fault.New(fault.Refused, "api.no_token")
	}
	who, err := p.Store.Account(v.ctx(), token.Account)
	if err != nil {
		return err
	}
	if who.Disabled || who.MustChange {
		return fault.New(fault.Refused, "api.no_token")
	}
	err = v.actAs(who)
	if err != nil {
		return err
	}
	v.token, v.holder = token, v.holder.Within(token.Limit())
	v.r = v.r.WithContext(audit.Through(v.r.Context(), token.Name))
	return p.Store.SeeToken(v.ctx(), token.Digest)
}

// resolveCode lets a program name a unit by its official code, of the year asked about.
func (v *visit) resolveCode() error {
	given := v.r.PathValue("place")
	if !isCode(given) {
		return nil
	}
	on := today(v.Now())
	if text := v.r.PathValue("year"); text != "" {
		year, err := v.year(text)
		if err != nil {
			return err
		}
		on = rule.ReferenceDay(year)
	}
	tree, err := v.server.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	at, err := tree.ByCode(given, on)
	if err != nil {
		return err
	}
	v.r.SetPathValue("place", idText(at.PlaceID))
	return nil
}

// answered is what an operation gives.
type answered[T any] struct{ Body T }

// operate makes an operation of a handler: it asks for the rights, enters the call in
// the log, and turns what goes wrong into a problem.
func operate[I, O any](p *programs, method, pattern, id, summary string, needs []right.Action, work func(v *visit, in *I) (O, error)) {
	p.operations = append(p.operations, apiOperation{method, pattern, id, needs})
	op := huma.Operation{Method: method, Path: pattern, OperationID: id, Summary: summary, Errors: []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusTooManyRequests}}
	huma.Register(p.api, op, func(ctx context.Context, in *I) (*answered[O], error) {
		v := visitOf(ctx)
		out, err := called(v, id, needs, func() (O, error) { return work(v, in) })
		if err != nil {
			return nil, v.problem(err)
		}
		return &answered[O]{out}, nil
	})
}

func called[O any](v *visit, id string, needs []right.Action, work func() (O, error)) (O, error) {
	var none O
	v.Store = withinReach{Store: v.server.Store, v: v, needs: needs}
	at, named, err := v.placeNamed()
	if err != nil {
		return none, err
	}
	if !v.lets(needs, at, named) {
		return none, right.Refuse()
	}
	// The call stands in the log before anything of its answer leaves.
	err = v.server.Store.Log(v.ctx(), audit.New(audit.ProgramCall, at, 0, audit.Detail{"operation": id}))
	if err != nil {
		return none, err
	}
	return work()
}

// languageOf is that of the words in an answer.
func languageOf[L ~string](r *http.Request, usual L) L {
	if strings.HasPrefix(r.Header.Get("Accept-Language"), "en") {
		return "en"
	}
	return usual
}

// statusOf is the status of a kind of fault for programs: without a token nobody is
// known, which is another thing than not being allowed.
func statusOf(f *fault.Error) int {
	switch f.Key {
	case "api.no_token":
		return http.StatusUnauthorized
	case "api.too_fast":
		return http.StatusTooManyRequests
	}
	switch f.Kind {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Refused:
		return http.StatusForbidden
	case fault.Missing:
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

func isCanceled(err error) bool { return errors.Is(err, context.Canceled) }
