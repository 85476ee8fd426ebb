package survey

import (
	"fmt"
	"strconv"
	"strings"

	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
)

// facts are what a check may ask of one record. They compare, so that a
// question is answered once for all who are alike.
type facts struct {
	profile      profile.Profile
	birthYear    int
	graduatedIn  int // the year in which the school year ended
	finishedIn   int
	dropoutIn    int
	hasSchool    bool
	schoolListed bool
	hasClass     bool
	hasHamlet    bool
	hasDetail    bool
	realDay      bool
	able         bool // as ticked, also where there is no disability
	certificate  bool
}

func factsOf(r *register.Record, schools map[string]School) facts {
	_, listed := schools[r.SchoolCode]
	return facts{
		profile: r.Profile(), birthYear: r.BirthYear,
		graduatedIn: endOf(r.GraduatedIn), finishedIn: endOf(r.FinishedIn), dropoutIn: endOf(r.DropoutIn),
		hasSchool: r.SchoolCode != "", schoolListed: listed || r.SchoolCode == "" || len(schools) == 0,
		hasClass: r.ClassName != "", hasHamlet: r.HamletID != 0, hasDetail: r.MoveDetail != "",
		realDay: r.RealDay(), able: r.Able, certificate: r.Certificate,
	}
}

func endOf(years string) int {
	_, second, ok := schoolYear(years)
	if !ok {
		return 0
	}
	return second
}

// ownWords are asked beside the vocabulary of the profile.
var ownWords = []struct {
	rule.Word
	get func(*facts) any
}{
	{rule.Word{Name: "birth_year", Kind: "int"}, func(f *facts) any { return int64(f.birthYear) }},
	{rule.Word{Name: "graduated_in", Kind: "int"}, func(f *facts) any { return int64(f.graduatedIn) }},
	{rule.Word{Name: "finished_in", Kind: "int"}, func(f *facts) any { return int64(f.finishedIn) }},
	{rule.Word{Name: "dropout_in", Kind: "int"}, func(f *facts) any { return int64(f.dropoutIn) }},
	{rule.Word{Name: "has_school", Kind: "bool"}, func(f *facts) any { return f.hasSchool }},
	{rule.Word{Name: "school_listed", Kind: "bool"}, func(f *facts) any { return f.schoolListed }},
	{rule.Word{Name: "has_class", Kind: "bool"}, func(f *facts) any { return f.hasClass }},
	{rule.Word{Name: "has_hamlet", Kind: "bool"}, func(f *facts) any { return f.hasHamlet }},
	{rule.Word{Name: "has_move_detail", Kind: "bool"}, func(f *facts) any { return f.hasDetail }},
	{rule.Word{Name: "real_day", Kind: "bool"}, func(f *facts) any { return f.realDay }},
	{rule.Word{Name: "able_ticked", Kind: "bool"}, func(f *facts) any { return f.able }},
	{rule.Word{Name: "certificate_ticked", Kind: "bool"}, func(f *facts) any { return f.certificate }},
}

// years is the word for how many years lie between the two rounds.
const years = "years_since_last"

// checkWords are the whole vocabulary: each word, and with last_ before it.
func checkWords() []rule.Word {
	single := rule.Words()
	for _, w := range ownWords {
		single = append(single, w.Word)
	}
	out := append([]rule.Word{{Name: years, Kind: "int"}}, single...)
	for _, w := range single {
		out = append(out, rule.Word{Name: "last_" + w.Name, Kind: w.Kind})
	}
	return out
}

// getters answer the words about facts.
var getters = func() map[string]func(*facts) any {
	out := map[string]func(*facts) any{}
	answers := rule.Answers()
	for i, w := range rule.Words() {
		get := answers[i]
		out[w.Name] = func(f *facts) any { return get(&f.profile) }
	}
	for _, w := range ownWords {
		out[w.Name] = w.get
	}
	return out
}()

// pair is a person's record and that of the round before.
type pair struct {
	now, last facts
	known     bool // there is a last one
	years     int
}

func (p *pair) value(word string) (any, bool) {
	if word == years {
		return int64(p.years), true
	}
	if get, ok := getters[word]; ok {
		return get(&p.now), true
	}
	before, ok := strings.CutPrefix(word, "last_")
	if get := getters[before]; ok && get != nil {
		return get(&p.last), true
	}
	return nil, false
}

// caseValue answers words from the values of a worked case.
func (k *Check) caseValue(example CheckCase) (func(string) (any, bool), error) {
	values := map[string]any{}
	kinds := map[string]string{}
	for _, w := range checkWords() {
		kinds[w.Name] = w.Kind
		values[w.Name] = zeroOf(w.Kind)
	}
	values[years] = int64(1)
	for prefix, given := range map[string]map[string]string{"": example.Now, "last_": example.Last} {
		for word, text := range given {
			kind, ok := kinds[prefix+word]
			if !ok {
				return nil, fmt.Errorf("there is no word %q", word)
			}
			value, err := caseWord(kind, text)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", word, err)
			}
			values[prefix+word] = value
		}
	}
	return func(word string) (any, bool) {
		value, ok := values[word]
		return value, ok
	}, nil
}

func zeroOf(kind string) any {
	switch kind {
	case "int":
		return int64(0)
	case "bool":
		return false
	}
	return ""
}

func caseWord(kind, text string) (any, error) {
	switch kind {
	case "int":
		if n, ok := rule.Constant(text); ok {
			return n, nil
		}
		return strconv.ParseInt(text, 10, 64)
	case "bool":
		return strconv.ParseBool(text)
	}
	return text, nil
}
