package cli

import (
	"errors"
	"io/fs"
	"os"

	"hoctap/internal/fault"
)

// fileFault words a file that cannot be opened; other refusals word themselves.
func fileFault(err error, path string) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return fault.Wrap(err, fault.NotFound, "fault.file_missing", "file", path)
	}
	return err
}

// writeFile writes beside the file and then puts it in its place, so that what
// fails half-way leaves no half file.
func writeFile(path string, write func(*os.File) error) error {
	beside := path + ".part"
	f, err := os.Create(beside)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "fault.file_write", "file", path)
	}
	err = errors.Join(write(f), f.Close())
	if err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	return os.Rename(beside, path)
}
