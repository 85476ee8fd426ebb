package boundary

import (
	"bufio"
	"encoding/json"
	"io"
	"strconv"

	"hoctap/internal/place"
)

// Written is one feature of a file that is written.
type Written struct {
	Boundary
	Key     string
	Place   place.Attributes
	Commune string // the code, of a hamlet
}

// Write writes GeoJSON, a feature a line, that Read takes back as it is. Drawings
// and outlines on the earth do not mix in one file: all must be of one kind.
func Write(w io.Writer, list []Written) error {
	out := bufio.NewWriter(w)
	drawn := len(list) > 0 && list[0].Drawn
	head := "{\"type\":\"FeatureCollection\""
	if drawn {
		head += ",\"hoctap:drawn\":true"
	} else {
		head += ",\"hoctap:simplified\":true"
	}
	_, err := out.WriteString(head + ",\"features\":[\n")
	if err != nil {
		return err
	}
	for i := range list {
		line, err := list[i].line()
		if err != nil {
			return err
		}
		if i+1 < len(list) {
			line = append(line, ',')
		}
		_, err = out.Write(append(line, '\n'))
		if err != nil {
			return err
		}
	}
	_, err = out.WriteString("]}\n")
	if err != nil {
		return err
	}
	return out.Flush()
}

func (w *Written) line() ([]byte, error) {
	properties, err := json.Marshal(struct {
		Key     string `json:"key"`
		Code    string `json:"code,omitempty"`
		Name    string `json:"name"`
		Commune string `json:"commune,omitempty"`
		Kind    string `json:"kind"`
		From    string `json:"from"`
		Source  string `json:"source,omitempty"`
	}{w.Key, w.Place.Code, w.Place.Name, w.Commune, string(w.Place.Kind), w.From, w.Source})
	if err != nil {
		return nil, err
	}
	line := append([]byte(`{"type":"Feature","properties":`), properties...)
	line = append(line, `,"geometry":{"type":"MultiPolygon","coordinates":[`...)
	for i, polygon := range w.Shape {
		line = append(comma(line, i), '[')
		for j, ring := range polygon {
			line = append(comma(line, j), '[')
			for k, p := range append(ring[:len(ring):len(ring)], ring[0]) {
				line = append(comma(line, k), '[')
				line = w.number(line, p.X)
				line = append(line, ',')
				line = append(w.number(line, p.Y), ']')
			}
			line = append(line, ']')
		}
		line = append(line, ']')
	}
	return append(line, `]}}`...), nil
}

func comma(line []byte, i int) []byte {
	if i > 0 {
		return append(line, ',')
	}
	return line
}

func (w *Written) number(line []byte, v int32) []byte {
	if w.Drawn {
		return strconv.AppendInt(line, int64(v), 10)
	}
	return strconv.AppendFloat(line, float64(v)/perDegree, 'f', -1, 64)
}
