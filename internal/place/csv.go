package place

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// CSVInput are the files of one import. Successions and Totals may be nil.
type CSVInput struct {
	Places      io.Reader // key,code,name,kind,parent,from,until[,sd_from,sd_until,sd_decision]
	Successions io.Reader // from_key,to_key,on,extent,instrument
	Totals      io.Reader // key,kind,from,until,number,source
}

// OpenCSV gives the files of a set: name.csv and, where there are any,
// name.succession.csv and name.totals.csv.
func OpenCSV(fsys fs.FS, name string) (CSVInput, error) {
	units, err := fs.ReadFile(fsys, name+".csv")
	if err != nil {
		return CSVInput{}, fmt.Errorf("read places: %w", err)
	}
	in := CSVInput{Places: bytes.NewReader(units)}
	for suffix, reader := range map[string]*io.Reader{"succession": &in.Successions, "totals": &in.Totals} {
		body, err := fs.ReadFile(fsys, name+"."+suffix+".csv")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return CSVInput{}, fmt.Errorf("read places: %w", err)
		}
		*reader = bytes.NewReader(body)
	}
	return in, nil
}

// CSVFile names one of the files of an import.
type CSVFile string

// The files of [CSVInput].
const (
	PlacesFile     CSVFile = "places"
	SuccessionFile CSVFile = "succession"
	TotalsFile     CSVFile = "totals"
)

var (
	placeColumns      = []string{"key", "code", "name", "kind", "parent", "from", "until"}
	difficultyColumns = []string{"sd_from", "sd_until", "sd_decision"}
	successionColumns = []string{"from_key", "to_key", "on", "extent", "instrument"}
	totalColumns      = []string{"key", "kind", "from", "until", "number", "source"}
)

// CSVProblem is one thing wrong in a file. Line counts from 1 and is 0 where
// the whole file is meant; Column is the name of the column, or "".
type CSVProblem struct {
	File   CSVFile
	Line   int
	Column string
	Key    string // of the word catalogue
	Args   map[string]any
}

func csvProblem(file CSVFile, line int, column, key string, args ...any) CSVProblem {
	p := CSVProblem{File: file, Line: line, Column: column, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if p.Args == nil {
			p.Args = make(map[string]any)
		}
		p.Args[args[i].(string)] = args[i+1]
	}
	return p
}

// File is what the files of an import say, with the file's own keys in place of
// ids. Lines are kept, so that whoever stores it can point back to them.
type File struct {
	Keys         []string // in the order of their first row
	Rows         map[string][]Row
	Difficulties []DifficultyRow
	Successions  []SuccessionRow
	Totals       []TotalRow
}

// Row is one period of one place.
type Row struct {
	Line        int
	Key         string
	Code, Name  string
	Kind        Kind
	Parent      string // key; "" for the top of the file
	From, Until Date
}

// DifficultyRow is a period on the list of communes with special difficulties.
type DifficultyRow struct {
	Line        int
	Key         string
	From, Until Date
	Decision    string
}

// SuccessionRow is one succession.
type SuccessionRow struct {
	Line       int
	From, To   string
	On         Date
	Extent     Extent
	Instrument string
}

// TotalRow is one published number; Unknown where the cell is empty.
type TotalRow struct {
	Line        int
	Key         string
	Kind        Kind
	From, Until Date
	Number      int
	Source      string
}

// Data puts ids in the place of keys. A province without a parent gets the
// nation, which may be 0.
func (f File) Data(id func(key string) ID, nation ID) Data {
	var d Data
	for _, r := range f.rows() {
		a := Attributes{PlaceID: id(r.Key), From: r.From, Until: r.Until, Code: r.Code, Name: r.Name, Kind: r.Kind}
		switch {
		case r.Parent != "":
			a.Parent = id(r.Parent)
		case r.Kind == Province:
			a.Parent = nation
		}
		d.Attributes = append(d.Attributes, a)
	}
	for _, r := range f.Difficulties {
		d.Difficulties = append(d.Difficulties, Difficulty{id(r.Key), r.From, r.Until, r.Decision})
	}
	for _, r := range f.Successions {
		d.Successions = append(d.Successions, Succession{id(r.From), id(r.To), r.On, r.Extent, r.Instrument})
	}
	for _, r := range f.Totals {
		d.Totals = append(d.Totals, Total{id(r.Key), r.Kind, r.From, r.Until, r.Number, r.Source})
	}
	return d
}

// rows gives the rows in the order in which Data has their attributes.
func (f File) rows() []Row {
	var all []Row
	for _, key := range f.Keys {
		all = append(all, f.Rows[key]...)
	}
	return all
}

// ReadCSV reads the files of an import and checks them as a whole. All problems
// come at once, in the order of files and lines; where there is one, the file
// is not to be stored. What follows from another problem is not told again.
func ReadCSV(in CSVInput) (File, []CSVProblem) {
	p := newCSVParser()
	places := in.Places
	if places == nil {
		places = strings.NewReader("")
	}
	p.places(readTable(PlacesFile, places, placeColumns, difficultyColumns))
	if in.Successions != nil {
		p.successions(readTable(SuccessionFile, in.Successions, successionColumns, nil))
	}
	if in.Totals != nil {
		p.totals(readTable(TotalsFile, in.Totals, totalColumns, nil))
	}
	p.check()
	return p.file, p.sorted()
}
