package web

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/sheet"
)

// jobErrors gives the reader's own workbook back with every wrong cell marked
// and told.
func jobErrors(v *visit) error {
	run, err := v.run()
	if err != nil {
		return err
	}
	in, isIntake := run.Result.(*intake)
	if !isIntake {
		return fault.New(fault.NotFound, "fault.job_unknown")
	}
	done, err := v.alone()
	if err != nil {
		return err
	}
	defer done()
	var body bytes.Buffer
	err = sheet.WriteErrors(in.path, in.report, v.say, &body)
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "fault.job_unknown")
	}
	if err != nil {
		return err
	}
	entry := audit.New(audit.Export, in.at.PlaceID, in.year, audit.Detail{"page": v.r.Pattern}).OfAll()
	err = v.Store.Log(v.ctx(), entry)
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(in.name, filepath.Ext(in.name))
	return v.sendWorkbook(slug(name)+"-o-can-sua.xlsx", body.Bytes())
}
