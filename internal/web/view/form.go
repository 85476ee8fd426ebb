package view

// Field is one thing to fill in. The template writes label, hint, error and input, and
// ties them together for a screen reader.
type Field struct {
	// Name is the name posted; the id is the same.
	Name  string
	Label string
	Hint  string
	Value string
	Error string
	// Type is that of the input: text, search, number, date, file, textarea.
	Type string
	// Width is how much is to be typed: "2", "4", "10", "20"; empty for the full width.
	Width string
	// Unit stands after the field: "phòng", "m²".
	Unit     string
	Optional bool
	Readonly bool
	Mode     string
	Accept   string
	// Fill is the kind of value a browser may offer, as autocomplete names it.
	Fill string
	List []string
	// Help leads to the section of the guide about the field.
	Help string
}

// Kind is the type of the input, text where none is said.
func (f Field) Kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// Described lists the ids of hint and error for aria-describedby.
func (f Field) Described() string {
	return described(f.Name, f.Hint, f.Error)
}

func described(name, hint, problem string) string {
	switch {
	case hint != "" && problem != "":
		return name + "-hint " + name + "-error"
	case hint != "":
		return name + "-hint"
	case problem != "":
		return name + "-error"
	}
	return ""
}

// Options asks to choose one of a few (radio) or one of many (select).
type Options struct {
	Name    string
	Label   string
	Hint    string
	Error   string
	Choices []Option
	// Line sets the choices beside one another.
	Line bool
	Help string
}

// Option is one choice.
type Option struct {
	Value    string
	Text     string
	Hint     string
	Selected bool
}

// Described lists the ids of hint and error for aria-describedby.
func (o Options) Described() string {
	return described(o.Name, o.Hint, o.Error)
}

// DateField asks for day, month and year in three boxes: nobody has to guess the order,
// and a day that is not known can be left out.
type DateField struct {
	Name             string
	Label            string
	Hint             string
	Error            string
	Day, Month, Year string
	Help             string
}

// Described lists the ids of hint and error for aria-describedby.
func (d DateField) Described() string {
	return described(d.Name, d.Hint, d.Error)
}

// Errors is the summary at the top: each line leads to the field to mend.
type Errors struct {
	Lines []Link
}
