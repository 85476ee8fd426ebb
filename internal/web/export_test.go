package web

import "hoctap/internal/web/render"

// Patterns is every route there is, for tests that walk them all.
func Patterns() []string {
	out := []string{"GET /healthz", "GET /readyz", "GET " + render.StaticPath + "{file}", "GET /nowhere/{at}/all"}
	for _, route := range pageRoutes {
		out = append(out, route.pattern)
	}
	return out
}
