// Package strict reads YAML so that nothing in a file is silently ignored:
// unknown keys, keys given twice, missing required keys, values of the wrong
// type and trailing documents are all errors, all reported at once, each with
// file, line and column. A lenient loader has frozen tax law for years
// elsewhere; law here is read to the letter or not at all.
package strict

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Pos is a place in a file. A struct with a field `Pos strict.Pos` gets the
// position of its mapping.
type Pos struct {
	File      string
	Line, Col int
}

func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Problem is one error at one place.
type Problem struct {
	Pos  Pos
	Text string
}

func (p Problem) Error() string { return p.Pos.String() + ": " + p.Text }

// Problems are all errors of a load, in the order of files and lines.
type Problems []Problem

// Addf appends a problem.
func (ps *Problems) Addf(pos Pos, format string, args ...any) {
	*ps = append(*ps, Problem{pos, fmt.Sprintf(format, args...)})
}

// Err gives the sorted problems as one error, or nil.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	sorted := append(Problems(nil), ps...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i].Pos, sorted[j].Pos
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
	return sorted
}

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Decoder lets a type read its own node, for values that may be a word or a
// number.
type Decoder interface {
	DecodeStrict(n *yaml.Node, pos Pos) error
}

// Decode reads one YAML document into out, a pointer to a struct. Struct
// fields are named by their yaml tag; ",required" makes a missing key an
// error. Problems are added to ps.
func Decode(file string, data []byte, out any, ps *Problems) {
	var doc yaml.Node
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) {
		ps.Addf(Pos{file, 1, 1}, "the file is empty")
		return
	}
	if err != nil {
		ps.Addf(yamlPos(file, err), "%s", strings.TrimPrefix(err.Error(), "yaml: "))
		return
	}
	var second yaml.Node
	if dec.Decode(&second) == nil {
		ps.Addf(Pos{file, second.Line, second.Column}, "a second document in one file")
	}
	d := decoder{file, ps}
	d.value(doc.Content[0], reflect.ValueOf(out).Elem())
}

// yamlPos digs the line out of a syntax error.
func yamlPos(file string, err error) Pos {
	_, rest, found := strings.Cut(err.Error(), "line ")
	if !found {
		return Pos{File: file, Line: 1, Col: 1}
	}
	digits, _, _ := strings.Cut(rest, ":")
	line, convErr := strconv.Atoi(digits)
	if convErr != nil {
		line = 1
	}
	return Pos{file, line, 1}
}

type decoder struct {
	file string
	ps   *Problems
}

func (d decoder) pos(n *yaml.Node) Pos { return Pos{d.file, n.Line, n.Column} }

func (d decoder) fail(n *yaml.Node, format string, args ...any) {
	d.ps.Addf(d.pos(n), format, args...)
}

func (d decoder) value(n *yaml.Node, v reflect.Value) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		d.fail(n, "anchors and aliases are not used in these files")
		return
	}
	if v.CanAddr() {
		own, ok := v.Addr().Interface().(Decoder)
		if ok {
			err := own.DecodeStrict(n, d.pos(n))
			if err != nil {
				d.fail(n, "%s", err)
			}
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem())
	case reflect.Struct:
		d.structure(n, v)
	case reflect.Map:
		d.mapping(n, v)
	case reflect.Slice:
		d.sequence(n, v)
	default:
		d.scalar(n, v)
	}
}

func (d decoder) structure(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "expected a mapping here")
		return
	}
	known := map[string]int{}
	required := map[string]bool{}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Type == reflect.TypeFor[Pos]() {
			v.Field(i).Set(reflect.ValueOf(d.pos(n)))
			continue
		}
		name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		known[name] = i
		required[name] = option == "required"
	}
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		at, ok := known[key.Value]
		switch {
		case !ok:
			d.fail(key, "unknown key %q; the keys here are %s", key.Value, strings.Join(names(known), ", "))
		case seen[key.Value]:
			d.fail(key, "key %q is given twice", key.Value)
		default:
			d.value(val, v.Field(at))
		}
		seen[key.Value] = true
	}
	for _, name := range names(known) {
		if required[name] && !seen[name] {
			d.fail(n, "key %q is missing", name)
		}
	}
}

func (d decoder) mapping(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "expected a mapping here")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i := 0; i < len(n.Content); i += 2 {
		key := reflect.ValueOf(n.Content[i].Value).Convert(v.Type().Key())
		if v.MapIndex(key).IsValid() {
			d.fail(n.Content[i], "key %q is given twice", n.Content[i].Value)
			continue
		}
		val := reflect.New(v.Type().Elem()).Elem()
		d.value(n.Content[i+1], val)
		v.SetMapIndex(key, val)
	}
}

func (d decoder) sequence(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.fail(n, "expected a list here")
		return
	}
	out := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		d.value(item, out.Index(i))
	}
	v.Set(out)
}

func (d decoder) scalar(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode {
		d.fail(n, "expected a single value here")
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(n.Value)
	case reflect.Int, reflect.Int64:
		i, err := strconv.ParseInt(n.Value, 10, 64)
		if err != nil {
			d.fail(n, "%q is not a whole number", n.Value)
			return
		}
		v.SetInt(i)
	case reflect.Bool:
		if n.Value != "true" && n.Value != "false" {
			d.fail(n, "%q is neither true nor false", n.Value)
			return
		}
		v.SetBool(n.Value == "true")
	default:
		d.fail(n, "a value of type %s cannot be read", v.Type())
	}
}

func names(m map[string]int) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
