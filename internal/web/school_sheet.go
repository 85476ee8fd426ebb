package web

import (
	"bytes"
	"fmt"
	"net/http"
	"os"

	"hoctap/internal/rule"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/web/view"
)

// schoolExport gives the workbook of figures, filled in as far as they are known.
func schoolExport(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	facts, err := v.Store.Facts(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	if v.r.URL.Query().Get(beforeQuery) != "" {
		before, err := v.factsBefore(t)
		if err != nil {
			return err
		}
		facts = withBefore(facts, before)
	}
	var body bytes.Buffer
	err = sheet.WriteFigures(&body, v.Book.Facts(), facts)
	if err != nil {
		return err
	}
	return v.sendWorkbook(fmt.Sprintf("so-lieu-truong-%s-%d.xlsx", slug(t.at.Name), t.year), body.Bytes())
}

// schoolImport takes the workbook back: all of its figures, or none and every
// wrong cell told.
func schoolImport(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	v.sweepUploads()
	file, err := v.takeUpload()
	if err != nil {
		return v.refuseSheet(t, err, nil)
	}
	figures, problems, err := sheet.ReadFigures(file.path, grid.DefaultLimits(), v.Book.Fact)
	removed := os.Remove(file.path)
	if err == nil && len(problems) == 0 {
		problems, err = v.sheetSums(t, figures)
	}
	if err != nil || len(problems) > 0 {
		return v.refuseSheet(t, err, problems)
	}
	if removed != nil {
		return fmt.Errorf("upload: %w", removed)
	}
	values := make([]rule.FactValue, len(figures))
	for i, f := range figures {
		values[i] = rule.FactValue{School: f.School, Fact: f.Fact, Value: f.Value, Evidence: file.name}
	}
	_, err = v.Store.SaveFacts(v.ctx(), t.at.PlaceID, t.year, values)
	if err != nil {
		return v.refuseSheet(t, err, nil)
	}
	v.redirect(t.path("schools"))
	return nil
}

// sheetSums holds the figures of the workbook, with those that are kept, against
// the sums that must agree.
func (v *visit) sheetSums(t *target, figures []sheet.Figure) ([]sheet.FigureProblem, error) {
	known, err := v.Store.Facts(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return nil, err
	}
	return sheet.CheckSums(figures, known, v.sums, v.lang), nil
}

// refuseSheet shows the page again with what is wrong: with the file as a whole,
// or cell by cell.
func (v *visit) refuseSheet(t *target, err error, problems []sheet.FigureProblem) error {
	status := http.StatusUnprocessableEntity
	var lines []view.Link
	if err != nil {
		text, kind := v.told(err)
		if kind == http.StatusInternalServerError {
			return err
		}
		status = kind
		lines = append(lines, view.Link{Text: text, Href: "#file"})
	}
	for _, p := range problems {
		text, _ := v.told(p.Err)
		lines = append(lines, view.Link{Text: p.Where() + ": " + text, Href: "#file"})
	}
	page, pageErr := v.schoolPage(t)
	if pageErr != nil {
		return pageErr
	}
	page.Errors = view.Errors{Lines: lines}
	page.File.Error = v.say.T("figures.sheet_refused")
	return v.showAs(status, "school_list", page)
}
