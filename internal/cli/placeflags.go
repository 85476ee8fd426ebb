package cli

import (
	"context"

	"github.com/spf13/cobra"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/store"
	"hoctap/internal/verdict"
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

// site is an open database at the place and year that a command is about.
type site struct {
	db   *store.DB
	at   place.Attributes
	year int
}

// onSite runs what a command does at its place and year.
func (a *app) onSite(t *target, do func(context.Context, site) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, _ []string) error {
		db, err := a.open(c.Context())
		if err != nil {
			return err
		}
		defer db.Close()
		at, year, err := t.find(c.Context(), db)
		if err != nil {
			return err
		}
		return do(c.Context(), site{db, at, year})
	}
}

// judging runs what a command does with the law, and with the supplement named
// by rules where there is one.
func (a *app) judging(t *target, rules *string, do func(context.Context, *verdict.Judge, site) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		supplement := ""
		if rules != nil {
			supplement = *rules
		}
		book, err := a.law(supplement)
		if err != nil {
			return err
		}
		return a.onSite(t, func(ctx context.Context, s site) error {
			return do(ctx, &verdict.Judge{Book: book, Source: s.db}, s)
		})(c, args)
	}
}

// jsonFlag adds --json.
func (a *app) jsonFlag(c *cobra.Command) {
	c.Flags().BoolVar(&a.json, "json", false, "in JSON cho chương trình khác đọc")
}

// rulesFlag adds --rules.
func rulesFlag(c *cobra.Command, dir *string) {
	c.Flags().StringVar(dir, "rules", "", "thư mục quy định bổ sung của địa phương")
}

// must is for what only a slip of the programmer can break.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
