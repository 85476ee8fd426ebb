package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

// Only a trusted proxy is believed, and of its list only what our own proxies
// wrote.
func TestForgedForwarding(t *testing.T) {
	type h = map[string][]string
	for name, test := range map[string]struct {
		peer    string
		header  h
		client  string
		secure  bool
		host    string
		trusted []string
	}{
		"nobody between":                      {"203.0.113.9:55", nil, "203.0.113.9", false, "tinh.example", nil},
		"nobody is trusted":                   {"127.0.0.1:55", h{"X-Forwarded-For": {"198.51.100.1"}, "X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"evil.example"}}, "127.0.0.1", false, "tinh.example", nil},
		"a stranger forges all":               {"203.0.113.9:55", h{"X-Forwarded-For": {"10.0.0.1"}, "X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"evil.example"}, "X-Real-Ip": {"10.0.0.1"}, "Forwarded": {"for=10.0.0.1"}}, "203.0.113.9", false, "tinh.example", []string{"10.0.0.0/8"}},
		"a proxy tells":                       {"10.0.0.2:55", h{"X-Forwarded-For": {"198.51.100.1"}, "X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"so.example"}}, "198.51.100.1", true, "so.example", []string{"10.0.0.0/8"}},
		"the client wrote the front of it":    {"10.0.0.2:55", h{"X-Forwarded-For": {"10.9.9.9, 127.0.0.1, 198.51.100.1"}}, "198.51.100.1", false, "tinh.example", []string{"10.0.0.0/8"}},
		"in a line of its own":                {"10.0.0.2:55", h{"X-Forwarded-For": {"1.2.3.4", "198.51.100.1"}}, "198.51.100.1", false, "tinh.example", []string{"10.0.0.0/8"}},
		"two proxies of ours":                 {"10.0.0.2:55", h{"X-Forwarded-For": {"8.8.8.8, 198.51.100.1, 10.0.0.7"}}, "198.51.100.1", false, "tinh.example", []string{"10.0.0.0/8"}},
		"from within":                         {"10.0.0.2:55", h{"X-Forwarded-For": {"10.0.0.7"}}, "10.0.0.7", false, "tinh.example", []string{"10.0.0.0/8"}},
		"rubbish":                             {"10.0.0.2:55", h{"X-Forwarded-For": {"<script>, unknown"}, "X-Forwarded-Proto": {"https, http"}}, "10.0.0.2", false, "tinh.example", []string{"10.0.0.0/8"}},
		"rubbish before a proxy":              {"10.0.0.2:55", h{"X-Forwarded-For": {"198.51.100.1, nonsense, 10.0.0.7"}}, "10.0.0.7", false, "tinh.example", []string{"10.0.0.0/8"}},
		"with ports":                          {"[::1]:55", h{"X-Forwarded-For": {"[2001:db8::5]:44"}}, "2001:db8::5", false, "tinh.example", []string{"::1/128"}},
		"IPv4 in the dress of IPv6":           {"[::ffff:10.0.0.2]:55", h{"X-Forwarded-For": {"::ffff:198.51.100.1"}}, "198.51.100.1", false, "tinh.example", []string{"10.0.0.0/8"}},
		"the proxy says it came in the clear": {"10.0.0.2:55", h{"X-Forwarded-Proto": {"http"}}, "10.0.0.2", false, "tinh.example", []string{"10.0.0.0/8"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &server{}
			for _, p := range test.trusted {
				s.TrustedProxies = append(s.TrustedProxies, netip.MustParsePrefix(p))
			}
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Host, r.RemoteAddr, r.Header = "tinh.example", test.peer, http.Header(test.header)
			s.forwarded(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				if got := clientAddress(r).String(); got != test.client {
					t.Errorf("client %s, want %s", got, test.client)
				}
				if isSecure(r) != test.secure || r.Host != test.host {
					t.Errorf("secure %v, host %q", isSecure(r), r.Host)
				}
				for _, name := range forwardHeaders {
					if r.Header.Get(name) != "" {
						t.Errorf("the handler sees %s", name)
					}
				}
			})).ServeHTTP(httptest.NewRecorder(), r)
		})
	}
}

// FuzzForwarded: whatever a stranger writes, the stranger stays who it is, and
// whatever a proxy passes on gives an address or none.
func FuzzForwarded(f *testing.F) {
	f.Add("203.0.113.9:1", "10.0.0.1, 8.8.8.8", "https", "a.example")
	f.Add("10.0.0.1:1", "::1, [::1]:5, x", "http,https", "a,b")
	f.Add("@", ",,,", "", "\x00")
	s := &server{}
	s.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	f.Fuzz(func(t *testing.T, peer, list, proto, host string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host, r.RemoteAddr = "tinh.example", peer
		r.Header = http.Header{"X-Forwarded-For": {list}, "X-Forwarded-Proto": {proto}, "X-Forwarded-Host": {host}}
		s.forwarded(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			from := addressOf(peer)
			if s.trusts(from) {
				return
			}
			if clientAddress(r) != from || isSecure(r) || r.Host != "tinh.example" {
				t.Errorf("%q is taken for %v, secure %v, host %q", peer, clientAddress(r), isSecure(r), r.Host)
			}
		})).ServeHTTP(httptest.NewRecorder(), r)
	})
}
