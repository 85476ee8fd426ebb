package web_test

import (
	"encoding/csv"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"hoctap/internal/publication"
	"hoctap/internal/store/storetest"
	"hoctap/internal/survey"
	"hoctap/internal/testkit"
)

// publish closes a round and publishes its year.
func (tn *town) publish(year int) []publication.Figure {
	tn.t.Helper()
	ctx := storetest.By(tn.t.Context(), "operator")
	for _, to := range []survey.State{survey.Submitted, survey.Checked, survey.Closed} {
		check(tn.t, tn.MoveRound(ctx, storetest.Joined, year, to, ""))
	}
	figures, err := publication.Make(ctx, tn.book, tn.DB, year, "2026-01-05T01:00:00Z")
	check(tn.t, err)
	check(tn.t, tn.Publish(ctx, year, figures))
	return figures
}

// Whoever comes reads what was published and nothing else: no account, no person, no
// number below the least, the same in page and file.
func TestThePublicSide(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			tn.stranger()
			tn.page("/public", testkit.Count(".empty", 1))
			if got := tn.get("/public/14812/2025"); got.status != http.StatusNotFound {
				t.Errorf("before it is published: %d", got.status)
			}
			figures := tn.publish(lastYear)
			page := tn.page("/public?q=bac+nam", testkit.In("main", testkit.Contains("Phường Bắc Nam"), testkit.Contains("2025")))
			if page.header.Get("Cache-Control") != "public, max-age=300" {
				t.Errorf("a public page may not be kept: %q", page.header.Get("Cache-Control"))
			}
			shown := tn.page("/public/14812/2025", testkit.Count("tbody tr", len(publication.Measures)))
			tn.page("/public/about", testkit.In("main", testkit.Contains("primary.grade1_6")))
			tn.holdsAgainst(figures, tn.get("/public/data/2025.csv"), tn.get("/public/data/2025.json"))
			people, err := tn.Records(t.Context(), storetest.Joined, lastYear)
			check(t, err)
			for _, r := range people {
				if strings.Contains(shown.body, r.Name()) {
					t.Fatalf("a public page names %s", r.Name())
				}
			}
			for _, path := range []string{"/public/data/2019.csv", "/public/data/2025.xlsx", "/public/99999/2025", "/public/14812/1999", "/public/data/x"} {
				if got := tn.get(path); got.status != http.StatusNotFound {
					t.Errorf("%s: status %d", path, got.status)
				}
			}
		})
	}
}

func (tn *town) holdsAgainst(figures []publication.Figure, table, structured reply) {
	tn.t.Helper()
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table.body, "\uFEFF"))).ReadAll()
	check(tn.t, err)
	var read struct {
		Figures []struct {
			Code, Measure string
			Withheld      bool
			Fulfil, Of    int64
		}
	}
	check(tn.t, json.Unmarshal([]byte(structured.body), &read))
	if len(lines) != len(figures)+1 || len(read.Figures) != len(figures) {
		tn.t.Fatalf("%d lines and %d figures of %d", len(lines), len(read.Figures), len(figures))
	}
	for i, f := range read.Figures {
		if lack := f.Of - f.Fulfil; !f.Withheld && (f.Fulfil > 0 && f.Fulfil < 5 || lack > 0 && lack < 5) || f.Withheld && f.Of+f.Fulfil != 0 {
			tn.t.Errorf("%s of %s tells %d of %d", f.Measure, f.Code, f.Fulfil, f.Of)
		}
		if line := lines[i+1]; line[4] != f.Measure || f.Withheld != (line[6] == "") {
			tn.t.Errorf("the table says %v, the other file %+v", line, f)
		}
	}
}

// A file that has not changed is not sent again, and what was published stays as it
// was whatever becomes of the register.
func TestPublishedFiguresStay(t *testing.T) {
	tn := newTown(t)
	tn.publish(lastYear)
	tn.stranger()
	first := tn.get("/public/data/2025.csv")
	r := tn.request(http.MethodGet, "/public/data/2025.csv", nil)
	r.Header.Set("If-None-Match", first.header.Get("ETag"))
	if got := tn.do(r); got.status != http.StatusNotModified || got.body != "" {
		t.Errorf("the same file again: %d, %d bytes", got.status, len(got.body))
	}
	ctx := storetest.By(t.Context(), "chị Lan")
	check(t, tn.MoveRound(ctx, storetest.Joined, lastYear, survey.Open, "sửa"))
	people, err := tn.Records(t.Context(), storetest.Joined, lastYear)
	check(t, err)
	check(t, tn.RemoveRecord(ctx, storetest.Joined, lastYear, people[0].PersonID, "ghi nhầm"))
	for _, to := range []survey.State{survey.Submitted, survey.Checked, survey.Closed} {
		check(t, tn.MoveRound(ctx, storetest.Joined, lastYear, to, ""))
	}
	if _, err := publication.Make(ctx, tn.book, tn.DB, lastYear, ""); err == nil {
		t.Error("a year is published twice")
	}
	if again := tn.get("/public/data/2025.csv"); again.body != first.body {
		t.Error("what was published has changed")
	}
}

// Public pages ask the kiosk and nothing else: no handler of theirs can come to hold the
// register by mistake.
func TestPublicPagesAskTheKioskAlone(t *testing.T) {
	files, err := filepath.Glob("public_*.go")
	check(t, err)
	files = append(files, "certificate_check.go")
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		check(t, err)
		ast.Inspect(parsed, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if ok && (sel.Sel.Name == "Store" || sel.Sel.Name == "recall") && !isKiosk(parsed, sel) {
				t.Errorf("%s asks %s", name, sel.Sel.Name)
			}
			return true
		})
	}
}

// isKiosk says that a selector stands in the function that makes the kiosk.
func isKiosk(file *ast.File, sel *ast.SelectorExpr) bool {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if ok && f.Name.Name == "kiosk" && f.Pos() <= sel.Pos() && sel.End() <= f.End() {
			return true
		}
	}
	return false
}
