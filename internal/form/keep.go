package form

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/survey"
)

// KeptKey names a kept form: of a commune or one of its hamlets, in the state of
// the round that its stamp tells.
type KeptKey struct {
	Commune place.ID
	Year    int
	Code    string
	Hamlet  place.ID
	Stamp   int64
}

// Keeper is a source that keeps forms.
type Keeper interface {
	Source
	// KeptForm gives a kept form, false where there is none.
	KeptForm(ctx context.Context, k KeptKey) (string, bool, error)
	// KeepForm keeps a form; one that is kept already stays as it is.
	KeepForm(ctx context.Context, k KeptKey, filled string) error
}

// MakeOut gives a form as it is to be printed today. Whoever compares laws or
// forms asks for Fill, which keeps nothing.
// Of a round that was handed in it is the one that was made out then; of an open one it is made anew.
func (l *Library) MakeOut(ctx context.Context, k Keeper, f *Form, of For, today string) (*Filled, error) {
	key, keeps, err := keeps(ctx, k, f, of)
	if err != nil {
		return nil, err
	}
	if keeps {
		text, found, err := k.KeptForm(ctx, key)
		if err != nil {
			return nil, err
		}
		if found {
			filled := new(Filled)
			err = json.Unmarshal([]byte(text), filled)
			if err != nil {
				return nil, fmt.Errorf("kept form %s: %w", f.Code, err)
			}
			return filled, nil
		}
	}
	filled, err := l.Fill(ctx, k, f, of)
	if err != nil {
		return nil, err
	}
	filled.MadeOn = today
	if !keeps {
		return filled, nil
	}
	text, err := json.Marshal(filled)
	if err != nil {
		return nil, fmt.Errorf("keep form %s: %w", f.Code, err)
	}
	return filled, k.KeepForm(ctx, key, string(text))
}

// keeps tells whether a form is one to be kept. Lists are not: they are read from
// the records, which do not change in a round that is handed in.
func keeps(ctx context.Context, k Keeper, f *Form, of For) (KeptKey, bool, error) {
	key := KeptKey{of.Place, of.Year, f.Code, of.Hamlet, 0}
	if of.Empty || f.Kind == ListForm {
		return key, false, nil
	}
	r, stands, err := k.Round(ctx, of.Place, of.Year)
	if err != nil || !stands || r.State == survey.Open {
		return key, false, err
	}
	key.Stamp = r.Stamp
	return key, true, nil
}

// KeepAll makes out and keeps every table form of a round that has just been
// handed in. A form that cannot be made out for the place is passed over.
func (l *Library) KeepAll(ctx context.Context, k Keeper, commune place.ID, year int, today string) (kept int, err error) {
	for _, f := range l.Forms(year) {
		if f.Kind == ListForm || !slices.Contains(f.Scopes, OfCommune) {
			continue
		}
		_, err = l.MakeOut(ctx, k, f, For{Place: commune, Year: year}, today)
		if err != nil {
			return kept, fmt.Errorf("form %s: %w", f.Code, err)
		}
		kept++
	}
	return kept, nil
}
