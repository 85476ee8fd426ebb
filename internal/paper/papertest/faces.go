package papertest

import (
	"io/fs"
	"testing"

	"hoctap/internal/paper/face"
	"hoctap/internal/testkit"
	"hoctap/pages"
)

// Faces are those that ship with the program.
func Faces(t testing.TB) *face.Set {
	t.Helper()
	dir, err := fs.Sub(pages.FS, "dist/paper")
	if err != nil {
		t.Fatal(err)
	}
	_, err = fs.Stat(dir, face.RegularFile)
	if err != nil {
		testkit.Need(t, "front end", "the faces of papers are built with it: make build")
	}
	set, err := face.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return set
}
