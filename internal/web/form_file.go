package web

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"strconv"

	"hoctap/internal/audit"
	"hoctap/internal/formout"
	"hoctap/internal/right"
)

var fileTypes = map[string]string{
	"pdf":  "application/pdf",
	"csv":  "text/csv; charset=utf-8",
	"html": "text/html; charset=utf-8",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// sendForm gives a form as a file. It is whole on the disk before the first byte
// leaves: a tracking book of 30,000 people does not fit beside the pages in memory,
// and half of one must not reach anybody.
func (v *visit) sendForm(t *target, ask *asked, kind string, writer formout.Writer) error {
	filled, err := v.filled(t, ask)
	if err != nil {
		return err
	}
	err = v.mayName(t, ask, filled, right.ExportPersons)
	if err != nil {
		return err
	}
	d, err := v.document(filled)
	if err != nil {
		return err
	}
	if d.Entries != nil {
		asked, err := v.askReason(t, d.Title.In(string(v.lang)), formPath(t, filled.Code, ask.hamlet))
		if asked || err != nil {
			return err
		}
		d.Taken = v.taken()
		d.Entries = v.noted(d.Entries, filled.Year, 0, math.MaxInt)
	}
	f, err := os.CreateTemp(v.TempDir, "hoctap-form-*")
	if err != nil {
		return fmt.Errorf("file of a form: %w", err)
	}
	defer func() { _ = errors.Join(f.Close(), os.Remove(f.Name())) }()
	err = v.writeAlone(f, d, writer)
	if err != nil {
		return err
	}
	err = v.enter(audit.Export, audit.Detail{"form": filled.Code, "file": kind})
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%s-%s-%d.%s", slug(filled.Code), slug(d.Place.Name), t.year, kind)
	if filled.Hamlet != nil {
		name = fmt.Sprintf("%s-%s-%s-%d.%s", slug(filled.Code), slug(filled.Hamlet.Name), slug(d.Place.Name), t.year, kind)
	}
	return v.sendFile(name, fileTypes[kind], f)
}

// writeAlone writes while no other large file is being made; a slow reader then
// keeps nobody waiting.
func (v *visit) writeAlone(f *os.File, d *formout.Document, writer formout.Writer) error {
	done, err := v.alone()
	if err != nil {
		return err
	}
	defer done()
	err = writer.Write(f, d)
	if err != nil {
		return fmt.Errorf("write %s: %w", d.Code, err)
	}
	return nil
}

func (v *visit) sendFile(name, contentType string, f *os.File) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("size of %s: %w", name, err)
	}
	_, err = f.Seek(0, io.SeekStart)
	if err != nil {
		return fmt.Errorf("rewind %s: %w", name, err)
	}
	h := v.w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	v.w.WriteHeader(http.StatusOK)
	_, err = io.Copy(v.w, f)
	if err != nil {
		return fmt.Errorf("send %s: %w", name, err)
	}
	return nil
}
