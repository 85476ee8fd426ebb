package gate

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"
)

// Files is a certificate kept in two files. Whoever renews it replaces them; the
// next client gets the new one, and no reader notices.
type Files struct {
	certFile, keyFile string
	log               *slog.Logger

	mu      sync.Mutex
	current *tls.Certificate
	seen    [2]version
}

// version tells one state of a file from the next.
type version struct {
	changed time.Time
	size    int64
}

// OpenFiles reads the certificate; one that cannot be used is told at start.
func OpenFiles(certFile, keyFile string, log *slog.Logger) (*Files, error) {
	f := &Files{certFile: certFile, keyFile: keyFile, log: log}
	f.seen = f.versions()
	err := f.load()
	if err != nil {
		return nil, err
	}
	return f, nil
}

// TLS is how a door uses the files.
func (f *Files) TLS() *tls.Config { return secure(f.certificate) }

func secure(get func(*tls.ClientHelloInfo) (*tls.Certificate, error)) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: get, NextProtos: []string{"h2", "http/1.1"}}
}

// certificate looks whether the files are still those it knows. While one of the
// two is replaced they do not fit: the former pair is good until they do.
func (f *Files) certificate(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.versions()
	if now != f.seen {
		f.seen = now
		err := f.load()
		if err != nil {
			f.log.Error("the new certificate cannot be used, the former one stays", "error", err)
		} else {
			f.log.Info("certificate read anew", "until", f.current.Leaf.NotAfter.Format(time.RFC3339))
		}
	}
	return f.current, nil
}

func (f *Files) versions() [2]version { return [2]version{versionOf(f.certFile), versionOf(f.keyFile)} }

func versionOf(path string) version {
	info, err := os.Stat(path)
	if err != nil {
		return version{}
	}
	return version{info.ModTime(), info.Size()}
}

func (f *Files) load() error {
	pair, err := tls.LoadX509KeyPair(f.certFile, f.keyFile)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("certificate: %w", err)
	}
	if err != nil {
		// The library's own words name no secret, but none is worth the risk.
		return fmt.Errorf("certificate %s and key %s do not make a pair: %w", f.certFile, f.keyFile, err)
	}
	f.current = &pair
	return nil
}
