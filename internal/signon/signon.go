// Package signon lets accounts in by a province's own sign-on, over OpenID Connect:
// the authorization code flow with PKCE, state and nonce. The provider says who
// somebody is; what they may do here it does not say.
package signon

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"hoctap/internal/fault"
)

// Config is what the provider was told of us, and we of it.
type Config struct {
	Issuer   string // https://dangnhap.tinh.gov.vn
	ClientID string
	Secret   string
	Name     string // what readers call it
}

// Provider is one sign-on. It is asked for its addresses when somebody first signs
// in, so that a server starts also while the provider is away.
type Provider struct {
	Config
	client *http.Client

	mu    sync.Mutex
	known *oidc.Provider
}

// patience is what the provider may take to answer.
const patience = 10 * time.Second

// New makes a provider without asking it anything yet.
func New(c Config) *Provider { return &Provider{Config: c, client: &http.Client{Timeout: patience}} }

// Pending is what a sign-in that has begun must bring back.
type Pending struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
}

// Identity is who the provider says somebody is. Subject never changes; Name is for
// people to read.
type Identity struct{ Issuer, Subject, Name string }

// Begin gives the address to send a browser to.
func (p *Provider) Begin(ctx context.Context, back string) (string, Pending, error) {
	config, _, err := p.discover(ctx, back)
	if err != nil {
		return "", Pending{}, err
	}
	pending := Pending{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
	return config.AuthCodeURL(pending.State, oidc.Nonce(pending.Nonce), oauth2.S256ChallengeOption(pending.Verifier)), pending, nil
}

// Finish takes what the browser brought back and asks the provider who it was.
func (p *Provider) Finish(ctx context.Context, back string, pending Pending, brought url.Values) (Identity, error) {
	if pending.State == "" || brought.Get("state") != pending.State {
		return Identity{}, fault.New(fault.Refused, "signon.stale")
	}
	if brought.Get("error") != "" {
		return Identity{}, fault.New(fault.Refused, "signon.refused", "name", p.Name)
	}
	config, verifier, err := p.discover(ctx, back)
	if err != nil {
		return Identity{}, err
	}
	token, err := config.Exchange(p.with(ctx), brought.Get("code"), oauth2.VerifierOption(pending.Verifier))
	if err != nil {
		return Identity{}, p.away(err)
	}
	return p.identity(ctx, verifier, token, pending.Nonce)
}

func (p *Provider) identity(ctx context.Context, verifier *oidc.IDTokenVerifier, token *oauth2.Token, nonce string) (Identity, error) {
	raw, _ := token.Extra("id_token").(string)
	id, err := verifier.Verify(p.with(ctx), raw)
	if err != nil {
		return Identity{}, fault.Wrap(err, fault.Refused, "signon.untrue", "name", p.Name)
	}
	if id.Nonce != nonce {
		return Identity{}, fault.New(fault.Refused, "signon.untrue", "name", p.Name)
	}
	var says struct {
		Name     string `json:"name"`
		Username string `json:"preferred_username"`
		Email    string `json:"email"`
	}
	err = id.Claims(&says)
	if err != nil {
		return Identity{}, fmt.Errorf("claims: %w", err)
	}
	for _, name := range []string{says.Name, says.Username, says.Email, id.Subject} {
		if name != "" {
			return Identity{id.Issuer, id.Subject, name}, nil
		}
	}
	return Identity{}, errors.New("a token about nobody")
}

// discover asks the provider once for its addresses and keys.
func (p *Provider) discover(ctx context.Context, back string) (*oauth2.Config, *oidc.IDTokenVerifier, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil {
		// Its keys are fetched again later, when this request is long over.
		known, err := oidc.NewProvider(p.with(context.WithoutCancel(ctx)), p.Issuer)
		if err != nil {
			return nil, nil, p.away(err)
		}
		p.known = known
	}
	config := &oauth2.Config{
		ClientID: p.ClientID, ClientSecret: p.Secret, RedirectURL: back, Endpoint: p.known.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile"},
	}
	return config, p.known.Verifier(&oidc.Config{ClientID: p.ClientID}), nil
}

func (p *Provider) with(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, p.client)
}

func (p *Provider) away(err error) error {
	return fault.Wrap(err, fault.Refused, "signon.away", "name", p.Name)
}
