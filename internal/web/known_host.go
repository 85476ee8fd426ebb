package web

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"hoctap/internal/fault"
)

// loopbackHosts are the names of this machine for itself.
var loopbackHosts = []string{"localhost", "127.0.0.1", "::1"}

// knownHost refuses a name that the server does not go by. A page elsewhere can
// point its own name at this machine (DNS rebinding); the browser then takes our
// pages for its own, but still says which name it asked for. A watchman asks by
// address, and is told nothing that needs protection.
func (s *server) knownHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !forWatchmen(r) && !slices.Contains(s.AllowedHosts, hostName(r.Host)) {
			s.refuse(w, r, fault.New(fault.Refused, "fault.host", "name", strings.Join(s.AllowedHosts, ", ")))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func hostName(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	return strings.ToLower(name)
}
