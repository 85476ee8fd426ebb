package pages

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	classList  = regexp.MustCompile(`class="([^"]*)"`)
	action     = regexp.MustCompile(`{{[^}]*}}`)
	selector   = regexp.MustCompile(`\.([a-z][a-z0-9-]*)`)
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssBody    = regexp.MustCompile(`(?s){[^{}]*}`)
)

// classes lists those of the templates. What an action prints into a name is left out,
// the beginning of the name stays: "input-".
func classes(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(FS, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		body, err := fs.ReadFile(FS, path)
		if err != nil {
			return err
		}
		plain := action.ReplaceAllString(string(body), "\x00")
		for _, hit := range classList.FindAllStringSubmatch(plain, -1) {
			for _, name := range strings.FieldsFunc(hit[1], func(r rune) bool { return r == ' ' || r == 0 }) {
				found[name] = path
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func selectors(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	entries, err := os.ReadDir("styles")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() == "app.css" {
			continue
		}
		body, err := os.ReadFile("styles/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		plain := cssBody.ReplaceAllString(cssComment.ReplaceAllString(string(body), ""), "\n")
		for _, hit := range selector.FindAllStringSubmatch(plain, -1) {
			found[hit[1]] = true
		}
	}
	return found
}

func TestClassesAndStylesAgree(t *testing.T) {
	used, styled := classes(t), selectors(t)
	for name, path := range used {
		if strings.HasSuffix(name, "-") {
			continue
		}
		if !styled[name] {
			t.Errorf("%s: class %q has no style", path, name)
		}
	}
	for name := range styled {
		if _, ok := used[name]; ok || name == "htmx-request" || beginsWithPart(name, used) {
			continue
		}
		t.Errorf("the style of class %q is used nowhere", name)
	}
}

// beginsWithPart tells whether a template puts the class together: input-{{.Width}}.
func beginsWithPart(name string, used map[string]string) bool {
	for part := range used {
		if strings.HasSuffix(part, "-") && strings.HasPrefix(name, part) {
			return true
		}
	}
	return false
}
