package centre

import (
	"strconv"
	"strings"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

// Completion is a class completed by some of its learners: what it changes in the
// register, and what each learner then is.
type Completion struct {
	Class    *Whole
	Plan     *survey.Plan // of the round; nil where completing changes no record
	Learners []Learner    // as they will be
	// Problems name who cannot complete, and why; then nothing is written.
	Problems []Refusal
}

// Refusal is somebody who cannot complete, or whose completion cannot be undone.
type Refusal struct {
	Person register.ID
	Why    *fault.Error
}

// SourceOf is what the trace of a change names as its source.
func SourceOf(c *Class) string { return sourcePrefix + strconv.FormatInt(int64(c.ID), 10) }

const sourcePrefix = "class:"

// OfSource is the class that a trace names, false where it names something else.
func OfSource(source string) (ID, bool) {
	text, ok := strings.CutPrefix(source, sourcePrefix)
	id, err := strconv.ParseInt(text, 10, 64)
	return ID(id), ok && err == nil
}

// Finish is how a class ends for some of its learners.
type Finish struct {
	Class   *Whole
	Phase   int // of literacy; 0 where completing changes no record
	Round   survey.Round
	Records map[register.ID]*register.Record // of the round
	On      place.Date
	Result  string
	Now     time.Time
}

// Complete works out what completing comes to. Who moved away, died, left the class
// or never came does not complete.
func (f *Finish) Complete(persons []register.ID) *Completion {
	out := &Completion{Class: f.Class, Plan: f.plan()}
	for _, id := range persons {
		l := f.Class.Learner(id)
		if refused := f.refuse(l, id); refused != nil {
			out.Problems = append(out.Problems, Refusal{id, refused})
			continue
		}
		done := *l
		done.State, done.CompletedOn, done.Result = Completed, f.On, f.Result
		done.Before = f.change(out.Plan, f.Records[id])
		out.Learners = append(out.Learners, done)
	}
	out.settle()
	return out
}

func (f *Finish) refuse(l *Learner, id register.ID) *fault.Error {
	r := f.Records[id]
	switch {
	case l == nil:
		return fault.New(fault.Conflict, "class.not_in_it")
	case l.State == Completed:
		return fault.New(fault.Conflict, "class.completed_already")
	case l.State != Enrolled:
		return fault.New(fault.Conflict, "class.not_enrolled")
	case r == nil && f.Phase > 0:
		return fault.New(fault.Conflict, "class.not_in_round", "year", f.Round.Year)
	case r != nil && r.Gone():
		return fault.New(fault.Conflict, "class.gone")
	}
	here, _ := f.Class.Came(id)
	if here == 0 {
		return fault.New(fault.Conflict, "class.never_came")
	}
	return nil
}

func (f *Finish) plan() *survey.Plan {
	if f.Phase == 0 {
		return nil
	}
	return &survey.Plan{
		CommuneID: f.Class.Commune, Year: f.Round.Year, Stamp: f.Round.Stamp, Typed: true,
		At: f.Now.UTC().Format(time.RFC3339), Source: SourceOf(&f.Class.Class),
	}
}

// change adds what completing changes in a record, and gives what it was.
func (f *Finish) change(p *survey.Plan, r *register.Record) map[string][2]int {
	if p == nil {
		return nil
	}
	after := *r
	completePhase(&after, f.Phase)
	fields := register.Differences(r, &after)
	if len(fields) == 0 {
		return nil
	}
	p.Changed = append(p.Changed, survey.Change{Before: r, After: &after, Fields: fields})
	before := map[string][2]int{}
	for _, key := range fields {
		before[key] = [2]int{number(key, r), number(key, &after)}
	}
	return before
}

// The grades of the literacy programme that end its phases: classes 1 to 3 are the
// first, 4 and 5 the second.
const (
	endOfPhase1 = 3
	endOfPhase2 = 5
)

// completePhase writes that somebody completed a phase of literacy. A relapse of
// degree 1 cancels both degrees (see rules/measures/predicates.yaml): who relapsed so
// far and completes the first phase again still lacks the second.
func completePhase(r *register.Record, phase int) {
	r.LiteracyAttending = 0
	if phase == 2 {
		r.LiteracyCompleted, r.Relapse = max(r.LiteracyCompleted, endOfPhase2), 0
		return
	}
	knewMore := r.LiteracyCompleted >= endOfPhase2 || primaryDone(r)
	r.LiteracyCompleted = max(r.LiteracyCompleted, endOfPhase1)
	if r.Relapse == 1 {
		r.Relapse = 0
		if knewMore {
			r.Relapse = 2
		}
	}
}

// primaryDone is the predicate completed_primary of rules/measures, on a record.
func primaryDone(r *register.Record) bool {
	return r.Graduated != "" && r.Graduated != register.GraduatedPreschool || r.Vocational != "" || r.Grade() >= 6 || r.FinishedGrade >= 5 || r.DropoutGrade >= 6
}

// number is a field of a record that holds one: all that a phase changes do.
func number(key string, r *register.Record) int {
	field, err := register.FieldByKey(key)
	if err != nil {
		return 0
	}
	n, _ := field.Value(r).(int)
	return n
}

// settle drops a plan that changes nothing, and everything where somebody is refused.
func (c *Completion) settle() {
	if len(c.Problems) > 0 {
		c.Learners = nil
	}
	if c.Plan != nil && (len(c.Plan.Changed) == 0 || len(c.Problems) > 0) {
		c.Plan = nil
	}
}

// Undo works out how a completion is taken back: the record becomes what it was, unless
// somebody changed the very fields since.
func (f *Finish) Undo(persons []register.ID) *Completion {
	out := &Completion{Class: f.Class, Plan: f.plan()}
	for _, id := range persons {
		l := f.Class.Learner(id)
		if l == nil || l.State != Completed {
			out.Problems = append(out.Problems, Refusal{id, fault.New(fault.Conflict, "class.not_completed")})
			continue
		}
		if len(l.Before) > 0 {
			if refused := f.restore(out.Plan, l); refused != nil {
				out.Problems = append(out.Problems, Refusal{id, refused})
				continue
			}
		}
		back := *l
		back.State, back.CompletedOn, back.Result, back.Certificate, back.Before = Enrolled, "", "", "", nil
		out.Learners = append(out.Learners, back)
	}
	out.settle()
	return out
}

func (f *Finish) restore(p *survey.Plan, l *Learner) *fault.Error {
	r := f.Records[l.Person]
	if r == nil || p == nil {
		return fault.New(fault.Conflict, "class.not_in_round", "year", f.Round.Year)
	}
	back := *r
	for key, change := range l.Before {
		if number(key, r) != change[1] {
			return fault.New(fault.Conflict, "class.changed_since")
		}
		field, err := register.FieldByKey(key)
		if err == nil {
			*field.At(&back).(*int) = change[0]
		}
	}
	p.Changed = append(p.Changed, survey.Change{Before: r, After: &back, Fields: register.Differences(r, &back)})
	return nil
}
