package survey

import (
	"strconv"

	"hoctap/internal/register"
)

// Text is a field of a record as its cell of the sheet shows it. Read again, it
// gives the field as it was.
func Text(key string, r *register.Record) string {
	if key == "class_name" {
		return markedClass(r)
	}
	f, err := register.FieldByKey(key)
	if err != nil {
		return ""
	}
	switch value := f.Value(r).(type) {
	case bool:
		if value {
			return "x"
		}
	case int:
		if value != 0 {
			return strconv.Itoa(value)
		}
	case string:
		return Written(key, value)
	}
	return ""
}

// markedClass glues the marks to the class: * two sessions, ! repeats the year.
func markedClass(r *register.Record) string {
	class := r.ClassName
	if r.TwoSessions {
		class += "*"
	}
	if r.Repeating {
		class += "!"
	}
	return class
}

// carried are the fields that a cell writes.
func carried(key string) []string {
	if key == "class_name" {
		return []string{"class_name", "repeating", "two_sessions"}
	}
	return []string{key}
}
