package agree_test

import (
	"testing"
	"testing/fstest"

	"hoctap/internal/form/agree"
)

// FuzzLoad: whatever stands in a file of agreements, it is refused or gives rules.
func FuzzLoad(f *testing.F) {
	f.Add(ruleText)
	f.Add("rules: [{id: x, left: [], right: []}]")
	f.Add("rules:\n- id: x\n  title: {vi: a, en: b}\n  form: TH-1\n")
	lib := library(f)
	f.Fuzz(func(t *testing.T, data string) {
		r, err := agree.Load(lib, fstest.MapFS{"agreement/a.yaml": &fstest.MapFile{Data: []byte(data)}})
		if err == nil && r == nil {
			t.Error("neither rules nor an error")
		}
	})
}
