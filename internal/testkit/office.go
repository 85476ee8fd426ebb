package testkit

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Office turns a file into another format with LibreOffice, the way an official
// who has no Excel opens it: Office(t, data, "xlsx", "pdf"). A filter may follow
// the format: "csv:Text - txt - csv (StarCalc):44,34,76". The profile is its own,
// so tests may run side by side.
func Office(t testing.TB, data []byte, ending, format string) []byte {
	t.Helper()
	return OfficeAll(t, map[string][]byte{"paper": data}, ending, format)["paper"]
}

// OfficeAll is Office for several files by name; LibreOffice takes longer to start
// than to open a hundred of them.
func OfficeAll(t testing.TB, files map[string][]byte, ending, format string) map[string][]byte {
	t.Helper()
	leaveOutWhenShort(t, "LibreOffice")
	soffice := Tool(t, "soffice", "LibreOffice")
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless",
		"--convert-to", format, "--outdir", filepath.Join(dir, "out")}
	for name, data := range files {
		path := filepath.Join(dir, name+"."+ending)
		err := os.WriteFile(path, data, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	said, err := exec.CommandContext(t.Context(), soffice, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("LibreOffice: %v: %s", err, said)
	}
	to, _, _ := strings.Cut(format, ":")
	out := map[string][]byte{}
	for name := range files {
		out[name], err = os.ReadFile(filepath.Join(dir, "out", name+"."+to))
		if err != nil {
			t.Fatalf("LibreOffice made nothing of %s: %v: %s", name, err, said)
		}
	}
	return out
}

// Tool finds a program that tests look at our files with, such as pdftotext,
// or skips the test and says which part of the machine is missing.
func Tool(t testing.TB, name, part string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Need(t, part, name+" is not in the path")
	}
	return path
}

// Ran runs a program over a file and gives what it prints: Ran(t, data, "pdf",
// "pdftotext", "poppler-utils", "-layout", "FILE", "-"), FILE standing for the file.
func Ran(t testing.TB, data []byte, ending, program, part string, args ...string) string {
	t.Helper()
	path := Tool(t, program, part)
	name := filepath.Join(t.TempDir(), "paper."+ending)
	err := os.WriteFile(name, data, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for i, arg := range args {
		if arg == "FILE" {
			args[i] = name
		}
	}
	out, err := exec.CommandContext(t.Context(), path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", program, err, out)
	}
	return string(out)
}
