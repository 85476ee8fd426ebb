package web

import (
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"hoctap/internal/fault"
)

// encodedForm is the kind of every form without a file.
const encodedForm = "application/x-www-form-urlencoded"

// legible refuses what is no text: a zero byte or broken UTF-8 in the address, the
// query or a form. One engine would keep it and the other refuse it in the middle
// of the work. The form is read here, so that every handler finds it checked; a
// form with a file is streamed by its handler.
func (s *server) legible(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := readForm(r)
		if err == nil && !(isText(r.URL.Path) && allText(r.URL.Query()) && allText(r.PostForm)) {
			err = fault.New(fault.Invalid, "fault.illegible")
		}
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// readForm reads a form that is sent by itself; one with a file is left alone.
func readForm(r *http.Request) error {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != encodedForm {
		return nil
	}
	err := r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	return nil
}

func allText(values url.Values) bool {
	for name, list := range values {
		if !isText(name) || !isText(strings.Join(list, "")) {
			return false
		}
	}
	return true
}

func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }
