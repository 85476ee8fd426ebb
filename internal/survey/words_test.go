package survey_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hoctap/internal/register"
	"hoctap/internal/words"
)

// toldBy are the functions that tell of a problem, whose code is their first
// literal that is no field.
var toldBy = []string{"refuse", "warn", "doubtAt", "about", "missFrom"}

// literals are the codes of problems and the keys of sentences in the sources.
func literals(t *testing.T, folders ...string) (codes, all map[string]bool) {
	t.Helper()
	codes, all = map[string]bool{}, map[string]bool{}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.BasicLit:
					if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
						all[text] = true
					}
				case *ast.CallExpr:
					called, ok := n.Fun.(*ast.SelectorExpr)
					if ok && slices.Contains(toldBy, called.Sel.Name) {
						if code := codeOf(n.Args); code != "" {
							codes[code] = true
						}
					}
				case *ast.KeyValueExpr:
					key, ok := n.Key.(*ast.Ident)
					if code := codeOf([]ast.Expr{n.Value}); ok && key.Name == "Code" && code != "" {
						codes[code] = true
					}
				}
				return true
			})
		}
	}
	return codes, all
}

func codeOf(args []ast.Expr) string {
	for _, arg := range args {
		literal, ok := arg.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			continue
		}
		text, err := strconv.Unquote(literal.Value)
		if err != nil {
			continue
		}
		_, err = register.FieldByKey(text)
		if err != nil && text != "hamlet" {
			return text
		}
	}
	return ""
}

// Every problem has its sentence, and there is no sentence that nobody says.
func TestEveryProblemHasWords(t *testing.T) {
	codes, all := literals(t, ".", "../sheet")
	for _, key := range []string{"given_name", "birth_year", "sheet_number"} {
		codes[key+"_missing"] = true
	}
	if len(codes) < 40 {
		t.Fatalf("found only the codes %v", codes)
	}
	said := catalogue(t)
	printer := said.For(words.Vietnamese)
	for code := range codes {
		if !printer.Has("survey." + code) {
			t.Errorf("problem %q has no sentence", code)
		}
	}
	for _, key := range said.Keys() {
		code, ok := strings.CutPrefix(key, "survey.")
		if ok && !codes[code] && !all[key] {
			t.Errorf("nobody says %s", key)
		}
	}
	for _, f := range register.Fields {
		if !printer.Has("field." + f.Key) {
			t.Errorf("field %s has no name", f.Key)
		}
	}
}
