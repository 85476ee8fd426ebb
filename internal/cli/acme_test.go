package cli_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"hoctap/internal/testkit"
)

// authority is a real ACME server, Pebble, with a name server of its own that
// knows every name as this machine.
type authority struct {
	t                 *testing.T
	directory, manage string
	caFile            string
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	check(t, err)
	return port
}

// startAuthority asks for names at these ports.
func startAuthority(t *testing.T, plainPort, tlsPort string) *authority {
	t.Helper()
	if testing.Short() {
		t.Skip("short run: the ACME server is left out")
	}
	dir := t.TempDir()
	built, err := exec.Command("go", "build", "-modfile=../../scripts/acme.mod", "-o", dir,
		"github.com/letsencrypt/pebble/v2/cmd/pebble", "github.com/letsencrypt/pebble/v2/cmd/pebble-challtestsrv").CombinedOutput()
	if err != nil {
		testkit.Need(t, "Pebble", "scripts/acme.mod cannot be built here: "+strings.TrimSpace(string(built)))
	}
	names, listen, manage := freePort(t), freePort(t), freePort(t)
	a := &authority{t: t, directory: "https://127.0.0.1:" + listen + "/dir", manage: "https://127.0.0.1:" + manage, caFile: filepath.Join(dir, "cert.pem")}
	keyFile, config := filepath.Join(dir, "key.pem"), filepath.Join(dir, "pebble.json")
	certificateFor(t, a.caFile, keyFile, "127.0.0.1")
	settings, err := json.Marshal(map[string]any{"pebble": map[string]any{
		"listenAddress": "127.0.0.1:" + listen, "managementListenAddress": "127.0.0.1:" + manage, "certificate": a.caFile, "privateKey": keyFile,
		"httpPort": json.Number(plainPort), "tlsPort": json.Number(tlsPort),
	}})
	check(t, err)
	check(t, os.WriteFile(config, settings, 0o600))
	background(t, exec.Command(filepath.Join(dir, "pebble-challtestsrv"), "-dnsserver", "127.0.0.1:"+names, "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "",
		"-http01", "", "-https01", "", "-tlsalpn01", "", "-doh", "", "-management", "127.0.0.1:"+freePort(t)))
	pebble := exec.Command(filepath.Join(dir, "pebble"), "-strict", "-config", config, "-dnsserver", "127.0.0.1:"+names)
	pebble.Env = append(os.Environ(), "PEBBLE_VA_NOSLEEP=1", "PEBBLE_WFE_NONCEREJECT=0")
	background(t, pebble)
	a.waitFor(a.directory)
	return a
}

func background(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	said := &lines{}
	cmd.Stdout, cmd.Stderr = said, said
	check(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(cmd.Path), said)
		}
	})
}

// waitFor gives what stands at an address of the authority itself.
func (a *authority) waitFor(url string) []byte {
	a.t.Helper()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	for range 1000 {
		answer, err := client.Get(url)
		if err == nil {
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			check(a.t, err)
			return body
		}
		time.Sleep(10 * time.Millisecond)
	}
	a.t.Fatal("the authority does not answer at " + url)
	return nil
}

// roots are those of the certificates it gives.
func (a *authority) roots() *x509.CertPool {
	a.t.Helper()
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(a.waitFor(a.manage + "/roots/0")) {
		a.t.Fatal("no root")
	}
	return pool
}

// certificateFor writes a certificate that signs itself.
func certificateFor(t *testing.T, certFile, keyFile string, names ...string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	form := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			form.IPAddresses = append(form.IPAddresses, ip)
		} else {
			form.DNSNames = append(form.DNSNames, name)
		}
	}
	raw, err := x509.CreateCertificate(rand.Reader, form, form, &private.PublicKey, private)
	check(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	check(t, err)
	check(t, os.WriteFile(certFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600))
	check(t, os.WriteFile(keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
}

// at sends every name to this machine, as its resolver would.
func at(port string, roots *x509.CertPool) *http.Client {
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DialContext: dial(port)},
	}
}

// The certificate is asked for when the first reader comes, proven at our own
// port, kept, and used again after a restart.
func TestACME(t *testing.T) {
	plainPort, tlsPort := freePort(t), freePort(t)
	authority := startAuthority(t, plainPort, tlsPort)
	folder, db := filepath.Join(t.TempDir(), "acme"), filepath.Join(t.TempDir(), "t.db")
	serial := ""
	for _, run := range []string{"first", "after a restart"} {
		p := start(t, []string{"SSL_CERT_FILE=" + authority.caFile}, "serve", "--addr", "127.0.0.1:"+tlsPort, "--redirect-addr", "127.0.0.1:"+plainPort, "--db", db,
			"--host", "so.example.test", "--acme", "--acme-directory", authority.directory, "--acme-folder", folder)
		if p.url != "https://so.example.test:"+tlsPort {
			t.Errorf("says its address is %s", p.url)
		}
		answer, err := at(tlsPort, authority.roots()).Get("https://so.example.test/about")
		if err != nil {
			t.Fatalf("%s: %v\n%s", run, err, p.err)
		}
		answer.Body.Close()
		got := answer.TLS.PeerCertificates[0].SerialNumber.String()
		if answer.StatusCode != http.StatusOK || answer.Header.Get("Strict-Transport-Security") == "" {
			t.Errorf("%s: status %d, %v", run, answer.StatusCode, answer.Header)
		}
		if serial != "" && got != serial {
			t.Errorf("after a restart another certificate was asked for")
		}
		serial = got
		_, err = at(tlsPort, authority.roots()).Get("https://other.example.test/")
		if err == nil {
			t.Error("a certificate of a name that is not ours")
		}
		plain, err := at(plainPort, nil).Get("http://so.example.test/about?x=1")
		check(t, err)
		plain.Body.Close()
		if plain.Header.Get("Location") != fmt.Sprintf("https://so.example.test:%s/about?x=1", tlsPort) {
			t.Errorf("plain HTTP leads to %q", plain.Header.Get("Location"))
		}
		p.signal(syscall.SIGTERM)
		if code := p.code(); code != 0 {
			t.Errorf("ended with %d", code)
		}
	}
	info, err := os.Stat(folder)
	check(t, err)
	if info.Mode().Perm() != 0o700 {
		t.Errorf("the folder with the keys is %v", info.Mode())
	}
}

// A certificate from files serves pages to who trusts it.
func TestTLSByFiles(t *testing.T) {
	dir, port := t.TempDir(), freePort(t)
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	certificateFor(t, cert, key, "so.example.test")
	start(t, nil, "serve", "--addr", "127.0.0.1:"+port, "--db", filepath.Join(dir, "t.db"), "--host", "so.example.test", "--tls-cert", cert, "--tls-key", key)
	roots := x509.NewCertPool()
	content, err := os.ReadFile(cert)
	check(t, err)
	roots.AppendCertsFromPEM(content)
	answer, err := at(port, roots).Get("https://so.example.test/about")
	check(t, err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("status %d, %v", answer.StatusCode, answer.Header)
	}
}
