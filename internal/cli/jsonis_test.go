package cli_test

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// jsonIs is `jsonis FILE PATH VALUE`: the JSON of the file has the value at the
// path, such as standards.TH.levels.0.outcome. A step is a key, an index, or,
// in a list of objects, the id, standard or code of one. len counts a list.
func jsonIs() {
	err := checkJSON(os.Args[1], os.Args[2], os.Args[3])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func checkJSON(file, path, want string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	var v any
	err = json.Unmarshal(data, &v)
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", file, err, data)
	}
	for _, step := range strings.Split(path, "/") {
		v, err = stepInto(v, step)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	got := "null"
	if v != nil {
		got = fmt.Sprint(v)
	}
	if got != want {
		return fmt.Errorf("%s is %s, want %s", path, got, want)
	}
	return nil
}

func stepInto(v any, step string) (any, error) {
	switch v := v.(type) {
	case map[string]any:
		inner, ok := v[step]
		if !ok {
			return nil, fmt.Errorf("no key %q", step)
		}
		return inner, nil
	case []any:
		if step == "len" {
			return len(v), nil
		}
		return pickFrom(v, step)
	}
	return nil, fmt.Errorf("nothing below %v", v)
}

func pickFrom(list []any, step string) (any, error) {
	for _, item := range list {
		m, ok := item.(map[string]any)
		if !ok {
			break
		}
		for _, key := range []string{"id", "standard", "cell", "name"} {
			if m[key] == step {
				return item, nil
			}
		}
	}
	i, err := strconv.Atoi(step)
	if err != nil || i >= len(list) {
		return nil, fmt.Errorf("no %q in a list of %d", step, len(list))
	}
	return list[i], nil
}
