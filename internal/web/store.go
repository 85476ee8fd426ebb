package web

import (
	"context"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/boundary"
	"hoctap/internal/centre"
	"hoctap/internal/followup"
	"hoctap/internal/form"
	"hoctap/internal/hook"
	"hoctap/internal/place"
	"hoctap/internal/privacy"
	"hoctap/internal/profile"
	"hoctap/internal/publication"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
)

// Accounts are who may come in, and what they hold.
type Accounts interface {
	AnyAccount(ctx context.Context) (bool, error)
	Accounts(ctx context.Context) ([]*account.Account, error)
	Account(ctx context.Context, id right.ID) (*account.Account, error)
	AccountByName(ctx context.Context, name string) (*account.Account, error)
	AddAccount(ctx context.Context, a *account.Account, rights ...right.Assignment) error
	FirstAccount(ctx context.Context, a *account.Account, rights ...right.Assignment) error
	SetPassword(ctx context.Context, id right.ID, password string, mustChange bool, keep string) error
	RehashPassword(ctx context.Context, id right.ID, password string) error
	ResetAccount(ctx context.Context, id right.ID, password string) error
	Disable(ctx context.Context, id right.ID, disabled bool) error

	Assignments(ctx context.Context, id right.ID) ([]right.Assignment, error)
	AllAssignments(ctx context.Context) ([]right.Assignment, error)
	Assign(ctx context.Context, a right.Assignment) error
	EndAssignment(ctx context.Context, account right.ID, id int64, until place.Date) error

	Session(ctx context.Context, digest string) (*account.Session, error)
	Sessions(ctx context.Context, id right.ID) ([]*account.Session, error)
	BeginSession(ctx context.Context, s *account.Session) error
	SeeSession(ctx context.Context, digest string, at time.Time) error
	EndSession(ctx context.Context, id right.ID, digest string) error
	EndSessions(ctx context.Context, id right.ID, keep string) error
	KnownDevice(ctx context.Context, id right.ID, digest string) (bool, error)
	KnowDevice(ctx context.Context, id right.ID, digest string) error

	PendTOTP(ctx context.Context, id right.ID, secret string) error
	ConfirmTOTP(ctx context.Context, id right.ID, step int64, codes []string) error
	UseTOTP(ctx context.Context, id right.ID, step int64) (bool, error)
	DropSecondStep(ctx context.Context, id right.ID) error
	UseRecoveryCode(ctx context.Context, id right.ID, code string) (bool, error)
	RecoveryCodesLeft(ctx context.Context, id right.ID) (int, error)

	AccountByIdentity(ctx context.Context, issuer, subject string) (*account.Account, error)
	Linked(ctx context.Context, id right.ID, issuer string) (bool, error)
	Link(ctx context.Context, id right.ID, issuer, subject string) error
	Unlink(ctx context.Context, id right.ID, issuer string) error

	Passkeys(ctx context.Context, id right.ID) ([]account.Passkey, error)
	Passkey(ctx context.Context, id string) (*account.Passkey, error)
	AddPasskey(ctx context.Context, p account.Passkey) error
	UsePasskey(ctx context.Context, p account.Passkey) error
	RemovePasskey(ctx context.Context, id right.ID, key string) error
	BeginCeremony(ctx context.Context, c account.Ceremony, now time.Time) error
	EndCeremony(ctx context.Context, digest string, now time.Time) (account.Ceremony, bool, error)

	BeginAttempt(ctx context.Context, counters []account.Counter, now time.Time) (account.Attempt, error)
	ForgiveAttempt(ctx context.Context, a account.Attempt) error
}

// Public is what the public pages ask of it: nobody is in it.
type Public interface {
	Published(ctx context.Context, year int) ([]publication.Figure, error)
	PublishedOf(ctx context.Context, at place.ID) ([]publication.Figure, error)
	PublishedYears(ctx context.Context) (map[place.ID][]int, error)
	Places(ctx context.Context) (*place.Tree, error)
	Decisions(ctx context.Context, year int) (map[place.ID][]verdict.Decision, error)
	// Certified is the one way to a person: by the code on their paper, to what is on it.
	Certified(ctx context.Context, code string) (*centre.Whole, *centre.Learner, *register.Record, error)
}

// Tokens are what programs act with, and what they were answered.
type Tokens interface {
	AddToken(ctx context.Context, t *account.Token) error
	Tokens(ctx context.Context, id right.ID) ([]account.Token, error)
	Token(ctx context.Context, digest string) (*account.Token, error)
	RevokeToken(ctx context.Context, of, id right.ID) error
	SeeToken(ctx context.Context, digest string) error
	TakeKey(ctx context.Context, token, key, asked string) (*account.Answer, error)
	KeepAnswer(ctx context.Context, token, key string, status int, body string) error
}

// Hooks are the programs that are told of what happens.
type Hooks interface {
	AddHook(ctx context.Context, h *hook.Hook) error
	EndHook(ctx context.Context, of place.ID, id hook.ID) error
	Hooks(ctx context.Context) ([]hook.Hook, error)
	Deliveries(ctx context.Context, id hook.ID, most int) ([]hook.Delivery, error)
}

// Requests are what people ask about their data.
type Requests interface {
	AddRequest(ctx context.Context, r *privacy.Request) error
	SettleRequest(ctx context.Context, r *privacy.Request) error
	Requests(ctx context.Context, commune place.ID) ([]privacy.Request, error)
}

// Store is what the pages ask of the database.
type Store interface {
	form.Keeper
	verdict.Recorder
	survey.Observer
	Accounts
	Public
	Tokens
	Hooks
	Requests

	// Log keeps who looked at whom.
	Log(ctx context.Context, entries ...audit.Entry) error
	Entries(ctx context.Context, f audit.Filter) ([]audit.Entry, error)

	// Pulse differs as soon as anything that a verdict rests on has changed.
	Pulse(ctx context.Context) (string, error)
	AllRounds(ctx context.Context) (map[place.ID]map[int]survey.Round, error)
	RoundProgress(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error)
	MoveRound(ctx context.Context, commune place.ID, year int, to survey.State, reason string) error
	Steps(ctx context.Context, commune place.ID, year int) ([]survey.Step, error)
	Intakes(ctx context.Context, commune place.ID, year int) ([]survey.Intake, error)

	BoundaryDays(ctx context.Context, id place.ID) ([]boundary.Boundary, error)
	Boundaries(ctx context.Context, ids []place.ID, on place.Date) (map[place.ID]boundary.Boundary, error)

	ListByProfile(ctx context.Context, commune place.ID, year int, hamlet place.ID, ids []profile.ID) ([]*register.Record, error)
	PersonHistory(ctx context.Context, id register.ID) ([]*register.Record, error)
	Traces(ctx context.Context, person register.ID) ([]survey.Trace, error)
	RoundTraces(ctx context.Context, commune place.ID, year int) ([]survey.Trace, error)
	Household(ctx context.Context, commune place.ID, household register.ID, year int) ([]*register.Record, error)
	Households(ctx context.Context, commune place.ID, year int) ([]survey.Household, error)
	Namesakes(ctx context.Context, commune place.ID, name, birth string) ([]register.ID, error)
	SheetHolder(ctx context.Context, commune place.ID, year int, sheet string) (register.ID, error)
	RemoveRecord(ctx context.Context, commune place.ID, year int, person register.ID, reason string) error
	SearchNumber(ctx context.Context, communes []place.ID, number string) ([]register.Match, error)
	SearchPersons(ctx context.Context, communes []place.ID, query string, limit int) ([]register.Match, error)

	Questions(ctx context.Context, commune place.ID, year int) ([]survey.OpenQuestion, error)
	AnswerQuestion(ctx context.Context, commune place.ID, year int, a survey.Answer) error

	FollowUps(ctx context.Context, communes []place.ID) (map[register.ID]*followup.FollowUp, error)
	AssignFollowUps(ctx context.Context, commune place.ID, year int, follower right.ID, on place.Date, lacked map[register.ID][]string) error
	NoteVisit(ctx context.Context, year int, v *followup.Visit, lacked []string) error
	MarkWon(ctx context.Context, commune place.ID, year int, person register.ID, on place.Date, lacked []string) error
	Classes(ctx context.Context, commune place.ID, year int) ([]*centre.Whole, error)
	Class(ctx context.Context, commune place.ID, id centre.ID) (*centre.Whole, bool, error)
	AddClass(ctx context.Context, c *centre.Class, invited []centre.Learner) error
	ChangeClass(ctx context.Context, c *centre.Class) error
	AddLearners(ctx context.Context, c *centre.Class, list []centre.Learner) ([]register.ID, error)
	MoveLearner(ctx context.Context, c *centre.Class, person register.ID, from, to centre.LearnerState) error
	AddSession(ctx context.Context, c *centre.Class, s *centre.Session) error
	RemoveSession(ctx context.Context, c *centre.Class, id centre.ID) error
	MarkAttendance(ctx context.Context, c *centre.Class, session centre.ID, person register.ID, was, now centre.Mark) (centre.Mark, error)
	Complete(ctx context.Context, c *centre.Completion, kind audit.Kind) error
	IssueCertificates(ctx context.Context, w *centre.Whole, codes map[register.ID]string) error

	SaveFacts(ctx context.Context, commune place.ID, year int, values []rule.FactValue) (int, error)
	Proposals(ctx context.Context, id place.ID) ([]verdict.Proposal, error)
	Propose(ctx context.Context, p verdict.Proposal) error
	RecordProposal(ctx context.Context, d verdict.Decision, proposal int64) error
	WithdrawProposal(ctx context.Context, id place.ID, proposal int64) error
	FactChanges(ctx context.Context, commune place.ID, year int, school string) ([]rule.FactChange, error)
	PlaceDecisions(ctx context.Context, id place.ID) ([]verdict.Decision, error)
}
