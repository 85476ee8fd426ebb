package web

import (
	"net/http"
)

// Where watchmen ask: whether to start the program anew, and whether to send
// readers here.
const (
	healthPath = "/healthz"
	readyPath  = "/readyz"
)

func forWatchmen(r *http.Request) bool { return r.URL.Path == healthPath || r.URL.Path == readyPath }

// health tells that the server and its database answer. A server that is ending is
// still well.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	_, err := s.Store.Pulse(r.Context())
	s.answerWatchman(w, r, err)
}

// ready tells whether new readers find a server that stays, over a database as
// this program knows it.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	_, err := s.Store.Pulse(r.Context())
	if err == nil && s.Ready != nil {
		err = s.Ready(r.Context())
	}
	s.answerWatchman(w, r, err)
}

func (s *server) answerWatchman(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if err != nil {
		s.Log.Warn("not well", "route", r.Pattern, "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("unavailable\n"))
		return
	}
	_, _ = w.Write([]byte("ok " + s.Version + "\n"))
}
