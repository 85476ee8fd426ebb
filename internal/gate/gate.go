// Package gate is how requests reach the program: listeners with their time
// limits, TLS by files or ACME, the way from plain HTTP to it, and an end that
// finishes what was accepted.
package gate

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/net/netutil"
)

// mostConnections keeps strangers from using up the files that the database needs;
// a ward has some dozen readers, and a proxy shares its connections.
const mostConnections = 512

// Door is one listener and what answers there, over TLS where that is set.
type Door struct {
	Listener net.Listener
	Handler  http.Handler
	TLS      *tls.Config
}

// Gate is how doors are held open and closed.
type Gate struct {
	Log *slog.Logger
	// Leave is how long the doors stay open after Leaving was called, so that
	// whoever sends readers here can look elsewhere.
	Leave   time.Duration
	Leaving func()
	// Grace is what accepted requests get, and Last after them, until they are
	// broken off.
	Grace time.Duration
	Last  func(context.Context)
	// Limits are the times of a connection.
	Limits Limits
}

// Limits keep a slow or silent client from holding a connection.
type Limits struct {
	Header, Read, Write, Idle time.Duration
}

// DefaultLimits gives an upload over a weak network its minutes; a form is held to
// less by the pages.
func DefaultLimits() Limits {
	return Limits{Header: 10 * time.Second, Read: 5 * time.Minute, Write: 5 * time.Minute, Idle: 2 * time.Minute}
}

// headerBytes is more than any browser of ours sends.
const headerBytes = 64 << 10

// Open serves at all doors until the context ends, then finishes what was
// accepted. A door that fails closes all.
func (g Gate) Open(ctx context.Context, doors ...Door) error {
	failed := make(chan error, len(doors))
	var servers []*http.Server
	var serving sync.WaitGroup
	for _, d := range doors {
		s := g.server(d)
		servers = append(servers, s)
		serving.Go(func() { failed <- serve(s, d) })
	}
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		g.leave(servers, failed)
	}
	err = errors.Join(err, g.close(context.WithoutCancel(ctx), servers))
	serving.Wait()
	return err
}

func (g Gate) server(d Door) *http.Server {
	return &http.Server{
		Handler: d.Handler, TLSConfig: d.TLS, MaxHeaderBytes: headerBytes,
		ReadHeaderTimeout: g.Limits.Header, ReadTimeout: g.Limits.Read, WriteTimeout: g.Limits.Write, IdleTimeout: g.Limits.Idle,
		ErrorLog: slog.NewLogLogger(g.Log.Handler(), slog.LevelWarn),
	}
}

func serve(s *http.Server, d Door) error {
	l := netutil.LimitListener(d.Listener, mostConnections)
	err := error(nil)
	if d.TLS == nil {
		err = s.Serve(l)
	} else {
		err = s.ServeTLS(l, "", "")
	}
	return fmt.Errorf("serve %s: %w", d.Listener.Addr(), err)
}

// leave tells that the program ends and goes on serving for a while.
func (g Gate) leave(servers []*http.Server, failed <-chan error) {
	if g.Leaving != nil {
		g.Leaving()
	}
	for _, s := range servers {
		s.SetKeepAlivesEnabled(false)
	}
	select {
	case <-time.After(g.Leave):
	case <-failed:
	}
}

// close finishes requests, then the work that runs apart from them. What is not
// done by then is broken off: a change is one transaction, so it is whole or has
// not happened.
func (g Gate) close(ctx context.Context, servers []*http.Server) error {
	grace, cancel := context.WithTimeout(ctx, g.Grace)
	defer cancel()
	var errs []error
	for _, s := range servers {
		err := s.Shutdown(grace)
		if err != nil {
			g.Log.Warn("requests were broken off", "error", err)
			errs = append(errs, s.Close())
		}
	}
	if g.Last != nil {
		g.Last(grace)
	}
	return errors.Join(errs...)
}
