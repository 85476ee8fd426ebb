package web

import (
	"io"
	"net/http"
	"time"
)

const (
	// formBytes is more than any form of ours fills.
	formBytes = 1 << 20
	// uploadBytes is what a survey workbook may weigh.
	uploadBytes = 64 << 20
	// formTime is what a form may take to arrive where nothing else is said; a
	// workbook has uploadTime.
	formTime = 30 * time.Second
)

// limited bounds what a request may bring, and how long it may take to bring it. A
// route for uploads takes more, and streams it to a file.
func (s *server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		bytes, wait := int64(formBytes), s.FormTime
		_, pattern := s.routes.Handler(r)
		if uploads[pattern] {
			bytes, wait = uploadBytes+formBytes, uploadTime
		}
		stop := s.arriving(w, wait)
		defer stop()
		r.Body = http.MaxBytesReader(w, &arrivingBody{r.Body, stop}, bytes)
		next.ServeHTTP(w, r)
	})
}

// arriving gives a body its time: when it is over, whoever waits for the next
// piece of it gets an error. The time ends with the body, since a handler may work
// longer on it.
func (s *server) arriving(w http.ResponseWriter, wait time.Duration) func() {
	connection := http.NewResponseController(w)
	timer := time.AfterFunc(wait, func() { _ = connection.SetReadDeadline(time.Unix(1, 0)) })
	return func() { timer.Stop() }
}

type arrivingBody struct {
	io.ReadCloser
	arrived func()
}

// Read notes the end of the body.
func (b *arrivingBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.arrived()
	}
	return n, err
}
