package web

import "net"

// clientAddress is where a request comes from, as far as we can tell ourselves.
func (v *visit) clientAddress() string {
	host, _, err := net.SplitHostPort(v.r.RemoteAddr)
	if err != nil {
		return v.r.RemoteAddr
	}
	return host
}
