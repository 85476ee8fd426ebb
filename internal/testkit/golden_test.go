package testkit

import (
	"slices"
	"testing"
)

func TestDifferingShowsTheLines(t *testing.T) {
	got := differing([]string{"A1 1", "A2 2", "A2 2"}, []string{"A1 1", "A2 3", "A2 2"})
	if !slices.Equal(got, []string{"- A2 2", "+ A2 3"}) {
		t.Errorf("got %q", got)
	}
	if got := differing([]string{"a", "b"}, []string{"b", "a"}); len(got) != 1 {
		t.Errorf("lines that moved: %q", got)
	}
	if got := differing([]string{"a"}, []string{"a"}); len(got) != 0 {
		t.Errorf("equal lines: %q", got)
	}
}
