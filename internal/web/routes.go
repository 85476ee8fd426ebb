package web

import (
	"net/http"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/web/render"
)

// handler answers one visit. What goes wrong it returns: one place makes the
// page of it.
type handler func(*visit) error

// Every page of a place stands under its unit and year. {place} is our own id:
// stepping through the years stays with the unit, whatever code it bore.
const (
	ofPlace  = "/places/{place}/{year}"
	ofLevel  = "/{standard}/{level}"
	ofSchool = "/schools/{school}"
)

// pageRoutes is every page there is.
var pageRoutes = []struct {
	pattern string
	answer  handler
}{
	{"GET /{$}", homeShow},
	{"GET /search", searchShow},
	{"GET /about", aboutShow},
	{"GET /rules", ruleList},
	{"GET /rules/{rule}", ruleShow},

	{"GET /places/{place}", placeRedirect},
	{"GET /places/{place}/{year}", placeShow},
	{"GET " + ofPlace + "/verdicts/{standard}", verdictShow},
	{"GET " + ofPlace + "/people/{measure}", peopleList},

	{"GET " + ofPlace + "/gaps", gapChoose},
	{"GET " + ofPlace + "/gaps" + ofLevel, gapList},
	{"GET " + ofPlace + "/gaps" + ofLevel + "/export.xlsx", gapExport},
	{"GET " + ofPlace + "/whatif" + ofLevel, whatIfForm},
	{"POST " + ofPlace + "/whatif" + ofLevel, whatIfShow},

	{"GET " + ofPlace + "/import", importForm},
	{"POST " + ofPlace + "/import", importCheck},
	{"GET " + ofPlace + "/export.xlsx", surveyExport},
	{"GET /jobs/{job}", jobShow},
	{"GET /jobs/{job}/progress", jobProgress},
	{"GET /jobs/{job}/errors.xlsx", jobErrors},
	{"POST /jobs/{job}/import", importWrite},

	{"GET " + ofPlace + "/round", roundShow},
	{"POST " + ofPlace + "/round", roundMove},
	{"GET " + ofPlace + "/questions", questionList},
	{"POST " + ofPlace + "/questions", questionAnswer},
	{"POST " + ofPlace + "/quality", qualityCheck},

	{"GET " + ofPlace + "/schools", schoolList},
	{"POST " + ofPlace + "/schools", schoolImport},
	{"GET " + ofPlace + "/schools.xlsx", schoolExport},
	{"GET " + ofPlace + ofSchool, schoolForm},
	{"POST " + ofPlace + ofSchool, schoolSave},

	{"GET " + ofPlace + "/forms", formList},
	{"GET " + ofPlace + "/forms/{code}", formShow},
	{"GET " + ofPlace + "/forms/{code}/people", formPeople},

	{"GET " + ofPlace + "/decisions", decisionList},
	{"GET " + ofPlace + "/decisions/new", decisionForm},
	{"POST " + ofPlace + "/decisions/new", decisionAdd},

	{"GET /persons/{person}", personShow},
	{"GET /households/{commune}/{household}/{year}", householdShow},
}

// uploads are the routes that take a workbook.
var uploads = map[string]bool{"POST " + ofPlace + "/import": true, "POST " + ofPlace + "/schools": true}

// rest answers what no route names.
const rest = "/"

func (s *server) mux() *http.ServeMux {
	m := http.NewServeMux()
	for _, route := range pageRoutes {
		m.HandleFunc(route.pattern, s.page(route.answer))
	}
	m.Handle("GET "+render.StaticPath, s.pages.Assets)
	m.HandleFunc("GET /healthz", s.health)
	m.HandleFunc(rest, s.page(unknownShow))
	return m
}

// page makes an http.HandlerFunc of a handler.
func (s *server) page(answer handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := s.newVisit(w, r)
		if v.switched() {
			return
		}
		err := answer(v)
		if err != nil {
			v.fail(err)
		}
	}
}

// unknownShow tells a wrong address from a right one asked in a wrong way.
func unknownShow(v *visit) error {
	allowed := v.allowed()
	if len(allowed) > 0 {
		v.w.Header().Set("Allow", strings.Join(allowed, ", "))
		return v.showFault(http.StatusMethodNotAllowed, v.say.T("refusal.method"))
	}
	return fault.New(fault.NotFound, "refusal.address")
}

func (v *visit) allowed() []string {
	var out []string
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		asked := v.r.Clone(v.r.Context())
		asked.Method = method
		_, pattern := v.routes.Handler(asked)
		if pattern != rest && pattern != "" {
			out = append(out, method)
		}
	}
	return out
}

// health tells a watchman that the server and its database answer.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := s.Store.Pulse(r.Context())
	if err != nil {
		s.Log.Error("health", "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("unavailable\n"))
		return
	}
	_, _ = w.Write([]byte("ok " + s.Version + "\n"))
}
