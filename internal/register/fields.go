package register

import "fmt"

// Field is one field of the sheet. The table below is the one list from which
// the store, the import, the export and the comparison of two records are
// made: a field added here is stored, read, written and compared.
type Field struct {
	Key  string            // column of the store, key of words and of messages
	At   func(*Record) any // *string, *int or *bool
	Kind FieldKind
	// Sealed fields are stored so that nobody reads them without the key of the
	// installation, and are masked where several people are shown at once.
	Sealed bool
}

// FieldKind is the Go type of a field.
type FieldKind int

// The kinds of field.
const (
	TextField FieldKind = iota
	NumberField
	MarkField
)

// Fields are the fields of the sheet in its order.
var Fields = []Field{
	text("family_name", func(r *Record) *string { return &r.FamilyName }),
	text("given_name", func(r *Record) *string { return &r.GivenName }),
	number("birth_day", func(r *Record) *int { return &r.BirthDay }),
	number("birth_month", func(r *Record) *int { return &r.BirthMonth }),
	number("birth_year", func(r *Record) *int { return &r.BirthYear }),
	mark("female", func(r *Record) *bool { return &r.Female }),
	text("ethnicity", func(r *Record) *string { return &r.Ethnicity }),
	text("religion", func(r *Record) *string { return &r.Religion }),
	text("priority", func(r *Record) *string { return &r.Priority }),
	text("head_family_name", func(r *Record) *string { return &r.HeadFamilyName }),
	text("head_given_name", func(r *Record) *string { return &r.HeadGivenName }),
	text("address", func(r *Record) *string { return &r.Address }),
	text("sheet_number", func(r *Record) *string { return &r.SheetNumber }),
	text("residence", func(r *Record) *string { return &r.Residence }),
	text("presence", func(r *Record) *string { return &r.Presence }),
	text("grade_group", func(r *Record) *string { return &r.GradeGroup }),
	text("class_name", func(r *Record) *string { return &r.ClassName }),
	mark("repeating", func(r *Record) *bool { return &r.Repeating }),
	mark("two_sessions", func(r *Record) *bool { return &r.TwoSessions }),
	text("school_district", func(r *Record) *string { return &r.SchoolDistrict }),
	text("school_name", func(r *Record) *string { return &r.SchoolName }),
	text("school_code", func(r *Record) *string { return &r.SchoolCode }),
	text("graduated", func(r *Record) *string { return &r.Graduated }),
	mark("continuing", func(r *Record) *bool { return &r.Continuing }),
	text("graduated_in", func(r *Record) *string { return &r.GraduatedIn }),
	text("vocational", func(r *Record) *string { return &r.Vocational }),
	text("diploma_number", func(r *Record) *string { return &r.DiplomaNumber }),
	number("vocational_year", func(r *Record) *int { return &r.VocationalYear }),
	number("finished_grade", func(r *Record) *int { return &r.FinishedGrade }),
	text("finished_in", func(r *Record) *string { return &r.FinishedIn }),
	number("dropout_grade", func(r *Record) *int { return &r.DropoutGrade }),
	text("dropout_in", func(r *Record) *string { return &r.DropoutIn }),
	number("literacy_attending", func(r *Record) *int { return &r.LiteracyAttending }),
	number("literacy_completed", func(r *Record) *int { return &r.LiteracyCompleted }),
	number("relapse", func(r *Record) *int { return &r.Relapse }),
	mark("disabled_movement", func(r *Record) *bool { return &r.Movement }),
	mark("disabled_hearing_speech", func(r *Record) *bool { return &r.HearingSpeech }),
	mark("disabled_vision", func(r *Record) *bool { return &r.Vision }),
	mark("disabled_mental", func(r *Record) *bool { return &r.Mental }),
	mark("disabled_intellectual", func(r *Record) *bool { return &r.Intellectual }),
	mark("disabled_learning", func(r *Record) *bool { return &r.Learning }),
	mark("disabled_autism", func(r *Record) *bool { return &r.Autism }),
	mark("disabled_other", func(r *Record) *bool { return &r.OtherDisabled }),
	mark("certificate", func(r *Record) *bool { return &r.Certificate }),
	mark("able", func(r *Record) *bool { return &r.Able }),
	text("move", func(r *Record) *string { return &r.Move }),
	text("move_detail", func(r *Record) *string { return &r.MoveDetail }),
	text("relation", func(r *Record) *string { return &r.Relation }),
	text("guardian", func(r *Record) *string { return &r.Guardian }),
	sealed("phone", func(r *Record) *string { return &r.Phone }),
	sealed("note", func(r *Record) *string { return &r.Note }),
	sealed("personal_number", func(r *Record) *string { return &r.PersonalNumber }),
}

// SealedFields are those of the fields that are sealed.
var SealedFields = func() []Field {
	var out []Field
	for _, f := range Fields {
		if f.Sealed {
			out = append(out, f)
		}
	}
	return out
}()

// Value gives a field of a record as string, int or bool.
func (f Field) Value(r *Record) any {
	switch p := f.At(r).(type) {
	case *string:
		return *p
	case *int:
		return *p
	case *bool:
		return *p
	}
	return nil
}

// Copy takes a field over from another record.
func (f Field) Copy(to, from *Record) {
	switch p := f.At(to).(type) {
	case *string:
		*p = *f.At(from).(*string)
	case *int:
		*p = *f.At(from).(*int)
	case *bool:
		*p = *f.At(from).(*bool)
	}
}

// Differences lists the fields in which two records differ, hamlet first.
func Differences(a, b *Record) []string {
	var out []string
	if a.HamletID != b.HamletID {
		out = append(out, "hamlet")
	}
	for _, f := range Fields {
		if f.Value(a) != f.Value(b) {
			out = append(out, f.Key)
		}
	}
	return out
}

// FieldByKey finds a field.
func FieldByKey(key string) (Field, error) {
	for _, f := range Fields {
		if f.Key == key {
			return f, nil
		}
	}
	return Field{}, fmt.Errorf("the sheet has no field %q", key)
}

func text(key string, at func(*Record) *string) Field {
	return Field{Key: key, At: func(r *Record) any { return at(r) }, Kind: TextField}
}

func sealed(key string, at func(*Record) *string) Field {
	f := text(key, at)
	f.Sealed = true
	return f
}

func number(key string, at func(*Record) *int) Field {
	return Field{Key: key, At: func(r *Record) any { return at(r) }, Kind: NumberField}
}

func mark(key string, at func(*Record) *bool) Field {
	return Field{Key: key, At: func(r *Record) any { return at(r) }, Kind: MarkField}
}
