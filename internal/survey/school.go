package survey

import (
	"hoctap/internal/viet"
)

// schoolHeads are the headings of the sheet MaTruong.
var schoolHeads = map[string]func(*School) *string{
	"matruong":  func(s *School) *string { return &s.Code },
	"tentruong": func(s *School) *string { return &s.Name },
	"caphoc":    func(s *School) *string { return &s.Level },
	"xaphuong":  func(s *School) *string { return &s.Commune },
	"he":        func(s *School) *string { return &s.System },
}

// ReadSchools reads the sheet MaTruong, nil where it has no column of codes.
func ReadSchools(rows Rows) (map[string]School, error) {
	var columns []func(*School) *string
	out := map[string]School{}
	for rows.Next() {
		if columns == nil {
			columns = schoolColumns(rows.Cells())
			continue
		}
		school := School{}
		for i, c := range rows.Cells() {
			if i < len(columns) && columns[i] != nil && c.Type != FailedCell {
				*columns[i](&school) = viet.Clean(c.Text)
			}
		}
		if school.Code != "" {
			out[school.Code] = school
		}
	}
	if columns == nil {
		return nil, rows.Err()
	}
	return out, rows.Err()
}

func schoolColumns(cells []Cell) []func(*School) *string {
	out := make([]func(*School) *string, len(cells))
	found := false
	for i, c := range cells {
		key := headingKey(c.Text)
		out[i] = schoolHeads[key]
		found = found || key == "matruong"
	}
	if !found {
		return nil
	}
	return out
}
