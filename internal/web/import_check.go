package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/job"
	"hoctap/internal/place"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// importCheck takes the workbook and starts the check of it. The file is streamed
// to disk as it comes: nothing of 64 MB is held in memory.
func importCheck(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	round, stands, err := v.Store.Round(v.ctx(), t.at.PlaceID, t.year)
	if err != nil {
		return err
	}
	if stands {
		err = round.MayChange()
		if err != nil {
			return err
		}
	}
	v.sweepUploads()
	file, err := v.takeUpload()
	if err != nil {
		return v.refuseUpload(t, err)
	}
	in := &intake{at: t.at, year: t.year, path: file.path, name: file.name, dryRun: true, key: jobOwner(t)}
	v.redirect("/jobs/" + v.Jobs.Start(checkJob, in.key, in.name, v.inName(v.importing(in))))
	return nil
}

// intake is one workbook on its way in: first checked, then imported.
type intake struct {
	at      place.Attributes
	year    int
	path    string // of the upload
	name    string // as the reader knows the file
	key     string
	dryRun  bool
	partial bool
	report  *survey.Report
}

// importing is the work of a check or an import.
func (v *visit) importing(in *intake) job.Work {
	s := v.server
	return func(ctx context.Context, report func(job.Progress)) (any, error) {
		done := *in
		book, err := sheet.OpenSurvey(in.path, in.year, grid.DefaultLimits())
		if err != nil {
			return nil, err
		}
		done.report, err = survey.Import(ctx, s.Store, book, survey.Options{
			CommuneID: in.at.PlaceID, CommuneName: in.at.Name, Year: in.year, DryRun: in.dryRun, Partial: in.partial, Confirm: true, FileName: in.name,
		}, s.IDs, s.Now, func(p survey.Progress) {
			report(job.Progress{Stage: "intake.phase_" + string(p.Phase), Done: p.Done, Total: p.Total})
		})
		err = errors.Join(err, book.Close())
		if err != nil {
			return nil, err
		}
		return &done, nil
	}
}

// uploadPrefix marks our files among those of the folder for uploads.
const uploadPrefix = "hoctap-upload-"

// upload is a file of a form: where it waits, and the name it had.
type upload struct{ path, name string }

// takeUpload streams the file of the form to the folder for uploads.
func (v *visit) takeUpload() (upload, error) {
	reader, err := v.r.MultipartReader()
	if err != nil {
		return upload{}, formFault(err)
	}
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return upload{}, fault.New(fault.Invalid, "fault.upload_missing")
		}
		if err != nil {
			return upload{}, formFault(err)
		}
		if part.FormName() != "file" {
			continue
		}
		if part.FileName() == "" {
			return upload{}, fault.New(fault.Invalid, "fault.upload_missing")
		}
		path, err := v.keepUpload(part)
		return upload{path, fileName(part.FileName())}, err
	}
}

func (v *visit) keepUpload(part *multipart.Part) (string, error) {
	// Another program that sweeps up may take the folder of one that had no upload
	// for a day.
	err := os.MkdirAll(v.TempDir, 0o700)
	if err != nil {
		return "", fmt.Errorf("keep upload: %w", err)
	}
	f, err := os.CreateTemp(v.TempDir, uploadPrefix+"*")
	if err != nil {
		return "", fmt.Errorf("keep upload: %w", err)
	}
	n, err := io.Copy(f, io.LimitReader(part, uploadBytes+1))
	err = errors.Join(err, f.Close())
	if err == nil && n > uploadBytes {
		err = fault.New(fault.Invalid, "fault.upload_large", "mb", uploadBytes>>20)
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// fileName is the name for people alone: no path that some browsers send along,
// and not longer than a line.
func fileName(given string) string {
	given = given[strings.LastIndexAny(given, `/\`)+1:]
	runes := []rune(viet.Clean(given))
	if len(runes) > 120 {
		runes = runes[:120]
	}
	return string(runes)
}

// refuseUpload shows the form again with what is wrong with the file.
func (v *visit) refuseUpload(t *target, err error) error {
	text, status := v.told(err)
	if status == http.StatusInternalServerError {
		return err
	}
	page, pageErr := v.importPage(t, text)
	if pageErr != nil {
		return pageErr
	}
	return v.showAs(status, "import_form", page)
}

// sweepUploads removes uploads whose jobs nobody can look at any more.
func (v *visit) sweepUploads() {
	old, err := filepath.Glob(filepath.Join(v.TempDir, uploadPrefix+"*"))
	if err != nil {
		return
	}
	for _, path := range old {
		info, err := os.Stat(path)
		if err == nil && v.Now().Sub(info.ModTime()) > uploadKept {
			_ = os.Remove(path)
		}
	}
}
