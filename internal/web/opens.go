package web

import (
	"net/http"
	"net/url"
	"strings"

	"hoctap/internal/place"
)

// opens says whether a page of ours would let the visitor in, so that nobody is
// offered a way that ends at a refusal.
func (v *visit) opens(href string) bool {
	u, err := url.Parse(href)
	if err != nil || !strings.HasPrefix(u.Path, "/") {
		return true
	}
	_, pattern := v.routes.Handler(&http.Request{Method: http.MethodGet, URL: u, Host: v.r.Host})
	needs, known := v.needs[pattern]
	if !known {
		return true
	}
	at, named := placeOf(u.Path)
	return v.lets(needs, at, named)
}

// placeOf is the place that an address is about.
func placeOf(path string) (place.ID, bool) {
	parts := pathParts(path)
	if len(parts) < 2 || parts[0] != "places" && parts[0] != "households" || isCode(parts[1]) {
		return 0, false
	}
	id, err := placeID(parts[1])
	return id, err == nil
}
