package pdffile

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hoctap/internal/paper/papertest"
	"hoctap/internal/testkit"
)

func TestNumbersKeepTheHundredth(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 1: "1", 0.5: "0.5", 0.25: "0.25", 0.05: "0.05", 1.006: "1.01", 99.999: "100", -1.5: "-1.5", -0.01: "-0.01", 841.89: "841.89"} {
		if got := number(x); got != want {
			t.Errorf("%v is %s, want %s", x, got, want)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		x := rapid.Float64Range(-5000, 5000).Draw(rt, "x")
		got, err := strconv.ParseFloat(number(x), 64)
		if err != nil || got-x > 0.0051 || x-got > 0.0051 {
			rt.Errorf("%v became %s", x, number(x))
		}
	})
}

func TestTextOutsideOfPages(t *testing.T) {
	if got := textString("Mẫu (1)"); got != "<FEFF004D1EAB00750020002800310029>" {
		t.Errorf("got %s", got)
	}
	if got := textString("😀"); got != "<FEFFD83DDE00>" {
		t.Errorf("got %s", got)
	}
}

// A file of more pages than a group holds, and more objects than a pack, with
// marks on every page, is one that readers accept.
func TestManyPagesAndTags(t *testing.T) {
	var b bytes.Buffer
	f := New(&b, Info{Title: "Sổ", Language: "vi", Stamp: time.Date(2025, 9, 30, 0, 0, 0, 0, time.UTC)})
	font := f.Embed(papertest.Faces(t).Regular)
	const pages = 2*groupSize + 7
	list := f.Root().Begin("Table", "")
	for i := range pages {
		p := f.NewPage(200, 100)
		row := list.Begin("TR", "")
		for j := range 5 {
			cell := row.Begin("TD", "")
			p.Mark(cell)
			p.Text(font, 10, 10+30*float64(j), 20, fmt.Sprintf("ô%d.%d", i, j))
			p.Unmark()
			cell.End()
		}
		row.End()
		p.Artifact()
		p.Total(font, 8, 10, 90)
		p.Unmark()
		p.End()
	}
	list.End()
	err := f.Close()
	if err != nil {
		t.Fatal(err)
	}
	said := testkit.Ran(t, b.Bytes(), "pdf", "qpdf", "qpdf", "--check", "FILE")
	if !strings.Contains(said, "No syntax or stream encoding errors") {
		t.Error(said)
	}
	tree := testkit.Ran(t, b.Bytes(), "pdf", "pdfinfo", "poppler-utils", "-struct-text", "FILE")
	for _, want := range []string{`"ô0.0"`, `"ô150.3"`, fmt.Sprintf(`"ô%d.4"`, pages-1)} {
		if strings.Count(tree, want) != 1 {
			t.Errorf("%s is tagged %d times", want, strings.Count(tree, want))
		}
	}
	text := testkit.Ran(t, b.Bytes(), "pdf", "pdftotext", "poppler-utils", "FILE", "-")
	if n := strings.Count(text, strconv.Itoa(pages)+"\n"); n < pages {
		t.Errorf("the number of pages stands on %d of %d", n, pages)
	}
}

// A cell whose text goes on overleaf is one cell with two marks.
func TestOneElementOnTwoPages(t *testing.T) {
	var b bytes.Buffer
	f := New(&b, Info{Language: "vi"})
	font := f.Embed(papertest.Faces(t).Regular)
	node := f.Root().Begin("P", "")
	for _, word := range []string{"trước ", "sau"} {
		p := f.NewPage(200, 100)
		p.Mark(node)
		p.Text(font, 10, 10, 20, word)
		p.Unmark()
		p.End()
	}
	node.End()
	err := f.Close()
	if err != nil {
		t.Fatal(err)
	}
	tree := testkit.Ran(t, b.Bytes(), "pdf", "pdfinfo", "poppler-utils", "-struct-text", "FILE")
	if strings.Count(tree, "P (block)") != 1 || !strings.Contains(tree, "trước ") || !strings.Contains(tree, "sau") {
		t.Errorf("the tree is\n%s", tree)
	}
}

func TestFaultStays(t *testing.T) {
	f := New(broken{}, Info{})
	p := f.NewPage(10, 10)
	p.End()
	if f.Close() == nil || f.Err() == nil {
		t.Error("a file that could not be written says it was")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
