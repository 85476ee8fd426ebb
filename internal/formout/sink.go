package formout

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
)

// Folder is a directory as a sink. Files of a dossier hold names of people: they
// are for the one who made them.
type Folder string

// Create makes a file in the folder.
func (f Folder) Create(name string) (io.WriteCloser, error) {
	out, err := os.OpenFile(filepath.Join(string(f), name), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	return out, nil
}

// Archive is a ZIP file as a sink. Whoever made it closes it.
type Archive struct{ *zip.Writer }

// Create begins a file in the archive. Forms are compressed already, and no hour
// is kept: the same dossier gives the same archive.
func (a Archive) Create(name string) (io.WriteCloser, error) {
	method := zip.Store
	if path.Ext(name) == ".json" {
		method = zip.Deflate
	}
	out, err := a.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	return open{out}, nil
}

// open is a part of an archive, which ends where the next begins.
type open struct{ io.Writer }

func (open) Close() error { return nil }
