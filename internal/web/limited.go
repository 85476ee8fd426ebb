package web

import "net/http"

const (
	// formBytes is more than any form of ours fills.
	formBytes = 1 << 20
	// uploadBytes is what a survey workbook may weigh.
	uploadBytes = 64 << 20
)

// limited bounds what a request may bring. A route for uploads takes more, and
// streams it to a file.
func (s *server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := int64(formBytes)
		_, pattern := s.routes.Handler(r)
		if uploads[pattern] {
			limit = uploadBytes + formBytes
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}
