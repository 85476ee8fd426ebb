package web

import (
	"net/http"
	"slices"
)

// policy lets a page load nothing but our own built files: no inline script or
// style can run, whatever a workbook brings into a page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// powers are what a browser could lend a page; ours need none of them.
const powers = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), " +
	"fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), " +
	"midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"

// onlySecure tells a browser to come by TLS alone, for a year.
const onlySecure = "max-age=31536000"

// headers go with every answer. The address of a page holds ids of people: no
// other site learns it. The origin must still be told to ourselves, or the check
// of it would turn our own forms away.
var headers = map[string]string{
	"Content-Security-Policy":           policy,
	"Permissions-Policy":                powers,
	"Referrer-Policy":                   "same-origin",
	"X-Content-Type-Options":            "nosniff",
	"X-Frame-Options":                   "DENY",
	"X-Permitted-Cross-Domain-Policies": "none",
	"Cross-Origin-Opener-Policy":        "same-origin",
	"Cross-Origin-Resource-Policy":      "same-origin",
	"Cache-Control":                     "no-store",
}

// secured sets what a browser is told about every answer. Pages show people:
// nothing of them stays in a cache unless a handler says so.
func (s *server) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, value := range headers {
			h.Set(name, value)
		}
		// A machine's own name is every program's on it: one that has no TLS would
		// be locked out with us.
		if isSecure(r) && !slices.Contains(loopbackHosts, hostName(r.Host)) {
			h.Set("Strict-Transport-Security", onlySecure)
		}
		next.ServeHTTP(w, r)
	})
}
