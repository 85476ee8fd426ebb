package guard

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

func TestThisRepositoryKeepsTheRules(t *testing.T) {
	tree, err := ReadTree(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Program()) < 10 {
		t.Fatalf("read %d Go files, this is not the repository", len(tree.Program()))
	}
	for _, check := range Checks() {
		t.Run(check.Name, func(t *testing.T) {
			for _, fault := range check.Find(tree) {
				t.Error(fault)
			}
		})
	}
}

// Every check has a small tree that breaks it, with the faults it must find in
// the comment of the archive. The two whose tree is made in a test of their own
// stand in madeHere.
func TestEveryCheckCanFail(t *testing.T) {
	for _, check := range Checks() {
		if slices.Contains(madeHere, check.Name) {
			continue
		}
		t.Run(check.Name, func(t *testing.T) {
			archive, err := txtar.ParseFile(filepath.Join("testdata", check.Name+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Split(strings.TrimSpace(string(archive.Comment)), "\n")
			if len(want) < 2 {
				t.Fatal("the archive names no fault to find")
			}
			compare(t, found(t, check, archive), want[1:])
		})
	}
}

func TestNoCheckObjectsToASoundTree(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "sound.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, check := range Checks() {
		t.Run(check.Name, func(t *testing.T) { compare(t, found(t, check, archive), nil) })
	}
}

func TestLength(t *testing.T) {
	long := []byte("package x\n" + strings.Repeat("// one more line\n", 500))
	tree, err := ReadTree(fstest.MapFS{
		"internal/x/long.go":      {Data: long},
		"internal/x/excused.go":   {Data: long},
		"internal/x/long_test.go": {Data: long},
		"internal/x/limit.go":     {Data: long[:len(long)-len("// one more line\n")]},
	})
	if err != nil {
		t.Fatal(err)
	}
	exceptions := map[string]string{"internal/x/excused.go": "a table", "internal/x/limit.go": "was long once"}
	check := Check{"length", Length(exceptions)}
	compare(t, texts(check.Find(tree)), []string{
		"internal/x/long.go: 501 lines, more than 500: split it by noun",
		"internal/x/limit.go: is excused for its length, but is not long",
	})
}

// The words are put together here, so that a search of this repository for them
// finds nothing.
func TestMachineWords(t *testing.T) {
	home, host := "/"+"root"+"/go", "registry."+"npmjs.org"
	tree, err := ReadTree(fstest.MapFS{
		"pages/package-lock.json": {Data: []byte(`{"resolved": "https://` + host + `/x/-/x-1.tgz"}`)},
		"scripts/run":             {Data: []byte("#!/bin/sh\nGOPATH=" + home + " go build\n")},
		"docs/guide.md":           {Data: []byte("Mở https://example.vn" + home + " hoặc /rooted/x\n")},
		"picture.png":             {Data: []byte("\x00 " + home)},
		"bin/hoctap":              {Data: []byte(" " + home)},
	})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, texts(MachineWords(tree)), []string{
		`pages/package-lock.json:1: "` + host + `" belongs to a machine, not to the project`,
		`scripts/run:2: "` + home + `" belongs to a machine, not to the project`,
	})
}

// madeHere names the checks whose trees are made in code.
var madeHere = []string{"length", "words"}

func found(t *testing.T, check Check, archive *txtar.Archive) []string {
	t.Helper()
	root, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := ReadTree(root)
	if err != nil {
		t.Fatal(err)
	}
	return texts(check.Find(tree))
}

func texts(faults []Fault) []string {
	var all []string
	for _, fault := range faults {
		all = append(all, fault.String())
	}
	return all
}

func compare(t *testing.T, got, want []string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("faults found:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
