package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

// roundRemoveCommand takes a person out of an open round, with a reason.
func (a *app) roundRemoveCommand() *cobra.Command {
	var t target
	var person, reason string
	c := &cobra.Command{
		Use:   "remove --place MÃ --year NĂM --person MÃ --reason LÝ_DO",
		Short: "Bỏ một người ghi nhầm khỏi đợt đang điều tra; dòng cũ còn trong nhật ký",
		Args:  cobra.NoArgs,
		RunE: a.onSite(&t, func(ctx context.Context, s site) error {
			ids, err := parseIDs(person)
			if err != nil {
				return err
			}
			for _, id := range ids {
				err = s.db.RemoveRecord(ctx, s.at.PlaceID, s.year, id, reason)
				if err != nil {
					return err
				}
			}
			fmt.Fprintln(a.out, a.words.T("cli.removed", "n", len(ids), "year", s.year))
			return nil
		}),
	}
	t.flags(c)
	c.Flags().StringVar(&person, "person", "", "mã người")
	c.Flags().StringVar(&reason, "reason", "", "lý do")
	must(c.MarkFlagRequired("person"))
	must(c.MarkFlagRequired("reason"))
	return c
}
