package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"hoctap/internal/fault"
	"hoctap/internal/seal"
	"hoctap/internal/store"
)

// keyEnding is what the key file beside an embedded database is named by.
const keyEnding = ".key"

// keyVariable holds the keys themselves, keyFileVariable where they lie.
const (
	keyVariable     = "HOCTAP_KEY"
	keyFileVariable = "HOCTAP_KEY_FILE"
)

// keyFile is where the keys of the sealed fields lie: as told, else beside the
// embedded database. "" is nowhere: a server has no beside.
func (a *app) keyFile() string {
	switch {
	case a.key != "":
		return a.key
	case os.Getenv(keyFileVariable) != "":
		return os.Getenv(keyFileVariable)
	case !strings.Contains(a.db, "://"):
		return a.db + keyEnding
	}
	return ""
}

// keysTold says that the keys stand in the environment and in no file.
func (a *app) keysTold() bool { return a.key == "" && os.Getenv(keyVariable) != "" }

// keys gives the keys of the database, as they are at each moment: they may be
// turned while a server runs.
func (a *app) keys() store.Keys {
	if a.keysTold() {
		return sync.OnceValues(func() (*seal.Ring, error) { return seal.Parse(os.Getenv(keyVariable)) })
	}
	f := &watchedKeys{path: a.keyFile()}
	return f.ring
}

// watchedKeys reads the keys again whenever the file is another.
type watchedKeys struct {
	path string
	mu   sync.Mutex
	read os.FileInfo
	last *seal.Ring
}

func (f *watchedKeys) ring() (*seal.Ring, error) {
	if f.path == "" {
		return nil, fault.New(fault.Missing, "seal.key_wanted")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	info, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.Missing, "seal.file_missing", "file", f.path)
	case err != nil:
		return nil, fmt.Errorf("keys: %w", err)
	case f.read != nil && os.SameFile(f.read, info) && f.read.ModTime().Equal(info.ModTime()):
		return f.last, nil
	case readByOthers(info):
		return nil, fault.New(fault.Refused, "log.key_open", "file", f.path, "mode", fmt.Sprintf("%o", info.Mode().Perm()))
	}
	text, err := os.ReadFile(f.path)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	ring, err := seal.Parse(string(text))
	if err != nil {
		return nil, keyFault(err, f.path)
	}
	f.read, f.last = info, ring
	return ring, nil
}

// keyFault says in which file a line is wrong.
func keyFault(err error, path string) error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return err
	}
	if line, ok := f.Args["line"]; ok {
		return fault.New(f.Kind, "seal.line_wrong_in", "file", path, "line", line)
	}
	return fault.New(f.Kind, "seal.no_current_in", "file", path)
}

// newDatabaseKey makes the key of an embedded database that is not there yet, so
// that an import into a new file works in one step. For one that is there a key is
// never made in silence: it may be sealed under one that was lost.
func (a *app) newDatabaseKey(ctx context.Context) error {
	file := a.keyFile()
	if a.keysTold() || file == "" || strings.Contains(a.db, "://") || exists(file) {
		return nil
	}
	if exists(a.db) {
		under, err := a.sealedUnder(ctx)
		if err != nil || under != "" {
			return err
		}
	}
	made, err := a.makeKeys(file)
	if err == nil && made {
		fmt.Fprintln(a.err, a.words.T("seal.key_made", "file", file))
	}
	return err
}

func (a *app) sealedUnder(ctx context.Context) (string, error) {
	db, err := a.openSealed(ctx)
	if err != nil {
		return "", err
	}
	under, err := db.SealedUnder(ctx)
	return under, errors.Join(err, db.Close())
}

// makeKeys writes a file with a new key, and tells whether there was none yet.
func (a *app) makeKeys(file string) (bool, error) {
	key, err := seal.NewKey(rand.Reader)
	if err != nil {
		return false, err
	}
	err = os.MkdirAll(filepath.Dir(file), 0o755)
	if err != nil {
		return false, fault.Wrap(err, fault.Invalid, "fault.file_write", "file", file)
	}
	return a.writeNewKeys(file, seal.NewRing(key))
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return !errors.Is(err, fs.ErrNotExist)
}

// writeNewKeys puts a file where there is none, whole or not at all: another
// program may be opening the same new database.
func (a *app) writeNewKeys(file string, ring *seal.Ring) (bool, error) {
	draft, err := a.draftKeys(file, ring)
	if err != nil {
		return false, err
	}
	defer os.Remove(draft)
	err = os.Link(draft, file)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		// Some file systems of old PCs know no links; there the last step is less strict.
		err = os.Rename(draft, file)
	}
	if err != nil {
		return false, fault.Wrap(err, fault.Invalid, "fault.file_write", "file", file)
	}
	return true, nil
}

// draftKeys writes the keys beside the file, for its owner alone.
func (a *app) draftKeys(file string, ring *seal.Ring) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*") // mode 0600
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "fault.file_write", "file", file)
	}
	_, err = f.WriteString(a.words.T("seal.file_head") + "\n" + ring.Text())
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return "", errors.Join(fmt.Errorf("keys: %w", err), os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// replaceKeys puts other keys into the file, whole or not at all.
func (a *app) replaceKeys(file string, ring *seal.Ring) error {
	draft, err := a.draftKeys(file, ring)
	if err != nil {
		return err
	}
	err = os.Rename(draft, file)
	if err != nil {
		return errors.Join(fault.Wrap(err, fault.Invalid, "fault.file_write", "file", file), os.Remove(draft))
	}
	return nil
}
