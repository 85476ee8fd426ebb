package web

import (
	"net/http"

	"hoctap/internal/fault"
)

// sameOrigin refuses a change that a page of another site asks for. The browser
// says from where it asks (Sec-Fetch-Site, else Origin against the name asked
// for); a program that is no browser says nothing, and has no cookies to abuse.
func (s *server) sameOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, fault.New(fault.Refused, "fault.cross_origin"))
	}))
	return protection.Handler(next)
}
