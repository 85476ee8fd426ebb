package sheet

import (
	"slices"
	"sort"

	"hoctap/internal/register"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// schoolListRows are the sheet MaTruong. A code that a record has and the list
// lacks is added, for the import refuses a code that is not there.
func schoolListRows(d ExportData, records []*register.Record) func(func([]grid.Cell, error) bool) {
	all := map[string]survey.School{}
	for _, r := range records {
		if r.SchoolCode != "" {
			all[r.SchoolCode] = survey.School{Code: r.SchoolCode, Name: r.SchoolName}
		}
	}
	for code, school := range d.Schools {
		all[code] = school
	}
	codes := make([]string, 0, len(all))
	for code := range all {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	return func(yield func([]grid.Cell, error) bool) {
		if !yield(texts("Mã trường", "Tên trường", "Cấp học", "Xã/phường", "Hệ"), nil) {
			return
		}
		for _, code := range codes {
			s := all[code]
			if !yield(texts(s.Code, s.Name, s.Level, s.Commune, s.System), nil) {
				return
			}
		}
	}
}

// listColumn is one list of the sheet DuLieu.
type listColumn struct {
	head   string
	values func([]*register.Record) []string
}

// lists are the lists we can vouch for. Those of religions, priority categories
// and relations belong to the office that made the workbook (open point U13):
// they are left out, so that the columns take any text on the way back.
var lists = []listColumn{
	{"Dân tộc", ethnicities},
	{"Diện cư trú", choices("residence")},
	{"Tình trạng cư trú", choices("presence")},
	{"Khối học", choices("grade_group")},
	{"Mã khối", func([]*register.Record) []string { return survey.Codes("grade_group") }},
	{"Bậc tốt nghiệp", choices("graduated")},
	{"Bậc TN nghề", choices("vocational")},
	{"Hoàn cảnh đặc biệt", choices("move")},
}

func choices(field string) func([]*register.Record) []string {
	return func([]*register.Record) []string { return survey.Choices(field) }
}

// ethnicities are the known groups, and whatever else the round holds.
func ethnicities(records []*register.Record) []string {
	out := survey.EthnicGroups()
	known := map[string]bool{}
	for _, name := range out {
		known[name] = true
	}
	var others []string
	for _, r := range records {
		if r.Ethnicity != "" && !known[r.Ethnicity] {
			known[r.Ethnicity] = true
			others = append(others, r.Ethnicity)
		}
	}
	slices.SortFunc(others, viet.Compare)
	return append(out, others...)
}

func listRows(records []*register.Record) func(func([]grid.Cell, error) bool) {
	var columns [][]string
	longest := 0
	for _, l := range lists {
		values := l.values(records)
		columns = append(columns, append([]string{l.head}, values...))
		longest = max(longest, len(values)+1)
	}
	return func(yield func([]grid.Cell, error) bool) {
		for i := range longest {
			row := make([]string, len(columns))
			for j, column := range columns {
				if i < len(column) {
					row[j] = column[i]
				}
			}
			if !yield(texts(row...), nil) {
				return
			}
		}
	}
}

func texts(values ...string) []grid.Cell {
	out := make([]grid.Cell, len(values))
	for i, v := range values {
		out[i] = textCell(v)
	}
	return out
}
