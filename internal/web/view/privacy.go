package view

// PrivacyPage is the notice on what is kept of people.
type PrivacyPage struct {
	Page
	Heading    string
	Lead       string
	Paragraphs []string
	Uses       []PrivacyUse
}

// PrivacyUse is a purpose with its fields and the law it rests on.
type PrivacyUse struct {
	ID        string
	Title     string
	Purpose   string
	Sensitive bool
	Base      string
	Mark      *Tag // nil where the law was seen itself
	Note      string
	Fields    []string
}

// RequestPage takes down what somebody asks about their data.
type RequestPage struct {
	Page
	Heading string
	Lead    string
	Action  string
	Errors  Errors
	Kind    Options
	On      Field
	Text    Field
	Back    Link
}

// RequestList is what people have asked, what is due first.
type RequestList struct {
	Page
	Heading string
	Lead    string
	Items   []RequestItem
	Empty   *Empty
}

// RequestItem is one request. Action is empty where it is settled.
type RequestItem struct {
	Name     string
	Href     string
	Place    string
	Kind     string
	Text     string
	Days     string
	Tag      Tag
	Outcome  string
	Action   string
	Outcomes []Option
}
