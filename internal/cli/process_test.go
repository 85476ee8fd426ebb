package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/seal"
	"hoctap/internal/store"
)

// process is hoctap running by itself, as a service manager starts it.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	url    string
	out    *lines
	err    *lines
	client *http.Client
	cookie string
}

// lines are what a process has said so far.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func start(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command("hoctap", args...), out: &lines{}, err: &lines{}}
	p.client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: time.Minute}
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.err
	check(t, p.cmd.Start())
	t.Cleanup(func() {
		if p.cmd.ProcessState == nil {
			_ = p.cmd.Process.Kill()
			_ = p.cmd.Wait()
		}
	})
	p.url = p.says(`(https?://[^\s/]+)/`)
	return p
}

// says waits until the process has said so on its output.
func (p *process) says(pattern string) string {
	p.t.Helper()
	re := regexp.MustCompile(pattern)
	for range 3000 {
		if found := re.FindStringSubmatch(p.out.String()); found != nil {
			return found[len(found)-1]
		}
		time.Sleep(10 * time.Millisecond)
	}
	p.t.Fatalf("never said %s:\n%s\n%s", pattern, p.out, p.err)
	return ""
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	check(p.t, p.cmd.Process.Signal(s))
}

// code waits for the end.
func (p *process) code() int {
	p.t.Helper()
	err := p.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	return p.cmd.ProcessState.ExitCode()
}

func (p *process) do(r *http.Request) (int, string, string) {
	p.t.Helper()
	r.Header.Set("Cookie", p.cookie)
	answer, err := p.client.Do(r)
	check(p.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	check(p.t, err)
	return answer.StatusCode, answer.Header.Get("Location"), string(body)
}

func (p *process) get(path string) (int, string, string) {
	p.t.Helper()
	r, err := http.NewRequest(http.MethodGet, p.url+path, nil)
	check(p.t, err)
	return p.do(r)
}

func (p *process) post(path, kind string, body io.Reader) (int, string, string) {
	p.t.Helper()
	r, err := http.NewRequest(http.MethodPost, p.url+path, body)
	check(p.t, err)
	r.Header.Set("Content-Type", kind)
	return p.do(r)
}

// finished waits for a job.
func (p *process) finished(job string) string {
	p.t.Helper()
	for range 3000 {
		_, _, body := p.get(job)
		if !strings.Contains(body, `hx-get="`) {
			return body
		}
		time.Sleep(10 * time.Millisecond)
	}
	p.t.Fatal(job + " never ended")
	return ""
}

func form(t *testing.T, file string) (string, []byte) {
	t.Helper()
	content, err := os.ReadFile(file)
	check(t, err)
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", filepath.Base(file))
	check(t, err)
	_, err = part.Write(content)
	check(t, err)
	check(t, w.Close())
	return w.FormDataContentType(), body.Bytes()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const sampleWorkbook = "../sheet/grid/testdata/mau-nhap-lieu-2025.xlsx"

// ward is a process with a database of its own, and what it has to do there.
type ward struct {
	*process
	db, temp, place string
}

func startWard(t *testing.T, args ...string) *ward {
	t.Helper()
	w := &ward{db: filepath.Join(t.TempDir(), "t.db"), temp: t.TempDir()}
	w.process = start(t, []string{"TMPDIR=" + w.temp}, append([]string{"serve", "--addr", "127.0.0.1:0", "--db", w.db}, args...)...)
	w.open14812()
	return w
}

// open14812 signs in who may do all the work of a ward, and finds it.
func (w *ward) open14812() {
	w.t.Helper()
	db := w.open()
	defer db.Close()
	tree, err := db.Places(w.t.Context())
	check(w.t, err)
	at, err := tree.ByCode("14812", "2025-09-30")
	check(w.t, err)
	w.place = fmt.Sprintf("/places/%d/2025", at.PlaceID)
	w.signIn(db, "lan", at.PlaceID)
}

// signIn begins the session of a new officer of places. How one is begun at the
// page for it is another test.
func (w *ward) signIn(db *store.DB, name string, places ...place.ID) {
	w.t.Helper()
	var held []right.Assignment
	for _, at := range places {
		for _, role := range []right.Role{right.WardOfficer, right.WardLeader} {
			held = append(held, right.Assignment{Role: role, Place: at, From: "2020-01-01", GivenBy: "test"})
		}
	}
	who := &account.Account{Name: name, FullName: name}
	check(w.t, db.AddAccount(tester(w.t.Context()), who, held...))
	token, now := "session-of-"+name, time.Now()
	check(w.t, db.BeginSession(tester(w.t.Context()), &account.Session{Digest: account.Digest(token), Account: who.ID, Started: now, Seen: now, Second: true}))
	w.cookie = "hoctap=" + token
}

// checked sends the sample up to the point where it can be written.
func (w *ward) checked() string {
	w.t.Helper()
	kind, body := form(w.t, sampleWorkbook)
	status, job, text := w.post(w.place+"/import", kind, bytes.NewReader(body))
	if status != http.StatusSeeOther {
		w.t.Fatalf("upload: %d\n%s", status, text)
	}
	w.finished(job)
	return job
}

// open opens the database beside the process.
func (w *ward) open() *store.DB {
	w.t.Helper()
	db, err := store.Open(tester(context.Background()), w.db, store.Options{Now: time.Now, IDs: register.NewIDs(time.Now, 9).Next, Keys: keysBeside(w.db)})
	check(w.t, err)
	return db
}

// hold keeps the one writer of the database busy until it is let go, so that an
// import stands in its middle.
func (w *ward) hold() (letGo func()) {
	w.t.Helper()
	db, held, free, done := w.open(), make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		done <- db.Transact(tester(context.Background()), func(*store.DB) error {
			close(held)
			<-free
			return nil
		})
	}()
	<-held
	return sync.OnceFunc(func() {
		close(free)
		check(w.t, errors.Join(<-done, db.Close()))
	})
}

// wantPeople counts what the ended process has left, and recounts the tally.
func (w *ward) wantPeople(want int) {
	w.t.Helper()
	db := w.open()
	defer db.Close()
	years, err := db.AllRounds(w.t.Context())
	check(w.t, err)
	got := 0
	for commune, rounds := range years {
		for year := range rounds {
			list, err := db.Records(w.t.Context(), commune, year)
			check(w.t, err)
			got += len(list)
			faults, err := db.CheckTally(w.t.Context(), commune, year)
			check(w.t, err)
			for _, f := range faults {
				w.t.Errorf("tally: %+v", f)
			}
		}
	}
	if got != want {
		w.t.Errorf("%d people in the register, want %d", got, want)
	}
	left, err := filepath.Glob(filepath.Join(w.temp, "hoctap-uploads-*"))
	check(w.t, err)
	if len(left) > 0 {
		w.t.Errorf("workbooks stay behind: %v", left)
	}
}

// people is how many the sample workbook has.
func people(t *testing.T) int {
	t.Helper()
	w := startWard(t)
	job := w.checked()
	_, written, _ := w.post(job+"/import", "application/x-www-form-urlencoded", strings.NewReader("partial=yes"))
	w.finished(written)
	db := w.open()
	defer db.Close()
	years, err := db.AllRounds(t.Context())
	check(t, err)
	n := 0
	for commune, rounds := range years {
		for year := range rounds {
			list, err := db.Records(t.Context(), commune, year)
			check(t, err)
			n += len(list)
		}
	}
	if n == 0 {
		t.Fatal("the sample holds nobody")
	}
	w.signal(syscall.SIGTERM)
	if code := w.code(); code != 0 {
		t.Errorf("ended with %d", code)
	}
	return n
}

// An import that was accepted is whole when the process has ended, or is told and
// has written nothing.
func TestEndInTheMiddleOfAnImport(t *testing.T) {
	whole := people(t)
	t.Run("it has time", func(t *testing.T) {
		w := startWard(t)
		job := w.checked()
		letGo := w.hold()
		defer letGo()
		status, _, _ := w.post(job+"/import", "application/x-www-form-urlencoded", strings.NewReader("partial=yes"))
		if status != http.StatusSeeOther {
			t.Fatalf("status %d", status)
		}
		w.signal(syscall.SIGTERM)
		w.says("Đang dừng.*nhập: 1")
		letGo()
		if code := w.code(); code != 0 {
			t.Errorf("ended with %d\n%s", code, w.err)
		}
		w.wantPeople(whole)
	})
	t.Run("it has none", func(t *testing.T) {
		w := startWard(t, "--grace", "200ms")
		job := w.checked()
		letGo := w.hold()
		defer letGo()
		w.post(job+"/import", "application/x-www-form-urlencoded", strings.NewReader("partial=yes"))
		w.signal(syscall.SIGTERM)
		if code := w.code(); code != 0 {
			t.Errorf("ended with %d\n%s", code, w.err)
		}
		if !strings.Contains(w.err.String(), "1 lượt nhập chưa xong đã bị dừng") {
			t.Errorf("the operator is not told:\n%s", w.err)
		}
		letGo()
		w.wantPeople(0)
	})
	t.Run("it is killed", func(t *testing.T) {
		w := startWard(t)
		job := w.checked()
		letGo := w.hold()
		defer letGo()
		w.post(job+"/import", "application/x-www-form-urlencoded", strings.NewReader("partial=yes"))
		w.signal(syscall.SIGTERM)
		w.says("Đang dừng")
		w.signal(syscall.SIGTERM) // who is in a hurry says it twice
		if code := w.code(); code == 0 {
			t.Error("the second signal was not heard")
		}
		letGo()
		check(t, os.RemoveAll(w.temp))
		w.wantPeople(0)
	})
}

// An upload under way when the end is asked for is taken to its end, and its
// sender gets an answer.
func TestEndInTheMiddleOfAnUpload(t *testing.T) {
	w := startWard(t)
	kind, body := form(t, sampleWorkbook)
	reader, writer := io.Pipe()
	type reply struct {
		status int
		job    string
	}
	got := make(chan reply, 2)
	go func() {
		// A request that fails ends this goroutine: the test must not wait for ever.
		defer func() { got <- reply{}; _ = reader.Close() }()
		status, job, _ := w.post(w.place+"/import", kind, reader)
		got <- reply{status, job}
	}()
	_, err := writer.Write(body[:len(body)/2])
	check(t, err)
	// What was written is still in the client's hands: the server has to have begun
	// with it, or it is right to refuse it.
	time.Sleep(time.Second)
	w.signal(syscall.SIGTERM)
	w.says("Đang dừng")
	_, err = writer.Write(body[len(body)/2:])
	check(t, errors.Join(err, writer.Close()))
	if r := <-got; r.status != http.StatusSeeOther {
		t.Errorf("the sender got %d", r.status)
	}
	if code := w.code(); code != 0 {
		t.Errorf("ended with %d\n%s", code, w.err)
	}
	w.wantPeople(0) // it was to be checked only
}

// A balancer is told before the doors close.
func TestABalancerIsToldFirst(t *testing.T) {
	w := startWard(t, "--leave-time", "30s", "--metrics-addr", "127.0.0.1:0", "--log-format", "json")
	if status, _, body := w.get("/readyz"); status != http.StatusOK {
		t.Fatalf("ready: %d %q", status, body)
	}
	w.signal(syscall.SIGTERM)
	w.says("Đang dừng")
	status, _, _ := w.get("/readyz")
	health, _, _ := w.get("/healthz")
	page, _, _ := w.get("/rules")
	if status != http.StatusServiceUnavailable || health != http.StatusOK || page != http.StatusOK {
		t.Errorf("while it ends: ready %d, health %d, page %d", status, health, page)
	}
	// What a new database says of its key comes before the log begins.
	_, log, _ := strings.Cut(w.err.String(), "\n{")
	scanner := bufio.NewScanner(strings.NewReader("{" + log))
	for scanner.Scan() {
		if !json.Valid(scanner.Bytes()) {
			t.Errorf("the log has a line that is no JSON: %s", scanner.Text())
		}
	}
}

// dial reaches this machine under every name.
func dial(port string) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, "127.0.0.1:"+port)
	}
}

// tester is who writes into a database for a test.
func tester(ctx context.Context) context.Context {
	return audit.With(ctx, audit.Act{Account: "operator:test", Role: "operator", From: "test"})
}

// keysBeside reads the keys that a process made beside its database.
func keysBeside(db string) store.Keys {
	return func() (*seal.Ring, error) {
		text, err := os.ReadFile(db + ".key")
		if err != nil {
			return nil, err
		}
		return seal.Parse(string(text))
	}
}
