package gate

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// ToTLS leads from plain HTTP to the same address over TLS, for names of ours
// alone: a stranger's name in the request must not choose where we send a reader.
// What was sent with a form has already crossed the network in the clear and is
// refused, so that somebody notices.
func ToTLS(hosts []string, port string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := strings.ToLower(withoutPort(r.Host))
		w.Header().Set("Cache-Control", "no-store")
		switch {
		case !slices.Contains(hosts, host):
			http.Error(w, "unknown host", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			http.Error(w, "use https", http.StatusForbidden)
		default:
			http.Redirect(w, r, "https://"+withPort(host, port)+r.URL.RequestURI(), http.StatusPermanentRedirect)
		}
	})
}

func withoutPort(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		return strings.Trim(host, "[]")
	}
	return name
}

func withPort(host, port string) string {
	if port != "443" {
		return net.JoinHostPort(host, port)
	}
	if strings.Contains(host, ":") {
		return "[" + host + "]"
	}
	return host
}
