package testkit

import (
	"bufio"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// ErrNoPostgres says that the machine has no PostgreSQL server programs.
var ErrNoPostgres = errors.New("no initdb in /usr/lib/postgresql/*/bin or PATH")

// A PostgresServer runs until Stop, until the process that started it ends in
// whatever way, or until nothing in it refers to the value any more.
type PostgresServer struct {
	URL string

	keeper *exec.Cmd
	tether io.Closer
}

// keeperScript sets up and runs the server. It waits at the far end of a pipe
// whose near end this process holds: when the process ends, even by a kill that
// lets no cleanup run, the pipe closes and the script stops the server and
// removes its files.
//
//go:embed postgres_server.sh
var keeperScript string

// StartPostgres starts a server of its own in a new folder, reachable through a
// socket in that folder only.
func StartPostgres() (*PostgresServer, error) {
	bin, err := postgresBin()
	if err != nil {
		return nil, err
	}
	owner, err := serverOwner()
	if err != nil {
		return nil, err
	}
	dir, err := serverFolder(owner)
	if err != nil {
		return nil, err
	}
	server := &PostgresServer{URL: socketURL(dir)}
	err = server.start(bin, dir, owner)
	if err != nil {
		return nil, fmt.Errorf("start PostgreSQL from %s: %w", bin, err)
	}
	return server, nil
}

func (s *PostgresServer) start(bin, dir string, owner *syscall.Credential) error {
	s.keeper = exec.Command("/bin/sh", "-c", keeperScript, "postgres-keeper", bin, dir)
	// A group of its own: an interrupt at the keyboard reaches every process of
	// the terminal's group, and the keeper has to outlive it to clean up.
	s.keeper.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: owner}
	s.keeper.Dir = dir
	var complaint bytes.Buffer
	s.keeper.Stderr = &complaint
	tether, err := s.keeper.StdinPipe()
	if err != nil {
		return err
	}
	s.tether = tether
	stdout, err := s.keeper.StdoutPipe()
	if err != nil {
		return err
	}
	err = s.keeper.Start()
	if err != nil {
		return err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil || line != "ready\n" {
		tether.Close()
		return fmt.Errorf("%w\n%s", s.keeper.Wait(), complaint.String())
	}
	return nil
}

// Stop ends the server and waits until its files are gone.
func (s *PostgresServer) Stop() error {
	err := s.tether.Close()
	if err != nil {
		return fmt.Errorf("let go of PostgreSQL: %w", err)
	}
	err = s.keeper.Wait()
	if err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	return nil
}

func socketURL(dir string) string {
	u := url.URL{Scheme: "postgres", User: url.User("postgres"), Path: "/postgres"}
	u.RawQuery = url.Values{"host": {dir}}.Encode()
	return u.String()
}

// postgresBin finds the folder with the server programs: Debian keeps them out
// of PATH, one folder a version; the newest is taken.
func postgresBin() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(slices.MaxFunc(found, byVersion)), nil
	}
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		return "", ErrNoPostgres
	}
	// Distributions link single programs into PATH; the others stand beside
	// the file the link leads to.
	initdb, err = filepath.EvalSymlinks(initdb)
	if err != nil {
		return "", fmt.Errorf("follow link to initdb: %w", err)
	}
	return filepath.Dir(initdb), nil
}

func byVersion(a, b string) int {
	return versionOf(a) - versionOf(b)
}

// versionOf reads 15 from /usr/lib/postgresql/15/bin/initdb. Text order would
// put 9 above 15.
func versionOf(path string) int {
	major, _, _ := strings.Cut(strings.Split(path, "/")[4], ".")
	version, err := strconv.Atoi(major)
	if err != nil {
		return 0
	}
	return version
}

// serverOwner is the user the server runs as: nil for ourselves, and somebody
// else where we are root, since PostgreSQL refuses to run as root.
func serverOwner() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		owner, err := user.Lookup(name)
		if err != nil {
			continue
		}
		return credential(owner)
	}
	return nil, errors.New("run PostgreSQL: it refuses root and there is no user postgres or nobody")
}

func credential(owner *user.User) (*syscall.Credential, error) {
	uid, err := strconv.ParseUint(owner.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("read user id of %s: %w", owner.Username, err)
	}
	gid, err := strconv.ParseUint(owner.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("read group id of %s: %w", owner.Username, err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// serverFolder makes the folder of a server. Another user must be able to reach
// it, and a socket's path is limited to 107 bytes, so root's servers go to the
// one place that is short and open to all.
func serverFolder(owner *syscall.Credential) (string, error) {
	parent := os.TempDir()
	if owner != nil {
		parent = "/tmp"
	}
	dir, err := os.MkdirTemp(parent, "hoctap-postgres-")
	if err != nil {
		return "", fmt.Errorf("make folder for PostgreSQL: %w", err)
	}
	if owner == nil {
		return dir, nil
	}
	err = os.Chown(dir, int(owner.Uid), int(owner.Gid))
	if err != nil {
		return "", fmt.Errorf("hand folder to PostgreSQL's user: %w", err)
	}
	return dir, nil
}
