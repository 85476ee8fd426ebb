package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"time"
)

// requestTime bounds what one request may take; long work is a job.
const requestTime = 30 * time.Second

// uploadTime is for a workbook that comes over a weak network.
const uploadTime = 5 * time.Minute

type traceKey struct{}

// traceOf is the number under which the log keeps a request.
func traceOf(r *http.Request) string {
	id, _ := r.Context().Value(traceKey{}).(string)
	return id
}

func newTrace() string {
	var b [5]byte
	_, _ = rand.Read(b[:]) // never fails: the runtime aborts the program instead
	return hex.EncodeToString(b[:])
}

// traced numbers the request and writes one line about it: its route and never
// its address, because addresses and queries hold the ids and names of people.
func (s *server) traced(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := s.Now()
		s.Meter.Begun()
		limit := requestTime
		if r.Method == http.MethodPost {
			limit = uploadTime
		}
		ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), traceKey{}, newTrace()), limit)
		defer cancel()
		answer := &response{ResponseWriter: w}
		inner := r.WithContext(ctx)
		next.ServeHTTP(answer, inner)
		s.wrote(inner, answer, s.Now().Sub(begun))
	})
}

// wrote writes the line. Watchmen ask every few seconds and would bury the rest.
func (s *server) wrote(r *http.Request, answer *response, took time.Duration) {
	s.Meter.Ended(r.Method, r.Pattern, answer.status, took)
	level := slog.LevelInfo
	if forWatchmen(r) {
		level = slog.LevelDebug
	}
	s.Log.LogAttrs(r.Context(), level, "request",
		slog.String("id", traceOf(r)), slog.String("method", r.Method), slog.String("route", r.Pattern),
		slog.Int("status", answer.status), slog.Int64("ms", took.Milliseconds()))
}

// response remembers what was answered.
type response struct {
	http.ResponseWriter
	status int
}

// WriteHeader keeps the first status.
func (w *response) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write answers with 200 where nothing else was said.
func (w *response) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }
