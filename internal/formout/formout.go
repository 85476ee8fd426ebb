// Package formout writes filled forms into files: one writer for each kind of
// file. What stands on a form is decided before it comes here; a writer only lays
// it out, and reads the people of a list as they come.
package formout

import (
	"io"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/paper"
	"hoctap/internal/words"
)

// Document is one form on its way into a file.
type Document struct {
	*form.Filled
	// Entries are the lines of a list, nil on a form of tables. They are read once.
	Entries iter.Seq2[form.Entry, error]
	Words   *words.Printer
	// Taken is who takes a list of people away, nil on a form of counts.
	Taken *paper.Taken
}

// Writer writes a document as one kind of file. What it cannot show in that kind,
// it says in the file, and never leaves out silently. On an error the file is not
// whole, and the caller throws it away.
type Writer interface {
	Write(out io.Writer, d *Document) error
}

// Writers are the writers by the extension of the file.
func Writers() map[string]Writer {
	return map[string]Writer{"csv": CSV{}, "html": HTML{}, "pdf": PDF{}, "xlsx": Excel{}}
}

// For finds the writer of a file by its name.
func For(file string) (Writer, error) {
	kind := strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
	w, ok := Writers()[kind]
	if !ok {
		return nil, fault.New(fault.Invalid, "form.no_writer", "kind", kind, "kinds", strings.Join(Kinds(), ", "))
	}
	return w, nil
}

// Kinds are the extensions that can be written, in order.
func Kinds() []string { return slices.Sorted(maps.Keys(Writers())) }
