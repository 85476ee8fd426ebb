package view

// TokenList is the tokens of an account, with the form for a new one.
type TokenList struct {
	Page
	Heading string
	Errors  Errors
	Back    Link
	Docs    Link
	// Secret is a token that was just made: it is shown this once.
	Secret   string
	Tokens   []Token
	Action   string
	Name     Field
	Role     Options
	Reads    Options
	Place    Field
	Days     Field
	Password Field
}

// Token is one token. Revoke takes the form that ends it; empty where it has ended.
type Token struct{ Name, Text, Revoke string }

// APIPage is what programs may ask, to be read.
type APIPage struct {
	Page
	Heading    string
	Lead       string
	Links      []Link
	Operations []APIOperation
}

// APIOperation is one operation.
type APIOperation struct {
	ID, Method, Path, Summary string
	Inputs                    []Fact
	Needs                     []string
}
