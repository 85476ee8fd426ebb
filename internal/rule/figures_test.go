package rule_test

import (
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"hoctap/internal/rule"
	"hoctap/rules"
)

var (
	figure     = regexp.MustCompile(`(threshold: |at_least: )(\d+)`)
	expression = regexp.MustCompile(`(?m)^    (?:of|count|when): .*$`)
	bound      = regexp.MustCompile(`(?:[<>=!]=|[<>]) (\d+)`)
)

// A case that no change of the law can fail proves nothing. So every threshold
// and every age or grade of the law, moved by one either way, must fail one.
func TestEveryFigureIsHeldByACase(t *testing.T) {
	if testing.Short() {
		t.Skip("some three hundred laws are loaded and tested")
	}
	law := copyOf(t, rules.FS)
	delete(law, "cases/temporal-coverage.yaml") // it proves nothing of any figure
	for name := range law {
		if strings.HasPrefix(name, "cases/") || strings.Contains(name, "draft") || name == "measures/reported.yaml" {
			continue
		}
		files := about(law, name)
		data := string(law[name].Data)
		for _, at := range figures(data) {
			moveFigure(t, files, name, data, at)
		}
	}
}

// about keeps the cases that can hold a file: those of its standard and those
// over several.
func about(law fstest.MapFS, name string) fstest.MapFS {
	files := fstest.MapFS{}
	standard, found := strings.CutPrefix(strings.TrimSuffix(name, ".yaml"), "standards/")
	for other, f := range law {
		foreign := strings.Count(other, "/") == 2 && !strings.HasPrefix(other, "cases/"+standard+"/")
		if !found || !foreign {
			files[other] = f
		}
	}
	return files
}

func moveFigure(t *testing.T, files fstest.MapFS, name, data string, at [2]int) {
	t.Helper()
	old, err := strconv.Atoi(data[at[0]:at[1]])
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []int{old - 1, old + 1} {
		if other < 0 {
			continue
		}
		files[name] = &fstest.MapFile{Data: []byte(data[:at[0]] + strconv.Itoa(other) + data[at[1]:])}
		if holds(files) {
			t.Errorf("%s:%d: %d in place of %d fails no case", name, 1+strings.Count(data[:at[0]], "\n"), other, old)
		}
	}
}

// figures finds where numbers of the law stand in a file.
func figures(data string) [][2]int {
	var out [][2]int
	for _, m := range figure.FindAllStringSubmatchIndex(data, -1) {
		out = append(out, [2]int{m[4], m[5]})
	}
	for _, e := range expression.FindAllStringIndex(data, -1) {
		for _, m := range bound.FindAllStringSubmatchIndex(data[e[0]:e[1]], -1) {
			out = append(out, [2]int{e[0] + m[2], e[0] + m[3]})
		}
	}
	return out
}

// holds reports whether the law loads and every case of it holds.
func holds(law fs.FS) bool {
	b, err := rule.Load(law)
	return err == nil && len(b.Test().Failures) == 0
}

func copyOf(t *testing.T, law fs.FS) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(law, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(law, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
