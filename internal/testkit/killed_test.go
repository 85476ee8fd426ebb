package testkit

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
)

// startAndDie starts a server, says where, and kills its own process the hard
// way.
func startAndDie() {
	server, err := StartPostgres()
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	fmt.Printf("server=%s\n", server.URL)
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

var serverLine = regexp.MustCompile(`server=(\S+)`)

// folderOfKilledServer runs this test again in a process that dies, and returns
// the folder of the server it had.
func folderOfKilledServer(t *testing.T) string {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestServerEndsWhenItsProcessIsKilled$")
	cmd.Env = append(os.Environ(), "TESTKIT_KILLED=1")
	out, _ := cmd.CombinedOutput() // it always fails: it was killed
	said := serverLine.FindSubmatch(out)
	if said == nil {
		t.Fatalf("the child started no server:\n%s", out)
	}
	u, err := url.Parse(string(said[1]))
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("host")
}
