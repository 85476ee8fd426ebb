package survey

import (
	"hoctap/internal/register"
	"hoctap/internal/words"
)

// Report is what an import did, or would do.
type Report struct {
	Rows     int // that hold anybody
	Accepted int // without an error
	// NewPersons, Changed and Unchanged part the accepted rows by what was known
	// of the person before, in this round or the last one. Who moved out or died
	// is counted like anyone.
	NewPersons, Changed, Unchanged int
	Errors, Warnings               []Problem

	Opens   bool // the round was opened by this import
	Refused bool // nothing was or would be written
	Written bool
	Sheet   string // of the workbook, to which the cells belong
	// Changes are the first of the changed records, for someone to look at.
	Changes []Changed
}

// Changed is one changed person as a page shows it.
type Changed struct {
	PersonID register.ID
	Name     string
	Row      int
	Fields   []ChangedField
}

// ChangedField holds a field as it was and is, as register.Field gives it.
type ChangedField struct {
	Field         string
	Before, After any
}

// mostChanges is as many as a page can show; the counts are complete.
const mostChanges = 200

func (r *Report) add(p Problem) {
	if p.Severity == Error {
		r.Errors = append(r.Errors, p)
		return
	}
	r.Warnings = append(r.Warnings, p)
}

// SaidReport is the report in the reader's words, as JSON gives it.
type SaidReport struct {
	Rows       int           `json:"rows"`
	Accepted   int           `json:"accepted"`
	NewPersons int           `json:"new_persons"`
	Changed    int           `json:"changed"`
	Unchanged  int           `json:"unchanged"`
	Errors     []SaidProblem `json:"errors"`
	Warnings   []SaidProblem `json:"warnings"`
}

// SaidProblem is one problem with its sentence.
type SaidProblem struct {
	Cell    string `json:"cell"`
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Said puts the report into words.
func (r *Report) Said(p *words.Printer) SaidReport {
	return SaidReport{
		Rows: r.Rows, Accepted: r.Accepted, NewPersons: r.NewPersons, Changed: r.Changed, Unchanged: r.Unchanged,
		Errors: saidProblems(r.Errors, p), Warnings: saidProblems(r.Warnings, p),
	}
}

func saidProblems(list []Problem, p *words.Printer) []SaidProblem {
	out := make([]SaidProblem, 0, len(list))
	for _, problem := range list {
		out = append(out, SaidProblem{problem.Cell, problem.Field, problem.Code, problem.Say(p)})
	}
	return out
}

// Say is the sentence of a problem: what happened, to what, what to do. Beside
// its own arguments a sentence may name the cell and the column.
func (p *Problem) Say(printer *words.Printer) string {
	key := "survey." + p.Code
	all := map[string]any{"cell": p.Cell}
	if p.Field != "" {
		all["column"] = printer.T("field." + p.Field)
	}
	for name, value := range p.Args {
		all[name] = value
	}
	given := map[string]any{}
	for _, name := range printer.Args(key) {
		if value, ok := all[name]; ok {
			given[name] = value
		}
	}
	return printer.T(key, given)
}

// RefusedReport is the report of a workbook that could not be read at all: one
// error without a cell, so that whoever reads the JSON need not know a second
// form.
func RefusedReport(code, message string) SaidReport {
	return SaidReport{Errors: []SaidProblem{{Code: code, Message: message}}, Warnings: []SaidProblem{}}
}
