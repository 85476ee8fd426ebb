package web

import (
	"net/http"

	"hoctap/internal/fault"
)

// sameOrigin refuses a change that a page of another site asks for.
func (s *server) sameOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.newVisit(w, r).fail(fault.New(fault.Refused, "fault.cross_origin"))
	}))
	return protection.Handler(next)
}
