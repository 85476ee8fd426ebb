package place

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// csvParser gathers the rows of all files and what is wrong with them.
type csvParser struct {
	file     File
	problems []CSVProblem
	// unsure holds the keys of which a row could not be read. What they seem to
	// lack may stand in that row, and is not told.
	unsure map[string]bool
	// whole is false where a row could not even be given to a key: it may hold
	// what any key seems to lack.
	whole        bool
	difficulties map[DifficultyRow]bool
}

func newCSVParser() *csvParser {
	return &csvParser{
		file:         File{Rows: make(map[string][]Row)},
		unsure:       make(map[string]bool),
		difficulties: make(map[DifficultyRow]bool),
	}
}

// cells reads one row of a table and notes what is wrong in it.
type cells struct {
	*csvParser
	table *table
	row   tableRow
	bad   bool // a cell that the row cannot do without
}

func (c *cells) get(column string) string { return c.table.get(c.row, column) }

func (c *cells) refuse(column, key string, args ...any) {
	c.problems = append(c.problems, csvProblem(c.table.file, c.row.line, column, key, args...))
}

func (c *cells) key(column string) string {
	key := c.get(column)
	if key == "" {
		c.refuse(column, "place.key_missing")
		c.bad = true
	}
	return key
}

// keyOf is a key that must stand in the places file.
func (c *cells) keyOf(column string) string {
	key := c.key(column)
	if key != "" && c.unknown(key) {
		c.refuse(column, "place.key_unknown", "value", key)
		c.bad = true
	}
	return key
}

func (p *csvParser) unknown(key string) bool {
	return p.whole && p.file.Rows[key] == nil && !p.unsure[key]
}

func (c *cells) date(column string) Date {
	value := c.get(column)
	if value == "" {
		c.refuse(column, "place.date_missing")
		c.bad = true
		return ""
	}
	return c.openDate(column)
}

func (c *cells) openDate(column string) Date {
	value := c.get(column)
	if value == "" {
		return ""
	}
	_, err := time.Parse(time.DateOnly, value)
	if err != nil {
		c.refuse(column, "place.date_wrong", "value", value)
		c.bad = true
	}
	return value
}

func (c *cells) kind() Kind {
	kind := Kind(strings.ToLower(c.get("kind")))
	if !kind.Valid() {
		c.refuse("kind", "place.kind_wrong", "value", c.get("kind"))
		c.bad = true
	}
	return kind
}

// each goes over the rows of a table that are whole.
func (p *csvParser) each(t *table, read func(*cells)) {
	p.problems = append(p.problems, t.problems...)
	if !t.usable {
		return
	}
	for _, row := range t.rows {
		if len(row.cells) > 0 {
			read(&cells{csvParser: p, table: t, row: row})
		}
	}
}

func (p *csvParser) places(t *table) {
	p.whole = t.usable && !slices.ContainsFunc(t.problems, func(q CSVProblem) bool {
		return q.Key == "place.cells_many" || q.Key == "place.quotes"
	})
	seen := make(map[Row]int)
	var parents []cells
	p.each(t, func(c *cells) {
		r := c.place()
		c.difficulty(r.Key)
		if c.bad {
			p.unsure[r.Key] = true
			p.whole = p.whole && r.Key != ""
			return
		}
		again, sd := seen[r.bare()], c.get("sd_from")
		if again != 0 && sd == "" {
			c.refuse("", "place.row_twice", "line", strconv.Itoa(again))
		}
		if again != 0 {
			return
		}
		seen[r.bare()] = r.Line
		p.keep(r)
		parents = append(parents, *c)
	})
	for _, c := range parents {
		c.parent()
	}
}

// bare is the row without its line.
func (r Row) bare() Row {
	r.Line = 0
	return r
}

func (p *csvParser) keep(r Row) {
	if p.file.Rows[r.Key] == nil {
		p.file.Keys = append(p.file.Keys, r.Key)
	}
	p.file.Rows[r.Key] = append(p.file.Rows[r.Key], r)
}

func (c *cells) place() Row {
	r := Row{
		Line: c.row.line, Key: c.key("key"), Code: c.get("code"), Name: c.get("name"),
		Kind: c.kind(), Parent: c.get("parent"), From: c.date("from"), Until: c.openDate("until"),
	}
	if r.Name == "" {
		c.refuse("name", "place.name_missing")
	}
	if r.Code == "" && r.Kind.Valid() && r.Kind != Hamlet && r.Kind != Nation {
		c.refuse("code", "place.code_missing")
	}
	return r
}

func (c *cells) parent() {
	parent := c.get("parent")
	if parent != "" && c.unknown(parent) {
		c.refuse("parent", "place.parent_unknown", "value", parent)
	}
}

// difficulty takes the period from any row of the key. The same period copied
// down all its rows is one.
func (c *cells) difficulty(key string) {
	if c.get("sd_from") == "" {
		if c.get("sd_until") != "" || c.get("sd_decision") != "" {
			c.refuse("sd_from", "place.difficulty_from_missing")
		}
		return
	}
	before := c.bad
	c.bad = false
	d := DifficultyRow{Key: key, From: c.date("sd_from"), Until: c.openDate("sd_until"), Decision: c.get("sd_decision")}
	if !c.bad && key != "" && !c.difficulties[d] {
		c.difficulties[d] = true
		d.Line = c.row.line
		c.file.Difficulties = append(c.file.Difficulties, d)
	}
	c.bad = before
}

func (p *csvParser) successions(t *table) {
	p.each(t, func(c *cells) {
		s := SuccessionRow{
			Line: c.row.line, From: c.keyOf("from_key"), To: c.keyOf("to_key"), On: c.date("on"),
			Extent: Extent(strings.ToLower(c.get("extent"))), Instrument: c.get("instrument"),
		}
		if s.Extent != All && s.Extent != Part {
			c.refuse("extent", "place.extent_wrong", "value", c.get("extent"))
			c.bad = true
		}
		if !c.bad {
			p.file.Successions = append(p.file.Successions, s)
		}
	})
}

func (p *csvParser) totals(t *table) {
	p.each(t, func(c *cells) {
		x := TotalRow{
			Line: c.row.line, Key: c.keyOf("key"), Kind: c.kind(), From: c.date("from"), Until: c.openDate("until"),
			Number: c.number(), Source: c.get("source"),
		}
		if !c.bad {
			p.file.Totals = append(p.file.Totals, x)
		}
	})
}

// number is Unknown where the cell is empty: units are missing here, and nobody
// has said how many there are.
func (c *cells) number() int {
	value := c.get("number")
	if value == "" {
		return Unknown
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		c.refuse("number", "place.number_wrong", "value", value)
		c.bad = true
	}
	return n
}

// columnOf tells in which column a problem of Check is mended.
var columnOf = map[string]string{
	"place.period_empty": "until", "place.period_overlap": "from", "place.period_gap": "from",
	"place.parent_none": "parent", "place.parent_missing": "parent", "place.parent_rank": "parent", "place.cycle": "parent",
	"place.code_twice":       "code",
	"place.difficulty_empty": "sd_until", "place.difficulty_missing": "sd_from",
	"place.difficulty_kind": "sd_from", "place.difficulty_overlap": "sd_from",
	"place.succession_self": "to_key", "place.successor_missing": "to_key", "place.predecessor_missing": "from_key",
	"place.predecessor_lasts": "on", "place.succession_twice": "to_key", "place.succession_shared": "extent",
	"place.succession_cycle": "to_key",
	"place.total_empty":      "until", "place.total_overlap": "from",
}

// lacks are the problems that a row which could not be read may solve.
var lacks = map[string]bool{
	"place.period_gap": true, "place.parent_missing": true, "place.difficulty_missing": true,
	"place.successor_missing": true, "place.predecessor_missing": true, "place.predecessor_lasts": true,
}

// check holds the rows against one another, and brings each problem back to
// its line.
func (p *csvParser) check() {
	ids := make(map[string]ID, len(p.file.Keys))
	id := func(key string) ID {
		if ids[key] == 0 {
			ids[key] = ID(len(ids) + 1)
		}
		return ids[key]
	}
	rows := p.file.rows()
	for _, found := range Check(p.file.Data(id, 0)) {
		file, line, keys := p.source(found, rows)
		if lacks[found.Key] && !p.sure(keys) {
			continue
		}
		p.problems = append(p.problems, CSVProblem{file, line, columnOf[found.Key], found.Key, found.Args})
	}
}

// source gives the line of a problem and the keys that it rests on. A key
// without any row has been called unknown already.
func (p *csvParser) source(found Problem, rows []Row) (CSVFile, int, []string) {
	switch found.Section {
	case InDifficulties:
		d := p.file.Difficulties[found.Row]
		return PlacesFile, d.Line, []string{d.Key}
	case InSuccessions:
		s := p.file.Successions[found.Row]
		return SuccessionFile, s.Line, []string{s.From, s.To}
	case InTotals:
		x := p.file.Totals[found.Row]
		return TotalsFile, x.Line, []string{x.Key}
	default:
		r := rows[found.Row]
		return PlacesFile, r.Line, []string{r.Key, r.Parent}
	}
}

func (p *csvParser) sure(keys []string) bool {
	return p.whole && !slices.ContainsFunc(keys, func(key string) bool {
		return key != "" && (p.unsure[key] || p.file.Rows[key] == nil)
	})
}

// sorted puts the problems in the order of files, lines and columns.
func (p *csvParser) sorted() []CSVProblem {
	files := []CSVFile{PlacesFile, SuccessionFile, TotalsFile}
	columns := slices.Concat(placeColumns, difficultyColumns, successionColumns, totalColumns)
	slices.SortStableFunc(p.problems, func(a, b CSVProblem) int {
		return cmp.Or(
			cmp.Compare(slices.Index(files, a.File), slices.Index(files, b.File)),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(slices.Index(columns, a.Column), slices.Index(columns, b.Column)),
		)
	})
	return p.problems
}
