package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"hoctap/internal/fault"
)

// problem is what programs are told when something goes wrong (RFC 9457). Code is
// lasting: it is the key of the words, which may change.
type problem struct {
	Type   string         `json:"type" doc:"Where the code is explained"`
	Title  string         `json:"title" doc:"What went wrong, in the language asked for"`
	Status int            `json:"status"`
	Code   string         `json:"code" doc:"A lasting name of what went wrong"`
	Trace  string         `json:"trace" doc:"The number of the request, for whoever keeps the server"`
	Errors []problemField `json:"errors,omitempty" doc:"What of the request is wrong"`
}

// problemField is one thing wrong with a request.
type problemField struct {
	Location string `json:"location"`
	Message  string `json:"message"`
}

// Error is for huma, which sends the problem.
func (p *problem) Error() string { return p.Code }

// GetStatus is for huma.
func (p *problem) GetStatus() int { return p.Status }

// ContentType is that of a problem.
func (p *problem) ContentType(string) string { return "application/problem+json" }

func (p *problem) json() []byte {
	body, _ := json.Marshal(p) // of texts and numbers alone
	return body
}

const internalProblem = "internal"

// problem is what a program is told of an error; what went wrong inside goes to the log.
func (v *visit) problem(err error) *problem {
	var told *problem
	if errors.As(err, &told) {
		return told
	}
	out := &problem{Type: "about:blank", Status: http.StatusInternalServerError, Code: internalProblem, Title: v.say.T("api.internal"), Trace: traceOf(v.r)}
	f, ok := fault.As(err)
	if !ok {
		if !isCanceled(err) {
			v.Log.Error("call failed", "id", traceOf(v.r), "route", v.r.Pattern, "error", err)
		}
		return out
	}
	out.Status, out.Code, out.Title = statusOf(f), f.Key, v.faultText(f)
	if out.Code == "" {
		out.Code = "refused"
	}
	return out
}

func init() {
	// huma makes the problems of what it finds wrong with a request by this function.
	huma.NewErrorWithContext = func(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
		out := &problem{Type: "about:blank", Status: status, Code: "invalid_request", Title: message}
		if ctx != nil {
			if v := visitOf(ctx.Context()); v != nil {
				out.Trace = traceOf(v.r)
			}
		}
		for _, err := range errs {
			if one, ok := err.(huma.ErrorDetailer); ok {
				detail := one.ErrorDetail()
				out.Errors = append(out.Errors, problemField{detail.Location, detail.Message})
			}
		}
		return out
	}
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		return huma.NewErrorWithContext(nil, status, message, errs...)
	}
}
