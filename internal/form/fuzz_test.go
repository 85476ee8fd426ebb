package form_test

import (
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"hoctap/internal/form"
)

// FuzzLoad: whatever stands in a file of forms, it is refused or gives forms whose
// worked examples can be run.
func FuzzLoad(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/sound.txtar")
	if err != nil {
		f.Fatal(err)
	}
	book := law(f)
	for _, file := range archive.Files {
		f.Add(file.Name, string(file.Data))
	}
	f.Add("table.yaml", "forms: [{code: X, kind: table, tables: [{rows: [{}], columns: [{}]}]}]")
	f.Fuzz(func(t *testing.T, name, data string) {
		files := fstest.MapFS{}
		for _, file := range archive.Files {
			files[file.Name] = &fstest.MapFile{Data: file.Data}
		}
		if files[name] == nil {
			name = "more.yaml"
		}
		files[name] = &fstest.MapFile{Data: []byte(data)}
		l, err := form.Load(book, files)
		if err == nil {
			l.Test(t.Context())
		}
	})
}
