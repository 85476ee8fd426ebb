package strict

import (
	"strings"
	"testing"
)

// FuzzDecode: whatever the bytes, they are read or every problem stands at a line
// of the file; aliases that multiply do not eat the machine.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		"name: x\ndeep:\n  - {name: y, on: true}\n", "", "---\n---\n", "a: &a [*a]", "name: &n x\ndeep: [{name: *n}]", "<<: {name: x}", "? [a]: b", "name: !!binary x", "count: 0x7fffffffffffffffff",
		"name: x\ndeep: &a\n- name: y\n  deep: *a\n", "x: &a [1,1,1,1,1,1,1,1,1]\ny: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\ndeep: [*c,*c,*c,*c,*c,*c,*c,*c,*c]",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var s sample
		var ps Problems
		Decode("f", []byte(text), &s, &ps)
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\u0085") + strings.Count(text, "\u2028") + strings.Count(text, "\u2029") + 2
		for _, p := range ps {
			if p.Text == "" || p.Pos.File != "f" || p.Pos.Line < 0 || p.Pos.Line > lines {
				t.Errorf("%d lines, problem %+v", lines, p)
			}
		}
		if len(ps) == 0 && s.Name == "" && !strings.Contains(text, "name") {
			t.Errorf("read without what is required: %q", text)
		}
	})
}
