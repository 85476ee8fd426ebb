package face

import (
	"fmt"
	"io/fs"
)

// Set is the faces a paper is set in.
type Set struct {
	Regular, Bold, Italic *Face
}

// The names of the files of a set.
const (
	RegularFile = "Tinos-Regular.ttf"
	BoldFile    = "Tinos-Bold.ttf"
	ItalicFile  = "Tinos-Italic.ttf"
)

// Load reads a set. The faces are built with the front end: where that was left
// out, the error says which file is missing.
func Load(dir fs.FS) (*Set, error) {
	var s Set
	for _, f := range []struct {
		name string
		face **Face
	}{{RegularFile, &s.Regular}, {BoldFile, &s.Bold}, {ItalicFile, &s.Italic}} {
		data, err := fs.ReadFile(dir, f.name)
		if err != nil {
			return nil, fmt.Errorf("faces of papers, built with the front end: %w", err)
		}
		*f.face, err = New(data)
		if err != nil {
			return nil, err
		}
	}
	return &s, nil
}
