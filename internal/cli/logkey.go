package cli

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/store"
)

// logKeyEnding is what the key file beside an embedded database is named by.
const logKeyEnding = ".log-key"

// logKeyFile is where the signing key of the log lies: as told, else beside the
// embedded database. A server has no beside: "" where nobody told.
func (a *app) logKeyFile(db *store.DB) string {
	switch {
	case a.logKey != "":
		return a.logKey
	case os.Getenv("HOCTAP_LOG_KEY") != "":
		return os.Getenv("HOCTAP_LOG_KEY")
	case db.Engine() == store.SQLite:
		return a.db + logKeyEnding
	}
	return ""
}

// signingKey gives the key of the installation, made on first use. A database that
// has one and does not find it is refused: a new key made in silence would make
// everything signed before look forged.
func (a *app) signingKey(ctx context.Context, db *store.DB) (ed25519.PrivateKey, error) {
	file := a.logKeyFile(db)
	if file == "" {
		return nil, fault.New(fault.Missing, "log.key_wanted")
	}
	known, err := db.Setting(ctx, store.LogKey)
	if err != nil {
		return nil, err
	}
	key, err := readKey(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && known == "":
		return a.newKey(ctx, db, file)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.Missing, "log.key_missing", "file", file)
	case err != nil:
		return nil, err
	case known == "":
		return key, db.SaveSetting(ctx, store.LogKey, audit.PublicText(key))
	case known != audit.PublicText(key):
		return nil, fault.New(fault.Conflict, "log.key_other", "file", file)
	}
	return key, nil
}

func (a *app) newKey(ctx context.Context, db *store.DB, file string) (ed25519.PrivateKey, error) {
	key, err := makeKey(file)
	if err != nil {
		return nil, err
	}
	err = db.SaveSetting(ctx, store.LogKey, audit.PublicText(key))
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(a.err, a.words.T("log.key_made", "file", file))
	return key, nil
}

// makeKey writes a new key where there is no file yet, for its owner alone.
func makeKey(file string) (ed25519.PrivateKey, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("signing key: %w", err)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "fault.file_write", "file", file)
	}
	_, err = fmt.Fprintln(f, hex.EncodeToString(key.Seed()))
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return nil, fmt.Errorf("signing key: %w", err)
	}
	return key, nil
}

// readByOthers says whether anybody but its owner may read a file. Windows keeps
// that elsewhere than in the mode, which reads the same for every file there.
func readByOthers(info fs.FileInfo) bool {
	return runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
}

// readKey reads a key file, which nobody but its owner may read.
func readKey(file string) (ed25519.PrivateKey, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("signing key: %w", err)
	}
	if readByOthers(info) {
		return nil, fault.New(fault.Refused, "log.key_open", "file", file, "mode", fmt.Sprintf("%o", info.Mode().Perm()))
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("signing key: %w", err)
	}
	seed, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, fault.New(fault.Invalid, "log.key_broken", "file", file)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// publicKey is the public half of the key file, "" where there is none at hand: a
// proof then takes the key that the database names.
func (a *app) publicKey(db *store.DB) (string, error) {
	file := a.logKeyFile(db)
	if file == "" {
		return "", nil
	}
	key, err := readKey(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return audit.PublicText(key), nil
}
