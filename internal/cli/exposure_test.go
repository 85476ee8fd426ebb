package cli

import (
	"errors"
	"slices"
	"testing"

	"hoctap/internal/fault"
)

// Who may be reached how. The refusal of every address but this machine's, for
// want of accounts, stands before all of it and is told by the script misuse.
func TestWhoIsReached(t *testing.T) {
	names, near := []string{"so.example"}, []string{"10.0.0.2"}
	for name, test := range map[string]struct {
		e     exposure
		local bool
		want  string
	}{
		"this machine":                         {exposure{}, true, ""},
		"this machine under a name":            {exposure{hosts: names}, true, ""},
		"others in the clear":                  {exposure{hosts: names}, false, "fault.addr_clear"},
		"others by TLS":                        {exposure{hosts: names, cert: "c", key: "k"}, false, ""},
		"others by ACME":                       {exposure{hosts: names, acme: authority{on: true}}, false, ""},
		"others by TLS without a name":         {exposure{cert: "c", key: "k"}, false, "fault.addr_host"},
		"a proxy":                              {exposure{hosts: names, proxied: true, proxies: near}, false, ""},
		"a proxy on this machine":              {exposure{hosts: names, proxied: true, proxies: near}, true, ""},
		"a proxy without a name":               {exposure{proxied: true, proxies: near}, true, "fault.addr_host"},
		"a proxy that nobody knows":            {exposure{hosts: names, proxied: true}, true, "fault.proxy_which"},
		"a known proxy that is not there":      {exposure{hosts: names, proxies: near}, true, "fault.proxy_which"},
		"others by a proxy that nobody knows":  {exposure{hosts: names, proxied: true}, false, "fault.proxy_which"},
		"a proxy whose address is no address":  {exposure{hosts: names, proxied: true, proxies: []string{"nginx"}}, true, "fault.proxy_addr"},
		"one of two proxies is not an address": {exposure{hosts: names, proxied: true, proxies: []string{"10.0.0.0/8", "10.0.0.0/99"}}, true, "fault.proxy_addr"},
	} {
		t.Run(name, func(t *testing.T) { wantFault(t, test.e.reached(test.local), test.want) })
	}
}

func TestWordsThatDoNotFit(t *testing.T) {
	for name, test := range map[string]struct {
		e    exposure
		want string
	}{
		"a certificate without a key":  {exposure{cert: "c"}, "fault.tls_pair"},
		"a key without a certificate":  {exposure{key: "k"}, "fault.tls_pair"},
		"two kinds of certificate":     {exposure{cert: "c", key: "k", hosts: []string{"a"}, acme: authority{on: true}}, "fault.tls_twice"},
		"ACME for no name":             {exposure{acme: authority{on: true}}, "fault.acme_host"},
		"a way to TLS that is not":     {exposure{plain: ":80"}, "fault.redirect_tls"},
		"figures for everybody":        {exposure{metrics: "0.0.0.0:9090"}, "fault.metrics_addr"},
		"figures nowhere":              {exposure{metrics: "9090"}, "fault.addr"},
		"figures for this machine":     {exposure{metrics: "127.0.0.1:9090"}, ""},
		"a certificate and a redirect": {exposure{cert: "c", key: "k", plain: ":80"}, ""},
	} {
		t.Run(name, func(t *testing.T) { wantFault(t, test.e.fits(), test.want) })
	}
}

// Behind a proxy only the given names are ours; else this machine may always ask
// by its own.
func TestNames(t *testing.T) {
	e := exposure{hosts: []string{"so.example"}}
	if !slices.Contains(e.names(), "127.0.0.1") || !slices.Contains(e.names(), "so.example") {
		t.Errorf("names %v", e.names())
	}
	e.proxied = true
	if slices.Contains(e.names(), "127.0.0.1") {
		t.Errorf("names behind a proxy %v", e.names())
	}
}

func wantFault(t *testing.T, err error, want string) {
	t.Helper()
	var f *fault.Error
	got := ""
	if errors.As(err, &f) {
		got = f.Key
	}
	if got != want || (err == nil) != (want == "") {
		t.Errorf("got %v, want %q", err, want)
	}
}
