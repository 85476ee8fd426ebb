package web

import (
	"context"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// caller is what we believe about who asks: the address, and whether the way here
// was encrypted to its end.
type caller struct {
	address netip.Addr
	secure  bool
}

type callerKey struct{}

// forwardHeaders are what proxies write about a request. Anybody else can write
// them as well, so they reach a handler from trusted proxies alone.
var forwardHeaders = []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto", "X-Real-Ip"}

// forwarded settles who asks, under which name and how, before anything leans on
// it: the log, the check of the host, that of the origin, and cookies.
func (s *server) forwarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer := addressOf(r.RemoteAddr)
		who := caller{peer, r.TLS != nil}
		inner := r.Clone(r.Context())
		if s.trusts(peer) {
			who = s.toldBy(r, who)
			if host := last(r.Header["X-Forwarded-Host"]); host != "" {
				inner.Host = host
			}
		}
		for _, name := range forwardHeaders {
			inner.Header.Del(name)
		}
		next.ServeHTTP(w, inner.WithContext(context.WithValue(inner.Context(), callerKey{}, who)))
	})
}

func (s *server) trusts(peer netip.Addr) bool {
	return slices.ContainsFunc(s.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(peer) })
}

// toldBy reads what a trusted proxy says. Every proxy appends whom it saw, so the
// list is read from its end: the first address that is no proxy of ours is the
// client, and what stands before it the client may have made up.
func (s *server) toldBy(r *http.Request, who caller) caller {
	hops := split(r.Header["X-Forwarded-For"])
	for _, hop := range slices.Backward(hops) {
		address := addressOf(hop)
		if !address.IsValid() {
			break
		}
		who.address = address
		if !s.trusts(address) {
			break
		}
	}
	if proto := last(r.Header["X-Forwarded-Proto"]); proto != "" {
		who.secure = proto == "https"
	}
	return who
}

// split reads a list header, which may come in several lines.
func split(lines []string) []string {
	var out []string
	for _, one := range strings.Split(strings.Join(lines, ","), ",") {
		if text := strings.TrimSpace(one); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// last is what the nearest proxy wrote.
func last(lines []string) string {
	all := split(lines)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// addressOf reads an address with or without a port. An IPv4 address in the dress
// of IPv6 is the same client, and one zone more is not another.
func addressOf(text string) netip.Addr {
	address, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		with, err := netip.ParseAddrPort(text)
		if err != nil {
			return netip.Addr{}
		}
		address = with.Addr()
	}
	return address.Unmap().WithZone("")
}

// clientAddress is the one answer to who asks, for log and throttle. It is not
// valid where the address cannot be read.
func clientAddress(r *http.Request) netip.Addr {
	who, _ := r.Context().Value(callerKey{}).(caller)
	return who.address
}

// isSecure tells that the client came over TLS, to us or to a trusted proxy.
func isSecure(r *http.Request) bool {
	who, _ := r.Context().Value(callerKey{}).(caller)
	return who.secure
}
