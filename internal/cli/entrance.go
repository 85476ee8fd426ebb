package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"syscall"

	"hoctap/internal/fault"
	"hoctap/internal/gate"
)

// listen takes an address before anything is built.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fault.New(fault.Conflict, "fault.addr_in_use", "addr", addr)
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "fault.addr", "addr", addr)
	}
	return l, nil
}

// entrance is every listener of the program, taken before anything is built.
type entrance struct {
	pages, plain, metrics net.Listener
}

func (e *exposure) listen(ctx context.Context) (in *entrance, err error) {
	err = e.check()
	if err != nil {
		return nil, err
	}
	in = &entrance{}
	for _, one := range []struct {
		at  *net.Listener
		add string
	}{{&in.pages, e.addr}, {&in.plain, e.plain}, {&in.metrics, e.metrics}} {
		if one.add == "" {
			continue
		}
		*one.at, err = listen(ctx, one.add)
		if err != nil {
			return nil, errors.Join(err, in.Close())
		}
	}
	return in, nil
}

// Close gives the addresses back.
func (in *entrance) Close() error {
	var errs []error
	for _, l := range []net.Listener{in.pages, in.plain, in.metrics} {
		if l == nil {
			continue
		}
		err := l.Close()
		if !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// doors lay the pages, the way to TLS and the figures to their listeners.
func (a *app) doors(e *exposure, in *entrance, pages, figures http.Handler) ([]gate.Door, error) {
	doors := []gate.Door{{Listener: in.pages, Handler: pages}}
	plain := gate.ToTLS(e.hosts, e.port())
	switch {
	case e.acme.on:
		acme := gate.NewACME(e.acme.directory, e.acme.email, e.acme.folder, e.hosts)
		doors[0].TLS, plain = acme.TLS(), acme.Plain(plain)
	case e.cert != "":
		config, err := a.certificate(e)
		if err != nil {
			return nil, err
		}
		doors[0].TLS = config
	}
	if in.plain != nil {
		doors = append(doors, gate.Door{Listener: in.plain, Handler: plain})
	}
	if in.metrics != nil {
		mux := http.NewServeMux()
		mux.Handle("GET /metrics", figures)
		doors = append(doors, gate.Door{Listener: in.metrics, Handler: mux})
	}
	return doors, nil
}

func (a *app) certificate(e *exposure) (*tls.Config, error) {
	files, err := gate.OpenFiles(e.cert, e.key, a.log)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "fault.tls_files", "cert", e.cert, "key", e.key)
	}
	return files.TLS(), nil
}
