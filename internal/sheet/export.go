package sheet

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// Rounds is what an export asks of the store.
type Rounds interface {
	Round(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error)
	Records(ctx context.Context, commune place.ID, year int) ([]*register.Record, error)
	Hamlets(ctx context.Context, commune place.ID, year int) ([]place.Attributes, error)
	Schools(ctx context.Context, commune place.ID, year int) (map[string]survey.School, error)
}

// ExportData is a round on its way into a workbook.
type ExportData struct {
	Year    int
	Commune place.Attributes
	Records []*register.Record
	Hamlets map[place.ID]string
	Schools map[string]survey.School
	Taken   grid.Properties // by whom
}

// LoadExport reads the round of a commune.
func LoadExport(ctx context.Context, rounds Rounds, commune place.Attributes, year int) (ExportData, error) {
	d := ExportData{Year: year, Commune: commune, Hamlets: map[place.ID]string{}}
	_, ok, err := rounds.Round(ctx, commune.PlaceID, year)
	if err != nil {
		return d, fmt.Errorf("export: %w", err)
	}
	if !ok {
		return d, fault.New(fault.NotFound, "fault.no_round", "year", year)
	}
	d.Records, err = rounds.Records(ctx, commune.PlaceID, year)
	if err != nil {
		return d, fmt.Errorf("export: %w", err)
	}
	hamlets, err := rounds.Hamlets(ctx, commune.PlaceID, year)
	if err != nil {
		return d, fmt.Errorf("export: %w", err)
	}
	for _, h := range hamlets {
		d.Hamlets[h.PlaceID] = h.Name
	}
	d.Schools, err = rounds.Schools(ctx, commune.PlaceID, year)
	if err != nil {
		return d, fmt.Errorf("export: %w", err)
	}
	return d, nil
}

// ExportSurvey writes the round as a workbook in the layout of the ministry's
// template. Importing it into the same round changes nothing. What people typed
// goes out as typed text and never becomes a formula. The column of personal
// numbers is there only where one of the records has a number.
func ExportSurvey(out io.Writer, d ExportData) error {
	records := slices.Clone(d.Records)
	sortSheets(records, d.Hamlets)
	columns := len(template)
	if !slices.ContainsFunc(records, func(r *register.Record) bool { return r.PersonalNumber != "" }) {
		columns--
	}
	widths := make([]float64, columns)
	for i := range widths {
		widths[i] = template[i].width
	}
	return grid.Write(out, d.Taken, []grid.SheetData{
		{Name: "MauNhapLieu", Header: headRows, FrozenRows: headRows, FrozenCols: columnOf("given_name"),
			Widths: widths, Merges: merges(columns), Rows: peopleRows(d, records, columns)},
		{Name: "MaTruong", Header: 1, FrozenRows: 1, Widths: []float64{14, 40, 10, 28, 8}, Rows: schoolListRows(d, records)},
		{Name: "DuLieu", Header: 1, FrozenRows: 1, Widths: slices.Repeat([]float64{16}, len(lists)), Rows: listRows(records)},
	})
}

// sortSheets puts the rows as surveyors walk: by hamlet, by sheet number, the
// people of a household together in the order in which they were entered.
func sortSheets(records []*register.Record, hamlets map[place.ID]string) {
	home := map[register.ID]*register.Record{}
	for _, r := range records {
		first := home[r.HouseholdID]
		if first == nil || r.PersonID < first.PersonID {
			home[r.HouseholdID] = r
		}
	}
	slices.SortFunc(records, func(a, b *register.Record) int {
		if a.HouseholdID != b.HouseholdID {
			x, y := home[a.HouseholdID], home[b.HouseholdID]
			for _, order := range []int{viet.Compare(hamlets[x.HamletID], hamlets[y.HamletID]), viet.Compare(x.SheetNumber, y.SheetNumber)} {
				if order != 0 {
					return order
				}
			}
			return compare(a.HouseholdID, b.HouseholdID)
		}
		return compare(a.PersonID, b.PersonID)
	})
}

func compare(a, b register.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func peopleRows(d ExportData, records []*register.Record, columns int) func(func([]grid.Cell, error) bool) {
	return func(yield func([]grid.Cell, error) bool) {
		for _, row := range headings(strconv.Itoa(d.Year), columns) {
			if !yield(row, nil) {
				return
			}
		}
		cells := make([]grid.Cell, columns)
		for i, r := range records {
			for j, p := range template[:columns] {
				cells[j] = recordCell(p.field, r, d.Hamlets)
			}
			cells[columnOf("order")-1] = numberCell(strconv.Itoa(i + 1))
			if !yield(cells, nil) {
				return
			}
		}
	}
}

// recordCell is what stands in the cell of a field.
func recordCell(field string, r *register.Record, hamlets map[place.ID]string) grid.Cell {
	switch field {
	case "", "order":
		return grid.Cell{}
	case "address":
		return textCell(survey.JoinAddress(hamlets[r.HamletID], r.Address))
	}
	text := survey.Text(field, r)
	if f, err := register.FieldByKey(field); err == nil && f.Kind == register.NumberField && text != "" {
		return numberCell(text)
	}
	// Grades are numbers in the template, though the list names years of age beside them.
	if _, err := strconv.Atoi(text); err == nil && field == "grade_group" {
		return numberCell(text)
	}
	return textCell(text)
}

func textCell(s string) grid.Cell {
	if s == "" {
		return grid.Cell{}
	}
	return grid.Cell{Text: s, Type: grid.String}
}

func numberCell(s string) grid.Cell { return grid.Cell{Text: s, Type: grid.Number} }
