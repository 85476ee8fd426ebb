package web

import (
	"fmt"
	"net/http"
	"runtime/debug"
)

// recovered turns a panic into a page with a number; the inside of it goes to
// the log alone.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			s.Log.Error("panic", "id", traceOf(r), "route", r.Pattern, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			s.newVisit(w, r).broken()
		}()
		next.ServeHTTP(w, r)
	})
}
