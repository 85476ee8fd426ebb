// Package courier brings events to the programs that want to be told: signed, tried
// again, and never to an address inside the network unless the operator lets it.
package courier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"hoctap/internal/hook"
)

// Store is where the deliveries are.
type Store interface {
	Due(ctx context.Context, most int) ([]hook.Delivery, map[hook.ID]hook.Hook, error)
	Tried(ctx context.Context, d *hook.Delivery) error
	TidyDeliveries(ctx context.Context) error
}

// Courier brings what is due.
type Courier struct {
	Store  Store
	Now    func() time.Time
	Log    *slog.Logger
	Inside bool // addresses inside the network are let through
	// Every is how often it looks; 0 is two seconds.
	Every time.Duration
}

const (
	usually   = 2 * time.Second
	atATime   = 50
	tryTime   = 10 * time.Second
	tidyEvery = time.Hour
)

// Run brings what is due until the context ends.
func (c *Courier) Run(ctx context.Context) {
	every := c.Every
	if every == 0 {
		every = usually
	}
	client := c.client()
	look, tidy := time.NewTicker(every), time.NewTicker(tidyEvery)
	defer look.Stop()
	defer tidy.Stop()
	for {
		err := c.round(ctx, client)
		if err != nil && ctx.Err() == nil {
			c.Log.Error("webhooks", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tidy.C:
			err = c.Store.TidyDeliveries(ctx)
			if err != nil && ctx.Err() == nil {
				c.Log.Error("webhooks", "error", err)
			}
		case <-look.C:
		}
	}
}

func (c *Courier) round(ctx context.Context, client *http.Client) error {
	list, hooks, err := c.Store.Due(ctx, atATime)
	if err != nil {
		return err
	}
	for i := range list {
		d := &list[i]
		to, ok := hooks[d.Hook]
		d.Tries++
		switch {
		case !ok:
			d.Next, d.Answered = "", "ended"
		default:
			c.bring(ctx, client, &to, d)
		}
		if ctx.Err() != nil {
			return nil // it was not the receiver's fault: the try does not count
		}
		err = c.Store.Tried(ctx, d)
		if err != nil {
			return err
		}
	}
	return nil
}

// bring tries once, and writes into the delivery what came of it.
func (c *Courier) bring(ctx context.Context, client *http.Client, to *hook.Hook, d *hook.Delivery) {
	status, err := c.post(ctx, client, to, d)
	now := c.Now().UTC()
	switch {
	case err == nil && status >= 200 && status < 300:
		d.Next, d.Done, d.Answered = "", now.Format(time.RFC3339), strconv.Itoa(status)
		return
	case errors.Is(err, errInside):
		d.Next, d.Answered = "", "inside"
		return
	case err != nil:
		d.Answered = "unreachable"
	default:
		d.Answered = strconv.Itoa(status)
	}
	d.Next = ""
	if next, again := hook.After(d.Tries, now); again {
		d.Next = next.Format(time.RFC3339)
	}
}

func (c *Courier) post(ctx context.Context, client *http.Client, to *hook.Hook, d *hook.Delivery) (int, error) {
	signer, err := webhooks.NewWebhook(to.Secret)
	if err != nil {
		return 0, fmt.Errorf("secret of a hook: %w", err)
	}
	id, at := "msg_"+strconv.FormatInt(int64(d.ID), 10), c.Now()
	signature, err := signer.Sign(id, at, []byte(d.Body))
	if err != nil {
		return 0, fmt.Errorf("sign: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, tryTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL, strings.NewReader(d.Body))
	if err != nil {
		return 0, fmt.Errorf("event: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(webhooks.HeaderWebhookID, id)
	r.Header.Set(webhooks.HeaderWebhookTimestamp, strconv.FormatInt(at.Unix(), 10))
	r.Header.Set(webhooks.HeaderWebhookSignature, signature)
	answer, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 4096)
	return answer.StatusCode, nil
}

// client follows nobody elsewhere, and asks about each address as it is dialled: a name
// may mean another address by then.
func (c *Courier) client() *http.Client {
	dialer := &net.Dialer{Timeout: tryTime, Control: func(_, address string, _ syscall.RawConn) error {
		if c.Inside {
			return nil
		}
		at, err := netip.ParseAddrPort(address)
		if err != nil || !outside(at.Addr().Unmap()) {
			return errInside
		}
		return nil
	}}
	return &http.Client{
		Transport:     &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true, Proxy: nil, TLSHandshakeTimeout: tryTime},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       tryTime,
	}
}

var errInside = errors.New("an address inside the network")

// outside are addresses that anybody could reach: none of this machine, of the network
// it stands in, or of those that a cloud keeps its secrets under.
func outside(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !a.IsLoopback() && !a.IsLinkLocalUnicast() && !netip.MustParsePrefix("100.64.0.0/10").Contains(a)
}
