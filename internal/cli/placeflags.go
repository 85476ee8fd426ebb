package cli

import (
	"context"

	"github.com/spf13/cobra"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/store"
)

// target is the place and year that most commands ask for.
type target struct {
	code string
	year string
	asOf string
}

// flags adds --place and --year, both required.
func (t *target) flags(c *cobra.Command) {
	c.Flags().StringVar(&t.code, "place", "", "mã đơn vị hành chính, theo ngày 30/9 của năm")
	c.Flags().StringVar(&t.year, "year", "", "năm điều tra")
	must(c.MarkFlagRequired("place"))
	must(c.MarkFlagRequired("year"))
}

// find resolves the code on the reference day of the year, or on another day
// where one is given: the code of a new ward, asked for a year before it.
func (t *target) find(ctx context.Context, db *store.DB) (place.Attributes, int, error) {
	year, err := parseYear(t.year)
	if err != nil {
		return place.Attributes{}, 0, err
	}
	tree, err := db.Places(ctx)
	if err != nil {
		return place.Attributes{}, 0, err
	}
	on := rule.ReferenceDay(year)
	if t.asOf != "" {
		on = t.asOf
	}
	at, err := tree.ByCode(t.code, on)
	return at, year, err
}

// must is for what only a slip of the programmer can break.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
