package web

import (
	"context"

	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
)

// Store is what the pages ask of the database.
type Store interface {
	form.Keeper
	verdict.Recorder
	survey.Observer

	// Pulse differs as soon as anything that a verdict rests on has changed.
	Pulse(ctx context.Context) (string, error)
	AllRounds(ctx context.Context) (map[place.ID]map[int]survey.Round, error)
	RoundProgress(ctx context.Context, commune place.ID, year int) (survey.Round, bool, error)
	MoveRound(ctx context.Context, commune place.ID, year int, to survey.State, actor, reason string) error
	Steps(ctx context.Context, commune place.ID, year int) ([]survey.Step, error)
	Intakes(ctx context.Context, commune place.ID, year int) ([]survey.Intake, error)

	ListByProfile(ctx context.Context, commune place.ID, year int, hamlet place.ID, ids []profile.ID) ([]*register.Record, error)
	PersonHistory(ctx context.Context, id register.ID) ([]*register.Record, error)
	Traces(ctx context.Context, person register.ID) ([]survey.Trace, error)
	Household(ctx context.Context, commune place.ID, household register.ID, year int) ([]*register.Record, error)
	SearchPersons(ctx context.Context, communes []place.ID, query string, limit int) ([]register.Match, error)

	Questions(ctx context.Context, commune place.ID, year int) ([]survey.OpenQuestion, error)
	AnswerQuestion(ctx context.Context, commune place.ID, year int, a survey.Answer, actor string) error

	SaveFacts(ctx context.Context, commune place.ID, year int, values []rule.FactValue, actor string) (int, error)
	PlaceDecisions(ctx context.Context, id place.ID) ([]verdict.Decision, error)
}
