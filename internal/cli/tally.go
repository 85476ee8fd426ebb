package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/store"
)

func (a *app) tallyCommand() *cobra.Command {
	c := &cobra.Command{Use: "tally", Short: "Bảng đếm theo loại người, dùng cho mọi con số"}
	c.AddCommand(a.tallyCheckCommand())
	return c
}

func (a *app) tallyCheckCommand() *cobra.Command {
	var code, year string
	c := &cobra.Command{
		Use:   "check [--place MÃ] [--year NĂM]",
		Short: "Đếm lại từ từng người và so với bảng đếm",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			db, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			rounds, err := a.roundsAsked(c.Context(), db, code, year)
			if err != nil {
				return err
			}
			faults := []store.TallyFault{}
			for _, r := range rounds {
				some, err := db.CheckTally(c.Context(), r.commune, r.year)
				if err != nil {
					return err
				}
				faults = append(faults, some...)
			}
			if a.json {
				err = a.writeJSON(struct {
					Rounds int                `json:"rounds"`
					Faults []store.TallyFault `json:"faults"`
				}{len(rounds), faults})
				if err != nil {
					return err
				}
			} else {
				fmt.Fprintln(a.out, a.words.T("cli.tally_checked", "rounds", len(rounds), "faults", len(faults)))
			}
			if len(faults) > 0 {
				return errTold
			}
			return nil
		},
	}
	c.Flags().StringVar(&code, "place", "", "mã đơn vị; bỏ trống là tất cả")
	c.Flags().StringVar(&year, "year", "", "năm; bỏ trống là tất cả")
	c.Flags().BoolVar(&a.json, "json", false, "in JSON cho chương trình khác đọc")
	return c
}

type roundRef struct {
	commune place.ID
	year    int
}

// roundsAsked lists the rounds of a place and year, or all there are.
func (a *app) roundsAsked(ctx context.Context, db *store.DB, code, yearText string) ([]roundRef, error) {
	years, err := db.Years(ctx)
	if err != nil {
		return nil, err
	}
	if yearText != "" {
		year, err := parseYear(yearText)
		if err != nil {
			return nil, err
		}
		years = []int{year}
	}
	var out []roundRef
	for _, year := range years {
		ids, err := db.CommunesWithRound(ctx, year)
		if err != nil {
			return nil, err
		}
		if code != "" {
			ids, err = a.below(ctx, db, code, year)
			if err != nil {
				return nil, err
			}
		}
		for _, id := range ids {
			out = append(out, roundRef{id, year})
		}
	}
	return out, nil
}

// below gives the commune of a code, or all communes below it.
func (a *app) below(ctx context.Context, db *store.DB, code string, year int) ([]place.ID, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return nil, err
	}
	on := rule.ReferenceDay(year)
	at, err := tree.ByCode(code, on)
	if err != nil {
		return nil, err
	}
	if at.Kind == place.Commune {
		return []place.ID{at.PlaceID}, nil
	}
	var out []place.ID
	for _, c := range tree.Below(at.PlaceID, place.Commune, on) {
		out = append(out, c.PlaceID)
	}
	return out, nil
}
