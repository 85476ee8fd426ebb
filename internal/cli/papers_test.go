package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hoctap/internal/cli"
)

// Every command that a paper shows is there, with every flag it is shown with.
func TestPapersShowCommandsThatExist(t *testing.T) {
	papers := []string{"../../README.md", "../../README.vi.md", "../../ARCHITECTURE.md", "../../docs/operating.md"}
	guide, err := filepath.Glob("../../docs/guide/*.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, paper := range append(papers, guide...) {
		text, err := os.ReadFile(paper)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range commands(string(text)) {
			shown++
			if fault := amiss(words); fault != "" {
				t.Errorf("%s: hoctap %s: %s", paper, strings.Join(words, " "), fault)
			}
		}
	}
	if shown < 20 {
		t.Errorf("found %d commands, the papers show more", shown)
	}
}

// A check that finds nothing amiss in a wrong command proves nothing.
func TestPapersCheckKnowsWrongCommands(t *testing.T) {
	for _, wrong := range []string{"hoctap evluate --place 1", "hoctap rules shw X", "hoctap gaps --plce 1", "hoctap import"} {
		found := commands("```\n" + wrong + "\n```\n")
		if len(found) != 1 || amiss(found[0]) == "" {
			t.Errorf("%q passes", wrong)
		}
	}
	right := commands("```\n$ bin/hoctap rules show TH2.C2 --on 2024-09-30 | head\n```\nand `hoctap import survey FILE`")
	for _, words := range right {
		if fault := amiss(words); fault != "" {
			t.Errorf("%v: %s", words, fault)
		}
	}
	if len(right) != 2 {
		t.Errorf("found %v", right)
	}
}

var (
	invocation = regexp.MustCompile(`(?:^|[\s$(])(?:bin/)?hoctap(?:\.exe)? ([a-z][^|>;)#]*)`)
	codeSpan   = regexp.MustCompile("`([^`\n]+)`")
	flagWord   = regexp.MustCompile(`^--[a-z-]+`)
)

// commands finds what stands after hoctap in the code of a paper, as words.
func commands(text string) [][]string {
	var out [][]string
	fenced := false
	text = strings.ReplaceAll(text, "\\\n", " ")
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			continue
		}
		code := []string{line}
		if !fenced && !strings.HasPrefix(line, "    ") {
			code = nil
			for _, span := range codeSpan.FindAllStringSubmatch(line, -1) {
				code = append(code, span[1])
			}
		}
		for _, c := range code {
			for _, found := range invocation.FindAllStringSubmatch(c, -1) {
				out = append(out, strings.Fields(found[1]))
			}
		}
	}
	return out
}

var (
	commandWord = regexp.MustCompile(`^[a-z]+$`)
	usage       = regexp.MustCompile(`(?m)^Cách dùng:\n  hoctap (.*)$`)
)

// amiss says what is wrong with a command, by the help that it prints itself.
func amiss(words []string) string {
	var path []string
	for _, w := range words {
		if !commandWord.MatchString(w) {
			break
		}
		path = append(path, w)
	}
	var out bytes.Buffer
	cli.Run(context.Background(), append(path, "--help"), strings.NewReader(""), &out, &out)
	found := usage.FindStringSubmatch(out.String())
	switch {
	case found == nil || !strings.HasPrefix(found[1]+" ", strings.Join(path, " ")+" "):
		return "there is no such command"
	case strings.HasSuffix(found[1], "[lệnh]") && !strings.Contains(strings.Join(words, " "), "--help"):
		return "it asks for a further word"
	}
	for _, w := range words {
		flag := flagWord.FindString(w)
		if flag != "" && !strings.Contains(out.String(), "  "+flag+" ") && !strings.Contains(out.String(), " "+flag+" ") {
			return "there is no flag " + flag
		}
	}
	return ""
}
