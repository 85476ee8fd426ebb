package compare

import (
	"context"
	"fmt"
	"slices"

	"hoctap/internal/form"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/strict"
)

// Supposition says whom another program may leave out of its count.
type Supposition struct {
	Pos       strict.Pos
	ID        string    `yaml:"id,required"`
	Text      rule.Text `yaml:"text,required"`
	LeavesOut string    `yaml:"leaves_out,required"`
	// Finds and Passes are somebody who is left out and somebody who is not.
	Finds  map[string]string `yaml:"finds,required"`
	Passes map[string]string `yaml:"passes,required"`

	question *rule.Question
}

type suppositionFile struct {
	Suppositions []*Supposition `yaml:"suppositions,required"`
}

// Load reads the suppositions, and tries each on its own examples.
func Load(name string, body []byte) ([]*Supposition, error) {
	var file suppositionFile
	var ps strict.Problems
	strict.Decode(name, body, &file, &ps)
	questions, err := rule.NewQuestions(vocabulary())
	if err != nil {
		return nil, err
	}
	for _, s := range file.Suppositions {
		s.question, err = questions.Compile(s.LeavesOut)
		if err != nil {
			ps.Addf(s.Pos, "%s: %v", s.ID, err)
			continue
		}
		s.tryExample(&ps, s.Finds, true)
		s.tryExample(&ps, s.Passes, false)
	}
	return file.Suppositions, ps.Err()
}

func (s *Supposition) tryExample(ps *strict.Problems, example map[string]string, want bool) {
	got, err := s.question.Holds(func(word string) (any, bool) {
		text, ok := example[word]
		if text == "true" || text == "false" {
			return text == "true", ok
		}
		return text, ok
	})
	if err != nil || got != want {
		ps.Addf(s.Pos, "%s leaves %v out: %v, want %v", s.ID, example, got, want)
	}
}

// ofRecord are the words that a record has beside those of its profile.
var ofRecord = map[string]func(*register.Record) bool{
	"confirmed":       func(r *register.Record) bool { return r.Confirmed },
	"numbered":        func(r *register.Record) bool { return r.PersonalNumber != "" },
	"birth_day_known": func(r *register.Record) bool { return r.BirthDay > 0 && r.BirthMonth > 0 },
	"hamlet_known":    func(r *register.Record) bool { return r.HamletID != 0 },
}

const inQuestion = "in_question"

func vocabulary() []rule.Word {
	out := append(rule.Words(), rule.Word{Name: inQuestion, Kind: "bool"})
	for name := range ofRecord {
		out = append(out, rule.Word{Name: name, Kind: "bool"})
	}
	return out
}

// answers give the words of one record.
type answers struct {
	at     map[string]func(*profile.Profile) any
	record *register.Record
	person profile.Profile
	asked  map[register.ID]bool
}

func newAnswers(asked map[register.ID]bool) *answers {
	a := &answers{at: map[string]func(*profile.Profile) any{}, asked: asked}
	for i, w := range rule.Words() {
		a.at[w.Name] = rule.Answers()[i]
	}
	return a
}

func (a *answers) value(word string) (any, bool) {
	if word == inQuestion {
		return a.asked[a.record.PersonID], true
	}
	if get, ok := ofRecord[word]; ok {
		return get(a.record), true
	}
	get, ok := a.at[word]
	if !ok {
		return nil, false
	}
	return get(&a.person), true
}

// supposed makes the records without those whom a supposition leaves out; nil
// where it leaves nobody out.
func (s *Supposition) supposed(now map[round][]*register.Record, a *answers) (*supposition, error) {
	out := &supposition{key: "", text: form.Text{Vi: s.Text.Vi, En: s.Text.En}, records: map[round][]*register.Record{}}
	left := 0
	for at, list := range now {
		var keep []*register.Record
		for _, r := range list {
			a.record, a.person = r, r.Profile()
			out, err := s.question.Holds(a.value)
			if err != nil {
				return nil, fmt.Errorf("supposition %s: %w", s.ID, err)
			}
			if out {
				left++
			} else {
				keep = append(keep, r)
			}
		}
		out.records[at] = keep
	}
	if left == 0 {
		return nil, nil
	}
	return out, nil
}

// suppositions are all that is worth trying: former states of our own data, the
// latest first, then what another program may leave out.
func (e *Explainer) suppositions(ctx context.Context, now map[round][]*register.Record) ([]*supposition, error) {
	out, err := e.former(ctx, now)
	if err != nil {
		return nil, err
	}
	asked, err := e.asked(ctx, now)
	if err != nil {
		return nil, err
	}
	a := newAnswers(asked)
	for _, s := range e.Suppositions {
		one, err := s.supposed(now, a)
		if err != nil {
			return nil, err
		}
		if one != nil {
			out = append(out, one)
		}
	}
	return out, nil
}

// asked are those of whom it is not settled who they are.
func (e *Explainer) asked(ctx context.Context, now map[round][]*register.Record) (map[register.ID]bool, error) {
	out := map[register.ID]bool{}
	for at := range now {
		list, err := e.Source.Questions(ctx, at.commune, at.year)
		if err != nil {
			return nil, err
		}
		for _, q := range list {
			out[q.Person.PersonID] = true
		}
	}
	return out, nil
}

// records are those of all rounds that the form counts.
func (e *Explainer) records(ctx context.Context, f *form.Filled) (map[round][]*register.Record, error) {
	out := map[round][]*register.Record{}
	for _, r := range f.Rounds {
		list, err := e.Source.Records(ctx, r.Commune.ID, r.Year)
		if err != nil {
			return nil, err
		}
		out[round{r.Commune.ID, r.Year}] = slices.Clip(list)
	}
	return out, nil
}
