package render

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hoctap/internal/words"
)

// Every key is used: in a template, as a whole string in the program, or by a string
// that ends where a key is put together ("fault.round_" and a state).
func TestNoWordIsUnused(t *testing.T) {
	program := readProgram(t)
	for _, page := range renderer(t).sets[words.Vietnamese] {
		for _, use := range wordUses(page) {
			program.whole[use.key] = true
		}
	}
	for _, key := range catalogue(t).Keys() {
		if !program.uses(key) {
			t.Errorf("words %q are used nowhere", key)
		}
	}
}

// A key said by the program stands in the catalogue.
func TestKeysInProgramExist(t *testing.T) {
	printer := catalogue(t).For(words.Vietnamese)
	for key, where := range readProgram(t).said {
		if !printer.Has(key) {
			t.Errorf("%s says %q, which the catalogue lacks", where, key)
		}
	}
}

var (
	quotedKey    = regexp.MustCompile(`"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"`)
	quotedPrefix = regexp.MustCompile(`"([a-z0-9_]+\.(?:[a-z0-9_.]*[_.])?)"`)
	saidKey      = regexp.MustCompile(`(?:\.(?:T|Say)\(|fault\.New\([^"\n]*|fault\.Wrap\([^"\n]*)"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"[,)]`)
)

// program is what the Go source says about words.
type program struct {
	whole    map[string]bool
	prefixes []string
	said     map[string]string
}

func (p program) uses(key string) bool {
	if p.whole[key] {
		return true
	}
	for _, prefix := range p.prefixes {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

func readProgram(t *testing.T) program {
	t.Helper()
	found := program{whole: map[string]bool{}, said: map[string]string{}}
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found.read(path, string(source))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func (p *program) read(path, source string) {
	for _, hit := range quotedKey.FindAllStringSubmatch(source, -1) {
		p.whole[hit[1]] = true
	}
	for _, hit := range quotedPrefix.FindAllStringSubmatch(source, -1) {
		p.prefixes = append(p.prefixes, hit[1])
	}
	for _, hit := range saidKey.FindAllStringSubmatch(source, -1) {
		p.said[hit[1]] = path
	}
}
