package rule

import (
	"testing"

	"hoctap/internal/profile"
)

func TestQuestions(t *testing.T) {
	questions, err := NewQuestions(append(Words(), Word{"last_grade", "int"}))
	if err != nil {
		t.Fatal(err)
	}
	fell, err := questions.Compile("grade > 0 && grade < last_grade && graduated >= PRIMARY")
	if err != nil {
		t.Fatal(err)
	}
	p := profile.Profile{Grade: 6, Graduated: profile.Primary}
	words, answers := Words(), Answers()
	for _, last := range []int64{5, 7} {
		got, err := fell.Holds(func(word string) (any, bool) {
			for i, w := range words {
				if w.Name == word {
					return answers[i](&p), true
				}
			}
			return last, word == "last_grade"
		})
		if err != nil {
			t.Fatal(err)
		}
		if got != (last == 7) {
			t.Errorf("last grade %d: %v", last, got)
		}
	}
	for _, expr := range []string{"grade", "grades > 1", "grade > 'five'", "grade >"} {
		_, err := questions.Compile(expr)
		if err == nil {
			t.Errorf("%q was taken", expr)
		}
	}
}
