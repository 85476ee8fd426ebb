package strict

import (
	"strings"
	"testing"
)

type sample struct {
	Pos   Pos
	Name  string   `yaml:"name,required"`
	Count int      `yaml:"count"`
	Deep  []sample `yaml:"deep"`
	On    bool     `yaml:"on"`
}

func TestDecodeReadsAll(t *testing.T) {
	var s sample
	var ps Problems
	Decode("a.yaml", []byte("name: x\ncount: 3\ndeep:\n  - name: y\n    on: true\n"), &s, &ps)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	if s.Name != "x" || s.Count != 3 || len(s.Deep) != 1 || !s.Deep[0].On {
		t.Errorf("read %+v", s)
	}
	if got := s.Deep[0].Pos.String(); got != "a.yaml:4:5" {
		t.Errorf("position %s", got)
	}
}

func TestDecodeReportsEverythingAtOnce(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"unknown key", "name: x\nnmae: y\n", `f:2:1: unknown key "nmae"`},
		{"key twice", "name: x\nname: y\n", `f:2:1: key "name" is given twice`},
		{"missing", "count: 1\n", `f:1:1: key "name" is missing`},
		{"type", "name: x\ncount: many\n", `f:2:8: "many" is not a whole number`},
		{"bool", "name: x\non: yes\n", `f:2:5: "yes" is neither true nor false`},
		{"deep", "name: x\ndeep:\n  - {name: y, cuont: 1}\n", `f:3:15: unknown key "cuont"`},
		{"list", "name: x\ndeep: 4\n", "f:2:7: expected a list"},
		{"syntax", "name: [x\n", "f:"},
		{"two documents", "name: x\n---\nname: y\n", "a second document"},
		{"empty", "", "f:1:1"},
		{"alias", "name: &a x\ncount: 1\n", "anchors"},
		{"both", "count: many\nfoo: 1\n", "whole number\nf:2:1: unknown key"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var s sample
			var ps Problems
			Decode("f", []byte(c.in), &s, &ps)
			err := ps.Err()
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
