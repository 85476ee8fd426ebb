package form

import (
	"fmt"
	"strconv"
	"strings"

	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// subject is the record that a column of a list reads, with what stands beside it.
type subject struct {
	*register.Record
	hamlet  string
	schools map[string]survey.School
}

// derived are columns that are made of several fields of the sheet. The name of a
// school is often left out beside its code, and then found in the list of schools.
var derived = map[string]func(*subject) string{
	"name":         func(s *subject) string { return s.Name() },
	"hamlet":       func(s *subject) string { return s.hamlet },
	"head":         func(s *subject) string { return s.HeadName() },
	"birth":        func(s *subject) string { return viet.Date(s.BirthDate()) },
	"age":          func(s *subject) string { return strconv.Itoa(s.Age()) },
	"home":         func(s *subject) string { return joined(", ", s.Address, s.hamlet) },
	"class":        func(s *subject) string { return class(s) },
	"school_name":  func(s *subject) string { return schoolName(s) },
	"disabilities": func(s *subject) string { return disabilities(s) },
	"schooling":    func(s *subject) string { return schooling(s) },
}

// numbers are fields whose value is a number in a list too.
var figures = map[string]bool{"age": true, "birth_year": true}

// valueOf finds a column of a list by its key: a field of the register, or one
// made of some.
func valueOf(key string) (func(*subject) Cell, error) {
	if get, ok := derived[key]; ok {
		return func(s *subject) Cell { return written(key, get(s)) }, nil
	}
	f, err := register.FieldByKey(key)
	if err != nil {
		return nil, fmt.Errorf("a list has no field %q", key)
	}
	return func(s *subject) Cell {
		switch v := f.Value(s.Record).(type) {
		case bool:
			return tick(v)
		case int:
			if v == 0 {
				return Cell{}
			}
			return Cell{Kind: FigureCell, N: int64(v)}
		case string:
			return written(key, survey.Written(key, v))
		}
		return Cell{}
	}, nil
}

func written(key, s string) Cell {
	if s == "" {
		return Cell{}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if figures[key] && err == nil {
		return Cell{Kind: FigureCell, N: n}
	}
	return textCell(plain(s))
}

// class is the class with its marks, or the grade where no class is written.
func class(s *subject) string {
	c := s.ClassName
	if c == "" {
		c = survey.Written("grade_group", s.GradeGroup)
	}
	if c == "" {
		return ""
	}
	if s.TwoSessions {
		c += "*"
	}
	if s.Repeating {
		c += "!"
	}
	return c
}

func schoolName(s *subject) string {
	if s.SchoolName != "" {
		return s.SchoolName
	}
	if known := s.schools[s.SchoolCode]; known.Name != "" {
		return known.Name
	}
	return s.SchoolCode
}

func disabilities(s *subject) string {
	bits := s.Profile().Disabilities
	var out []string
	for _, d := range []struct {
		bit  int
		name string
	}{
		{profile.Movement, "vận động"}, {profile.HearingSpeech, "nghe, nói"}, {profile.Vision, "nhìn"}, {profile.Mental, "thần kinh, tâm thần"},
		{profile.Intellectual, "trí tuệ"}, {profile.Learning, "học tập"}, {profile.Autism, "tự kỷ"}, {profile.OtherDisability, "khác"},
	} {
		if bits&d.bit != 0 {
			out = append(out, d.name)
		}
	}
	return strings.Join(out, "; ")
}

// schooling is a person's year in the column of a tracking book: the class, or
// where schooling ended.
func schooling(s *subject) string {
	switch {
	case s.GradeGroup != "":
		return class(s)
	case s.LiteracyAttending > 0:
		return fmt.Sprintf("XMC %d", s.LiteracyAttending)
	case s.DropoutGrade > 0:
		return fmt.Sprintf("BH %d", s.DropoutGrade)
	case s.FinishedGrade > 0:
		return fmt.Sprintf("HX %d", s.FinishedGrade)
	case s.Graduated != "":
		return "TN " + s.Graduated
	}
	return ""
}

func joined(by string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, by)
}
