package web

import (
	"bytes"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
)

// surveyExport gives the round back as the workbook it is imported from.
func surveyExport(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	_, stands, err := v.Store.Round(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	if !stands {
		return noRound(t)
	}
	asked, err := v.askReason(t, v.say.T("log.what_survey", "year", t.year), t.path("import"))
	if asked || err != nil {
		return err
	}
	done, err := v.alone()
	if err != nil {
		return err
	}
	defer done()
	data, err := sheet.LoadExport(v.ctx(), v.Store, t.at, t.year)
	if err != nil {
		return err
	}
	data.Taken = grid.Properties(*v.taken())
	var body bytes.Buffer
	err = sheet.ExportSurvey(&body, data)
	if err != nil {
		return err
	}
	err = v.Store.Log(v.ctx(), audit.New(audit.Export, t.at.PlaceID, t.year, audit.Detail{"page": v.r.Pattern, "persons": len(data.Records)}).OfAll())
	if err != nil {
		return err
	}
	return v.sendWorkbook(fmt.Sprintf("phieu-dieu-tra-%s-%d.xlsx", slug(t.at.Name), t.year), body.Bytes())
}

// alone waits until no other large workbook is being made.
func (v *visit) alone() (func(), error) {
	select {
	case v.bulky <- struct{}{}:
		return func() { <-v.bulky }, nil
	case <-v.ctx().Done():
		return nil, fmt.Errorf("wait for another workbook: %w", v.ctx().Err())
	}
}
