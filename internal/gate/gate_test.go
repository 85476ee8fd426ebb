package gate

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func listener(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	return l
}

// opened is a gate at work, and the way to end it.
type opened struct {
	t     *testing.T
	url   string
	at    string
	end   context.CancelFunc
	ended chan error
}

func open(t *testing.T, g Gate, h http.Handler) *opened {
	t.Helper()
	if g.Log == nil {
		g.Log = slog.New(slog.DiscardHandler)
	}
	if g.Limits == (Limits{}) {
		g.Limits = DefaultLimits()
	}
	l := listener(t)
	ctx, end := context.WithCancel(context.Background())
	o := &opened{t, "http://" + l.Addr().String(), l.Addr().String(), end, make(chan error, 1)}
	go func() { o.ended <- g.Open(ctx, Door{Listener: l, Handler: h}) }()
	t.Cleanup(end)
	return o
}

func (o *opened) wait() error {
	o.t.Helper()
	select {
	case err := <-o.ended:
		return err
	case <-time.After(30 * time.Second):
		o.t.Fatal("the gate never closed")
		return nil
	}
}

// What was accepted is answered, in the order: balancers, requests, other work.
func TestEndFinishesWhatWasAccepted(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	order := make(chan string, 3)
	g := Gate{Grace: time.Minute, Leaving: func() { order <- "leaving" }, Last: func(context.Context) { order <- "last" }}
	o := open(t, g, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-release
		fmt.Fprint(w, "whole")
	}))
	got := make(chan string, 1)
	go func() {
		answer, err := http.Get(o.url)
		if err != nil {
			got <- err.Error()
			return
		}
		defer answer.Body.Close()
		body, _ := io.ReadAll(answer.Body)
		got <- string(body)
	}()
	<-begun
	o.end()
	for range 1000 { // until nobody new is taken
		c, err := net.Dial("tcp", o.at)
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(10 * time.Millisecond)
	}
	order <- "answered"
	close(release)
	if body := <-got; body != "whole" {
		t.Errorf("the reader got %q", body)
	}
	check(t, o.wait())
	for _, want := range []string{"leaving", "answered", "last"} {
		if got := <-order; got != want {
			t.Errorf("%s before %s", got, want)
		}
	}
}

// What takes too long is broken off, and the program ends.
func TestEndBreaksOffAfterItsGrace(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	defer close(release)
	var last atomic.Bool
	o := open(t, Gate{Grace: 50 * time.Millisecond, Last: func(context.Context) { last.Store(true) }}, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(begun)
		<-release
	}))
	go func() { _, _ = http.Get(o.url) }()
	<-begun
	o.end()
	check(t, o.wait())
	if !last.Load() {
		t.Error("other work was not ended")
	}
}

func TestABrokenDoorEndsAll(t *testing.T) {
	l := listener(t)
	check(t, l.Close())
	other := listener(t)
	err := Gate{Log: slog.New(slog.DiscardHandler), Grace: time.Second, Limits: DefaultLimits()}.Open(t.Context(), Door{Listener: other, Handler: http.NotFoundHandler()}, Door{Listener: l})
	if err == nil {
		t.Error("no error")
	}
	_, err = net.Dial("tcp", other.Addr().String())
	if err == nil {
		t.Error("the other door is still open")
	}
}

// Clients that send their request a byte at a time lose the connection; others are
// served meanwhile.
func TestSlowClients(t *testing.T) {
	o := open(t, Gate{Grace: time.Second, Limits: Limits{Header: 200 * time.Millisecond, Read: 400 * time.Millisecond, Write: time.Minute, Idle: time.Minute}},
		http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, err := io.Copy(io.Discard, r.Body)
			if err != nil {
				return
			}
			fmt.Fprint(w, "whole")
		}))
	var slow []net.Conn
	for i := range 60 {
		c, err := net.Dial("tcp", o.at)
		check(t, err)
		defer c.Close()
		text := "GET / HTTP/1.1\r\nHost: x\r\nX-A: "
		if i%2 == 0 {
			text = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx"
		}
		_, err = io.WriteString(c, text)
		check(t, err)
		slow = append(slow, c)
	}
	answer, err := http.Get(o.url)
	check(t, err)
	answer.Body.Close()
	for _, c := range slow {
		check(t, c.SetReadDeadline(time.Now().Add(20*time.Second)))
		_, err := io.Copy(io.Discard, c)
		if err != nil {
			t.Fatalf("a slow client still holds its connection: %v", err)
		}
	}
}

// Requests that are no requests get a refusal of the library, or nothing.
func TestNoRequests(t *testing.T) {
	o := open(t, Gate{Grace: time.Second}, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "whole") }))
	for _, text := range []string{
		"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\r\n\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\nTransfer-Encoding: x\r\n\r\nzz\r\n",
		"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\x00y\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nA: " + strings.Repeat("y", 70<<10) + "\r\n\r\n",
	} {
		c, err := net.Dial("tcp", o.at)
		check(t, err)
		check(t, c.SetDeadline(time.Now().Add(20*time.Second)))
		_, _ = io.WriteString(c, text)
		_ = c.(*net.TCPConn).CloseWrite()
		line, _ := bufio.NewReader(c).ReadString('\n')
		if strings.Contains(line, " 200 ") || strings.Contains(line, " 500 ") {
			t.Errorf("%.60q is answered %q", text, line)
		}
		c.Close()
	}
	answer, err := http.Get(o.url)
	check(t, err)
	answer.Body.Close()
}

func TestToTLS(t *testing.T) {
	o := open(t, Gate{Grace: time.Second}, ToTLS([]string{"so.example"}, "443"))
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, test := range []struct {
		method, host, path string
		status             int
		to                 string
	}{
		{"GET", "so.example", "/places/1?x=1", 308, "https://so.example/places/1?x=1"},
		{"GET", "SO.example:80", "//evil.example/x", 308, "https://so.example//evil.example/x"},
		{"GET", "evil.example", "/", 421, ""},
		{"POST", "so.example", "/", 403, ""},
	} {
		r, err := http.NewRequestWithContext(t.Context(), test.method, o.url+test.path, nil)
		check(t, err)
		r.Host = test.host
		answer, err := client.Do(r)
		check(t, err)
		answer.Body.Close()
		if answer.StatusCode != test.status || answer.Header.Get("Location") != test.to {
			t.Errorf("%+v: %d to %q", test, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
}
