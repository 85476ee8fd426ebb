package gate

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pair makes a certificate of that number and its key, in PEM.
func pair(t *testing.T, number int64) (cert, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	form := &x509.Certificate{SerialNumber: big.NewInt(number), DNSNames: []string{"so.example"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	raw, err := x509.CreateCertificate(rand.Reader, form, form, &private.PublicKey, private)
	check(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	check(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
}

// renewed certificates are taken while the door is open; a broken one leaves the
// former in its place.
func TestFilesAreReadAnew(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	moment := time.Now()
	put := func(cert, key []byte) {
		t.Helper()
		moment = moment.Add(time.Second) // clocks of file systems are coarse
		for file, content := range map[string][]byte{certFile: cert, keyFile: key} {
			check(t, os.WriteFile(file, content, 0o600))
			check(t, os.Chtimes(file, moment, moment))
		}
	}
	put(pair(t, 1))
	var said bytes.Buffer
	files, err := OpenFiles(certFile, keyFile, slog.New(slog.NewTextHandler(&said, nil)))
	check(t, err)
	l := listener(t)
	go func() {
		_ = Gate{Log: slog.New(slog.DiscardHandler), Limits: DefaultLimits(), Grace: time.Second}.Open(t.Context(), Door{l, http.NotFoundHandler(), files.TLS()})
	}()
	want := func(number int64) {
		t.Helper()
		c, err := tls.Dial("tcp", l.Addr().String(), &tls.Config{InsecureSkipVerify: true, ServerName: "so.example"})
		check(t, err)
		defer c.Close()
		if got := c.ConnectionState().PeerCertificates[0].SerialNumber.Int64(); got != number {
			t.Errorf("got certificate %d, want %d", got, number)
		}
	}
	want(1)
	put(pair(t, 2))
	want(2)
	_, strange := pair(t, 3)
	cert, _ := pair(t, 4)
	put(cert, strange)
	want(2)
	check(t, os.Remove(keyFile))
	want(2)
	put(pair(t, 5))
	want(5)
	if !strings.Contains(said.String(), "cannot be used") || strings.Contains(said.String(), "PRIVATE") {
		t.Errorf("the log says:\n%s", said.String())
	}
	_, err = tls.Dial("tcp", l.Addr().String(), &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11})
	if err == nil {
		t.Error("a client of TLS 1.1 was let in")
	}
}

func TestFilesThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	_, err := OpenFiles(certFile, keyFile, nil)
	if err == nil {
		t.Error("files that are not there were taken")
	}
	check(t, os.WriteFile(certFile, []byte("x"), 0o600))
	check(t, os.WriteFile(keyFile, []byte("x"), 0o600))
	_, err = OpenFiles(certFile, keyFile, nil)
	if err == nil {
		t.Error("files that hold nothing were taken")
	}
}

// A plain request at the TLS port is told so, and no page leaves in the clear.
func TestPlainAtTheTLSDoor(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	cert, key := pair(t, 1)
	check(t, os.WriteFile(certFile, cert, 0o600))
	check(t, os.WriteFile(keyFile, key, 0o600))
	files, err := OpenFiles(certFile, keyFile, slog.New(slog.DiscardHandler))
	check(t, err)
	l := listener(t)
	go func() {
		_ = Gate{Log: slog.New(slog.DiscardHandler), Limits: DefaultLimits(), Grace: time.Second}.Open(t.Context(), Door{l, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) }), files.TLS()})
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	check(t, err)
	c.Close()
	answer, err := http.Get("http://" + l.Addr().String())
	check(t, err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusBadRequest {
		t.Errorf("status %d", answer.StatusCode)
	}
}
