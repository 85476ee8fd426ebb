package survey

import (
	"context"
	"fmt"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// Options say what an import is for.
type Options struct {
	CommuneID   place.ID
	CommuneName string // on the reference day of the year, to tell which schools are here
	Year        int
	DryRun      bool // only say what would be done
	Partial     bool // take the sound rows although others are wrong
	// Confirm also confirms rolled-forward records that the workbook repeats
	// unchanged. Without it, a workbook that says nothing new writes nothing.
	Confirm  bool
	FileName string
}

// Phase is a stretch of an import.
type Phase string

// The phases, in order.
const (
	Reading  Phase = "read"
	Matching Phase = "match"
	Writing  Phase = "write"
)

// Progress says how far an import has come. Total is 0 where it is not known.
type Progress struct {
	Phase       Phase
	Done, Total int
}

// Import brings a workbook into the round of a commune: all of it, or with
// Partial its sound rows, or nothing. A year without a round is opened with
// exactly the workbook's rows. The error is a fault for what forbids the import
// as a whole; what is wrong with rows stands in the report.
func Import(ctx context.Context, reg Register, w Workbook, o Options, ids func() int64, now func() time.Time, progress func(Progress)) (*Report, error) {
	if progress == nil {
		progress = func(Progress) {}
	}
	round, exists, err := reg.Round(ctx, o.CommuneID, o.Year)
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	if exists {
		err = round.MayChange()
		if err != nil {
			return nil, err
		}
	}
	drafts, err := readDrafts(w, progress)
	if err != nil {
		return nil, err
	}
	progress(Progress{Matching, 0, len(drafts)})
	known, err := recall(ctx, reg, o, exists)
	if err != nil {
		return nil, err
	}
	p := newPlanner(w, o, ids, known.hamlets)
	p.plan.Opens, p.plan.Stamp = !exists, round.Stamp
	p.run(drafts, known)
	err = p.write(ctx, reg, now, progress)
	if err != nil {
		return nil, err
	}
	return p.report, nil
}

func readDrafts(w Workbook, progress func(Progress)) ([]*Draft, error) {
	progress(Progress{Reading, 0, 0})
	var drafts []*Draft
	for d := range w.Drafts() {
		drafts = append(drafts, d)
		if len(drafts)%1000 == 0 {
			progress(Progress{Reading, len(drafts), 0})
		}
	}
	err := w.Err()
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	if len(drafts) == 0 {
		return nil, fault.New(fault.Invalid, "survey.no_rows")
	}
	return drafts, nil
}

// recollection is what the register knows before the import.
type recollection struct {
	current, former *roster
	hamlets         []place.Attributes
}

func recall(ctx context.Context, reg Register, o Options, exists bool) (recollection, error) {
	var records []*register.Record
	var err error
	if exists {
		records, err = reg.Records(ctx, o.CommuneID, o.Year)
		if err != nil {
			return recollection{}, fmt.Errorf("import: %w", err)
		}
	}
	former, _, err := reg.Former(ctx, o.CommuneID, o.Year)
	if err != nil {
		return recollection{}, fmt.Errorf("import: %w", err)
	}
	hamlets, err := reg.Hamlets(ctx, o.CommuneID, o.Year)
	if err != nil {
		return recollection{}, fmt.Errorf("import: %w", err)
	}
	here := make(map[register.ID]bool, len(records))
	for _, r := range records {
		here[r.PersonID] = true
	}
	return recollection{newRoster(records, nil), newRoster(former, here), hamlets}, nil
}

func newPlanner(w Workbook, o Options, ids func() int64, list []place.Attributes) *planner {
	return &planner{
		options: o, workbook: w, ids: ids, hamlets: newHamlets(list, ids), sheetPlace: map[string]place.ID{},
		schools: w.Schools(), here: bareName(o.CommuneName),
		plan:   &Plan{CommuneID: o.CommuneID, Year: o.Year, Schools: w.Schools(), Source: o.FileName},
		report: &Report{Sheet: w.Sheet()},
	}
}

// run plans all rows and writes the report.
func (p *planner) run(drafts []*Draft, known recollection) {
	r := p.report
	r.Rows, r.Opens = len(drafts), p.plan.Opens
	for _, problem := range p.workbook.Problems() {
		r.add(problem)
	}
	head := len(r.Warnings) // what concerns the workbook as a whole stays first
	for _, d := range drafts {
		for _, problem := range d.Problems {
			r.add(problem)
		}
	}
	for _, d := range drafts {
		p.hamlets.settle(d)
	}
	m := match(drafts, known.current, known.former, p.workbook.Has("female"))
	r.Accepted = len(m.entries)
	p.place(m)
	p.households = households(m.entries, known.current, p.ids)
	for _, e := range m.entries {
		p.take(e)
	}
	p.plan.Hamlets = p.hamlets.made
	sortProblems(r.Warnings[head:])
	p.miss(m)
}

// write applies the plan unless it is refused, only asked about, or empty.
func (p *planner) write(ctx context.Context, reg Register, now func() time.Time, progress func(Progress)) error {
	r := p.report
	r.Refused = len(r.Errors) > 0 && (!p.options.Partial || r.Accepted == 0)
	if r.Refused || p.options.DryRun || len(p.plan.New) == 0 && len(p.plan.Changed) == 0 {
		return nil
	}
	progress(Progress{Writing, 0, len(p.plan.New) + len(p.plan.Changed)})
	p.plan.At = now().UTC().Format(time.RFC3339)
	err := reg.Apply(ctx, p.plan)
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	r.Written = true
	return nil
}

// birthShown is a date of birth as people write it.
func birthShown(r *register.Record) string { return viet.Date(r.BirthDate()) }
