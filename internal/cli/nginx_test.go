package cli_test

import (
	"bytes"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hoctap/internal/testkit"
)

// nginx runs the example of the papers, with the ports, names and folders of a
// test in the place of its own.
func nginx(t *testing.T, plainPort, tlsPort, pagesPort string) (dir string) {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		program = "/usr/sbin/nginx" // where Debian keeps it, out of the path of users
	}
	_, err = os.Stat(program)
	if err != nil {
		testkit.Need(t, "nginx", "no nginx")
	}
	dir = t.TempDir()
	certificateFor(t, filepath.Join(dir, "fullchain.pem"), filepath.Join(dir, "privkey.pem"), "so.example.vn")
	example, err := os.ReadFile("../../docs/examples/serve/nginx.conf")
	check(t, err)
	text := string(example)
	for from, to := range map[string]string{
		"listen 80;": "listen 127.0.0.1:" + plainPort + ";", "listen 443 ": "listen 127.0.0.1:" + tlsPort + " ", "127.0.0.1:8080": "127.0.0.1:" + pagesPort,
		"/etc/ssl/so.example.vn": dir, "/var/log/nginx": dir,
	} {
		if !strings.Contains(text, from) {
			t.Fatalf("the example does not say %q", from)
		}
		text = strings.ReplaceAll(text, from, to)
	}
	temp := ""
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		temp += kind + "_temp_path " + filepath.Join(dir, kind) + ";\n"
	}
	whole := "daemon off;\nmaster_process off;\npid " + dir + "/pid;\nerror_log stderr;\nevents {}\nhttp {\n" + temp + text + "}\n"
	check(t, os.WriteFile(filepath.Join(dir, "nginx.conf"), []byte(whole), 0o600))
	background(t, exec.Command(program, "-p", dir, "-c", filepath.Join(dir, "nginx.conf")))
	for range 500 {
		c, err := net.Dial("tcp", "127.0.0.1:"+tlsPort)
		if err == nil {
			c.Close()
			return dir
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("nginx does not answer")
	return dir
}

// The pages behind nginx as the papers show it: who asks is told by nginx and not
// by the client, forms and workbooks pass, and nobody's name is in its log.
func TestBehindNginx(t *testing.T) {
	if testing.Short() {
		t.Skip("short run: nginx is left out")
	}
	plainPort, tlsPort, pagesPort := freePort(t), freePort(t), freePort(t)
	w := &ward{db: filepath.Join(t.TempDir(), "t.db")}
	w.process = start(t, nil, "serve", "--addr", "127.0.0.1:"+pagesPort, "--db", w.db, "--host", "so.example.vn", "--behind-proxy", "--trusted-proxy", "127.0.0.1")
	dir := nginx(t, plainPort, tlsPort, pagesPort)
	roots := x509.NewCertPool()
	content, err := os.ReadFile(filepath.Join(dir, "fullchain.pem"))
	check(t, err)
	roots.AppendCertsFromPEM(content)
	w.client, w.url = at(tlsPort, roots), "https://so.example.vn"
	ask := func(method, url string, body io.Reader, header ...string) *http.Response {
		t.Helper()
		r, err := http.NewRequest(method, url, body)
		check(t, err)
		r.Header.Set("Cookie", w.cookie)
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		if host := r.Header.Get("Host"); host != "" {
			r.Host = host
		}
		answer, err := w.client.Do(r)
		check(t, err)
		answer.Body.Close()
		return answer
	}
	page := ask("GET", w.url+"/about?lang=en", nil)
	if page.StatusCode != http.StatusSeeOther || page.Header.Get("Strict-Transport-Security") == "" || !strings.Contains(page.Header.Get("Set-Cookie"), "Secure") {
		t.Errorf("page: %d %v", page.StatusCode, page.Header)
	}
	w.open14812()
	w.cookie = "__Host-" + w.cookie // as over TLS
	kind, body := form(t, sampleWorkbook)
	for origin, want := range map[string]int{"https://so.example.vn": http.StatusSeeOther, "https://evil.example": http.StatusForbidden} {
		if got := ask("POST", w.url+w.place+"/import", bytes.NewReader(body), "Content-Type", kind, "Origin", origin); got.StatusCode != want {
			t.Errorf("a workbook from a page of %s: %d, want %d", origin, got.StatusCode, want)
		}
	}
	forged := ask("GET", w.url+"/", nil, "Host", "evil.example", "X-Forwarded-For", "198.51.100.7", "Forwarded", "for=198.51.100.7", "X-Forwarded-Host", "so.example.vn")
	if forged.StatusCode != http.StatusForbidden {
		t.Errorf("under a name that is not ours: %d", forged.StatusCode)
	}
	const refused = "client=127.0.0.1 reason=fault.host"
	for range 500 { // what the process says comes through a pipe, it may be after the answer
		if strings.Contains(w.err.String(), refused) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if log := w.err.String(); !strings.Contains(log, refused) || strings.Contains(log, "198.51.100.7") {
		t.Errorf("who asked is told by the client:\n%s", log)
	}
	ask("GET", w.url+"/search?q=Nguyen", nil)
	ask("GET", w.url+"/persons/123456789", nil)
	var log []byte
	for range 500 { // the line is written after the answer
		log, err = os.ReadFile(filepath.Join(dir, "hoctap.log"))
		check(t, err)
		if bytes.Contains(log, []byte("/persons/")) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if bytes.Contains(log, []byte("Nguyen")) || bytes.Contains(log, []byte("123456789")) || !bytes.Contains(log, []byte("/persons/-")) {
		t.Errorf("nginx wrote:\n%s", log)
	}
	w.client = at(plainPort, nil)
	plain := ask("GET", "http://so.example.vn/search?q=x", nil)
	if plain.Header.Get("Location") != "https://so.example.vn/search?q=x" {
		t.Errorf("plain HTTP leads to %q", plain.Header.Get("Location"))
	}
}
