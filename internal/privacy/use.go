// Package privacy says why each field of the sheet is kept, and keeps the clock of
// what people ask of the body that holds their data.
package privacy

import (
	"fmt"
	"io/fs"

	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// Use is a purpose, the fields that serve it and the law it rests on.
type Use struct {
	Pos       strict.Pos
	ID        string      `yaml:"id,required"`
	Title     rule.Text   `yaml:"title,required"`
	Purpose   rule.Text   `yaml:"purpose,required"`
	Sensitive bool        `yaml:"sensitive"` // as the law calls it
	Fields    []string    `yaml:"fields,required"`
	Base      rule.Source `yaml:"base,required"`
}

type useFile struct {
	Uses []*Use `yaml:"uses,required"`
}

// Load reads the uses. A field without a use, or with two, is refused: what nobody
// can give a reason for must not be kept.
func Load(book *rule.Book, files fs.FS) ([]*Use, error) {
	const name = "privacy/uses.yaml"
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("uses of fields: %w", err)
	}
	var file useFile
	var ps strict.Problems
	strict.Decode(name, data, &file, &ps)
	used := map[string]string{}
	for _, u := range file.Uses {
		if book.Instrument(u.Base.Instrument) == nil {
			ps.Addf(u.Pos, "use %s: there is no instrument %q", u.ID, u.Base.Instrument)
		}
		for _, key := range u.Fields {
			if _, err := register.FieldByKey(key); err != nil {
				ps.Addf(u.Pos, "use %s: %v", u.ID, err)
			}
			if used[key] != "" {
				ps.Addf(u.Pos, "field %s serves %s and %s", key, used[key], u.ID)
			}
			used[key] = u.ID
		}
	}
	for _, f := range register.Fields {
		if used[f.Key] == "" {
			ps.Addf(strict.Pos{File: name, Line: 1}, "field %s serves no use", f.Key)
		}
	}
	return file.Uses, ps.Err()
}
