package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/publication"
	"hoctap/internal/rule"
)

// openFigure is a published figure as other programs read it.
type openFigure struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Kind string `json:"kind"`
	publication.Figure
}

// publicFile gives all that was published of a year, for programs.
func publicFile(v *visit) error {
	name := v.r.PathValue("file")
	kind := path.Ext(name)
	year, err := v.year(strings.TrimSuffix(name, kind))
	if err != nil {
		return err
	}
	figures, err := v.openFigures(year)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	switch kind {
	case ".csv":
		err = writeOpenCSV(&body, figures)
		v.w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	case ".json":
		err = json.NewEncoder(&body).Encode(map[string]any{"year": year, "figures": figures})
		v.w.Header().Set("Content-Type", "application/json; charset=utf-8")
	default:
		return fault.New(fault.NotFound, "refusal.address")
	}
	if err != nil {
		return fmt.Errorf("open data: %w", err)
	}
	return v.sendOpen(body.Bytes())
}

// sendOpen lets programs of any site read it, and keep it while it is the same.
func (v *visit) sendOpen(body []byte) error {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	h := v.w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "public, max-age=300")
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if v.r.Header.Get("If-None-Match") == tag {
		v.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	v.w.WriteHeader(http.StatusOK)
	_, err := v.w.Write(body)
	return err
}

func (v *visit) openFigures(year int) ([]openFigure, error) {
	figures, err := v.kiosk().Published(v.ctx(), year)
	if err != nil {
		return nil, err
	}
	if len(figures) == 0 {
		return nil, fault.New(fault.NotFound, "open.no_year", "year", year)
	}
	tree, err := v.kiosk().Places(v.ctx())
	if err != nil {
		return nil, err
	}
	units := map[place.ID]place.Attributes{}
	out := make([]openFigure, len(figures))
	for i, f := range figures {
		if _, known := units[f.Place]; !known {
			units[f.Place], _ = tree.At(f.Place, rule.ReferenceDay(year))
		}
		at := units[f.Place]
		out[i] = openFigure{at.Code, at.Name, string(at.Kind), f}
	}
	return out, nil
}

// writeOpenCSV writes a header and a line a figure; what is withheld is empty. The
// mark of the order of bytes lets Excel read Vietnamese.
func writeOpenCSV(to *bytes.Buffer, figures []openFigure) error {
	to.WriteString("\uFEFF")
	w := csv.NewWriter(to)
	lines := [][]string{{"year", "code", "name", "kind", "measure", "withheld", "fulfil", "of", "communes_counted", "communes", "published_at"}}
	for _, f := range figures {
		fulfil, of := strconv.FormatInt(f.Fulfil, 10), strconv.FormatInt(f.Of, 10)
		if f.Withheld {
			fulfil, of = "", ""
		}
		lines = append(lines, []string{strconv.Itoa(f.Year), f.Code, f.Name, f.Kind, f.Measure, strconv.FormatBool(f.Withheld), fulfil, of,
			strconv.Itoa(f.Parts), strconv.Itoa(f.Whole), f.At})
	}
	return w.WriteAll(lines)
}
