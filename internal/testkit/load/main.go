// Command load asks a running sample town for its pages at a steady rate, as
// officers would, and holds what it sees against the bounds the project
// promises: any page p95 ≤ 50 ms at 20 requests a second, the server under
// 300 MB. It starts the program itself and stops it.
//
//	go run ./internal/testkit/load -bin bin/hoctap -db build/bench.db
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	perSecond   = 20
	boundP95    = 50 * time.Millisecond
	boundMemory = 300 // MB
)

func main() {
	bin := flag.String("bin", "bin/hoctap", "the program")
	db := flag.String("db", "build/bench.db", "database of the sample town, made if it is not there")
	seconds := flag.Int("seconds", 20, "how long to ask")
	flag.Parse()
	err := run(context.Background(), *bin, *db, *seconds)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, bin, db string, seconds int) error {
	made := exec.CommandContext(ctx, bin, "demo", "--no-serve", "--db", db)
	made.Stderr = os.Stderr
	err := made.Run()
	if err != nil {
		return fmt.Errorf("make the sample town: %w", err)
	}
	addr, err := freeAddress(ctx)
	if err != nil {
		return err
	}
	server := exec.CommandContext(ctx, bin, "demo", "--db", db, "--addr", addr)
	printed, err := server.StdoutPipe()
	if err != nil {
		return err
	}
	err = server.Start()
	if err != nil {
		return fmt.Errorf("start: %w", err)
	}
	defer stop(server)
	base := "http://" + addr
	err = enter(base, printed)
	if err != nil {
		return err
	}
	pages, broken := discover(base)
	took, err := ask(base, pages, seconds)
	if err != nil {
		return err
	}
	return errors.Join(broken, report(took, len(pages), server.Process.Pid))
}

// enter waits for the server and signs in to it.
func enter(base string, printed io.Reader) error {
	password, err := passwordOf(reader, printed)
	if err != nil {
		return err
	}
	err = waitFor(base)
	if err != nil {
		return err
	}
	return signIn(base, password)
}

func stop(c *exec.Cmd) {
	_ = c.Process.Signal(os.Interrupt)
	_ = c.Wait()
}

func freeAddress(ctx context.Context) (string, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

func waitFor(base string) error {
	for range 200 {
		body, err := get(base + "/healthz")
		if err == nil && body != "" {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("the server does not answer")
}

var client = &http.Client{Timeout: 30 * time.Second}

func get(url string) (string, error) {
	res, err := client.Get(url)
	if err != nil {
		return "", err
	}
	body, err := io.ReadAll(res.Body)
	err = errors.Join(err, res.Body.Close())
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, res.Status)
	}
	return string(body), err
}

var links = regexp.MustCompile(`href="(/[^"#]*)"`)

// discover follows the links of the two wards and the old town, as far as pages
// of every kind go, and tells of links that lead nowhere; downloads are no
// pages.
func discover(base string) ([]string, error) {
	var out []string
	var broken []error
	seen := map[string]int{}
	queue := []string{"/", "/places/14812/2025", "/places/14818/2026", "/places/381/2020"}
	for len(queue) > 0 && len(out) < 150 {
		path := strings.ReplaceAll(queue[0], "&amp;", "&")
		queue = queue[1:]
		kind := kindOf(path)
		if seen[kind] >= 6 || slices.Contains(out, path) || strings.Contains(path, ".xlsx") || strings.Contains(path, ".csv") ||
			strings.HasPrefix(path, "/static/") || strings.Contains(path, "lang=") || strings.Contains(path, "theme=") || strings.Contains(path, "/language") {
			continue
		}
		body, err := get(base + path)
		seen[kind]++
		if err != nil {
			broken = append(broken, err)
			continue
		}
		out = append(out, path)
		for _, m := range links.FindAllStringSubmatch(body, -1) {
			queue = append(queue, m[1])
		}
	}
	return out, errors.Join(broken...)
}

var digits = regexp.MustCompile(`[0-9]+`)

// kindOf is the shape of an address: its numbers left out.
func kindOf(path string) string { return digits.ReplaceAllString(path, "0") }

type sample struct {
	path string
	took time.Duration
	err  error
}

func ask(base string, pages []string, seconds int) ([]sample, error) {
	var mu sync.Mutex
	var out []sample
	var wait sync.WaitGroup
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for i := range seconds * perSecond {
		<-tick.C
		path := pages[i%len(pages)]
		wait.Go(func() {
			begun := time.Now()
			_, err := get(base + path)
			mu.Lock()
			out = append(out, sample{path, time.Since(begun), err})
			mu.Unlock()
		})
	}
	wait.Wait()
	for _, s := range out {
		if s.err != nil {
			return nil, s.err
		}
	}
	return out, nil
}

func report(took []sample, pages, pid int) error {
	slices.SortFunc(took, func(a, b sample) int { return int(a.took - b.took) })
	p := func(share int) time.Duration { return took[(len(took)-1)*share/100].took.Round(time.Microsecond * 100) }
	memory, err := peakMemory(pid)
	if err != nil {
		return err
	}
	fmt.Printf("pages      %d pages, %d requests at %d/s: p50 %s, p95 %s, slowest %s\n", pages, len(took), perSecond, p(50), p(95), p(100))
	slow := map[string]time.Duration{}
	for _, s := range took {
		slow[kindOf(s.path)] = max(slow[kindOf(s.path)], s.took)
	}
	for kind, d := range slow {
		if d > boundP95 {
			fmt.Printf("  slowest of its kind  %s  %s\n", d.Round(time.Millisecond), kind)
		}
	}
	fmt.Printf("p95/bound  %.2f (bound %s)\n", float64(p(95))/float64(boundP95), boundP95)
	fmt.Printf("memory     %d MB at its highest, %.2f of the bound of %d MB\n", memory, float64(memory)/boundMemory, boundMemory)
	if p(95) > boundP95 || memory > boundMemory {
		return errors.New("a bound is broken")
	}
	return nil
}

// peakMemory is the highest resident size of a process, in MB.
func peakMemory(pid int) (int, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			return kb / 1024, err
		}
	}
	return 0, errors.New("no VmHWM")
}
