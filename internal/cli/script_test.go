package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"hoctap/internal/cli"
	"hoctap/internal/sheet/sheettest"
	"hoctap/internal/testkit"
)

func TestMain(m *testing.M) {
	testkit.ScriptMain(m, cli.Run, map[string]func(){"workbook": workbook, "edit": edit, "jsonis": jsonIs})
}

// TestScripts runs the command line as its users do; each archive is a story.
func TestScripts(t *testing.T) {
	sample, err := filepath.Abs("../sheet/grid/testdata/mau-nhap-lieu-2025.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	testkit.Scripts(t, "testdata/script", "SAMPLE="+sample)
}

// edit is `edit FROM TO EDIT…`: a workbook with edits.
func edit() {
	err := sheettest.Edit(os.Args[1], os.Args[2], os.Args[3:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// workbook is `workbook OUT EDIT…`: the sample with edits (package sheettest).
func workbook() {
	err := sheettest.Edit(os.Getenv("SAMPLE"), os.Args[1], os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
