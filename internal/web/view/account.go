package view

// SignIn asks for name and password.
type SignIn struct {
	Page
	Heading, Lead  string
	Action, Next   string
	Errors         Errors
	Name, Password Field
	Note           *Message
	SignOn         *Link // the province's own, where there is one
	Passkey        *PasskeyAct
}

// PasskeyAct is where a script begins and ends what the browser does with a passkey.
type PasskeyAct struct{ Begin, End string }

// Passkeys are those of an account.
type Passkeys struct {
	Begin, Add string
	List       []Passkey
}

// Passkey is one, with what its owner knows it by.
type Passkey struct{ Name, Text, Remove string }

// SignInStep asks for the code of the second step.
type SignInStep struct {
	Page
	Heading, Lead string
	Action, Next  string
	Errors        Errors
	Code          Field
}

// SetupPage asks for the first administrator of a new installation.
type SetupPage struct {
	Page
	Heading, Lead                                string
	Action                                       string
	Errors                                       Errors
	Code, FullName, Name, Place, Password, Again Field
}

// AccountPage is one's own account.
type AccountPage struct {
	Page
	Heading, Lead string
	Rights        []Fact
	Password      Link
	Tokens   Link
	// Codes says whether a second step is asked for; Second leads to change that.
	Codes    string
	Second   Link
	SignOn   *SignOn   // nil where there is no other sign-on
	Passkeys *Passkeys // nil where browsers keep none for us
	Sessions Table
	SignOut  string
	EndAll   string
}

// SignOn says whether an account is linked to somebody at another sign-on. Do is a
// link that begins it, or a form that ends it.
type SignOn struct {
	Linked bool
	Text   string
	Do     string
	Href   string
	Action string
}

// PasswordPage asks for a new password.
type PasswordPage struct {
	Page
	Heading, Lead   string
	Action          string
	Errors          Errors
	Old, New, Again Field
	Back            Link
}

// CodesPage sets up one-time codes, gives them up, or shows those for paper.
type CodesPage struct {
	Page
	Heading, Lead string
	Action        string
	Errors        Errors
	// Picture is read by an authenticator; Secret is the same to be typed.
	Picture, Secret string
	Code            *Field
	Confirm         string
	Danger          bool
	Paper           []string
	Back            Link
}

// AccountList is the accounts that the reader may manage.
type AccountList struct {
	Page
	Heading, Lead string
	New           Link
	Accounts      *Table
}

// RightFields ask for a role of a place until a day.
type RightFields struct {
	Role  Options
	Place Field
	Until DateField
}

// AccountForm asks for a new account.
type AccountForm struct {
	Page
	Heading        string
	Action         string
	Errors         Errors
	FullName, Name Field
	Right          RightFields
	Back           Link
}

// AccountEdit is an account with its rights of all times.
type AccountEdit struct {
	Page
	Heading, Lead, State string
	Action               string
	Errors               Errors
	Rights               []HeldRight
	Give                 string
	Right                RightFields
	Reset, Disable       Dialog
	Back                 Link
}

// HeldRight is one right; End is where it is ended, empty for one that is over.
type HeldRight struct {
	Role, Place, Term, By string
	End                   string
}

// PasswordOnce shows a password that was just made.
type PasswordOnce struct {
	Page
	Heading, Lead  string
	Name, Password string
	Back           Link
}
