package cli

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// roundQuestionsCommand lists who of a round may be somebody we know.
func (a *app) roundQuestionsCommand() *cobra.Command {
	var t target
	c := &cobra.Command{
		Use:   "questions --place MÃ --year NĂM",
		Short: "Những người trùng tên, trùng ngày sinh chờ xác định",
		Args:  cobra.NoArgs,
		RunE: a.onSite(&t, func(ctx context.Context, s site) error {
			list, err := s.db.Questions(ctx, s.at.PlaceID, s.year)
			if err != nil {
				return err
			}
			err = a.enter(ctx, s.db, audit.PersonList, "round questions", seenInQuestions(list))
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.questions", "n", len(list)))
			for _, q := range list {
				fmt.Fprintln(a.out, personLine(q.Person))
				for _, k := range q.Candidates {
					fmt.Fprintln(a.out, "  ? "+personLine(k))
				}
			}
			return nil
		}),
	}
	t.flags(c)
	a.reasonFlag(c)
	return c
}

func personLine(r *register.Record) string {
	return fmt.Sprintf("%s  %s  %s  %d  %s", idText(r.PersonID), r.Name(), viet.Date(r.BirthDate()), r.Year, r.SheetNumber)
}

// roundAnswerCommand settles one question.
func (a *app) roundAnswerCommand() *cobra.Command {
	var t target
	var person, same string
	c := &cobra.Command{
		Use:   "answer --place MÃ --year NĂM --person MÃ [--same MÃ]",
		Short: "Xác định: là người đã có (--same), hoặc là người khác (không có --same)",
		Args:  cobra.NoArgs,
		RunE: a.onSite(&t, func(ctx context.Context, s site) error {
			ids, err := parseIDs(person + "," + same)
			if err != nil {
				return err
			}
			answer := survey.Answer{Person: ids[0]}
			if len(ids) > 1 {
				answer.Same = ids[1]
			}
			err = s.db.AnswerQuestion(ctx, s.at.PlaceID, s.year, answer)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("cli.answered", "id", strconv.FormatInt(int64(answer.Person), 10)))
			return nil
		}),
	}
	t.flags(c)
	c.Flags().StringVar(&person, "person", "", "mã người cần xác định")
	c.Flags().StringVar(&same, "same", "", "mã người đã có; bỏ trống nếu là người khác")
	must(c.MarkFlagRequired("person"))
	return c
}
