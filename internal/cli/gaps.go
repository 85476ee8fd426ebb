package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
)

func (a *app) gapsCommand() *cobra.Command {
	var t target
	var standard, rulesDir string
	var level int
	c := &cobra.Command{
		Use:   "gaps --place MÃ --year NĂM --standard MÃ --level MỨC",
		Short: "Còn thiếu bao nhiêu người, là những ai, và ít nhất những ai là đủ",
		Args:  cobra.NoArgs,
		RunE: a.judging(&t, &rulesDir, func(ctx context.Context, g *verdict.Judge, s site) error {
			gaps, err := g.Gaps(ctx, s.at.PlaceID, s.year, strings.ToUpper(standard), level)
			if err != nil {
				return err
			}
			err = a.enter(ctx, s.db, audit.PersonList, "gaps", seenInGaps(gaps))
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(gaps.JSON())
			}
			a.printGaps(gaps)
			return nil
		}),
	}
	t.flags(c)
	c.Flags().StringVar(&standard, "standard", "", "tiêu chuẩn: MN5, TH, THCS, XMC")
	c.Flags().IntVar(&level, "level", 0, "mức độ; MN5 không có mức độ")
	rulesFlag(c, &rulesDir)
	a.reasonFlag(c)
	a.jsonFlag(c)
	must(c.MarkFlagRequired("standard"))
	return c
}

func (a *app) printGaps(g *verdict.Gaps) {
	w := a.words
	goal := w.T("cli.towards", "title", g.Standard.Title.In(a.lang))
	if g.Level > 0 {
		goal = w.T("cli.towards_level", "title", g.Standard.Title.In(a.lang), "level", g.Level)
	}
	fmt.Fprintf(a.out, "%s, %s\n", g.Judgement.Place.Name, goal)
	if len(g.Criteria) == 0 {
		fmt.Fprintln(a.out, w.T("cli.nothing_missing"))
		return
	}
	for _, c := range g.Criteria {
		fmt.Fprintf(a.out, "\n%s  %s: %s\n", c.Verdict.Criterion.ID, c.Verdict.Criterion.Text.In(a.lang), w.T("cli.needed", "n", c.Needed))
		a.printPeople(c.Persons)
	}
	fmt.Fprintf(a.out, "\n%s\n", w.T("cli.fewest", "n", len(g.Fewest)))
	a.printPeople(g.Fewest)
}

func (a *app) printPeople(list []verdict.Person) {
	var rows [][]string
	for _, p := range list {
		rows = append(rows, []string{"  " + p.Hamlet, p.Record.Name(), viet.Date(p.Record.BirthDate()), p.Record.SheetNumber, strconv.FormatInt(int64(p.Record.PersonID), 10)})
	}
	table(a.out, rows)
}

func (a *app) whatIfCommand() *cobra.Command {
	var t target
	var complete, rulesDir string
	c := &cobra.Command{
		Use:   "whatif --place MÃ --year NĂM [--complete MÃ,MÃ…] [--rules THƯ_MỤC]",
		Short: "Kết luận sẽ ra sao nếu những người này hoàn thành, hoặc nếu quy định khác đi; không lưu gì",
		Args:  cobra.NoArgs,
		RunE: a.judging(&t, nil, func(ctx context.Context, g *verdict.Judge, s site) error {
			ids, err := parseIDs(complete)
			if err != nil {
				return err
			}
			before, after, err := a.whatIf(ctx, g, s, ids, rulesDir)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(struct {
					Before verdict.JSON `json:"before"`
					After  verdict.JSON `json:"after"`
				}{before.JSON(), after.JSON()})
			}
			a.printJudgement(before)
			fmt.Fprintf(a.out, "\n%s\n\n", a.words.T("cli.after"))
			a.printJudgement(after)
			return nil
		}),
	}
	t.flags(c)
	c.Flags().StringVar(&complete, "complete", "", "mã những người coi như đã hoàn thành, cách nhau dấu phẩy")
	c.Flags().StringVar(&rulesDir, "rules", "", "thư mục quy định bổ sung để so sánh")
	a.jsonFlag(c)
	return c
}

func (a *app) whatIf(ctx context.Context, g *verdict.Judge, s site, ids []register.ID, rulesDir string) (before, after *verdict.Judgement, err error) {
	before, err = g.Judge(ctx, s.at.PlaceID, s.year)
	if err != nil {
		return nil, nil, err
	}
	other := g
	if rulesDir != "" {
		book, err := a.law(rulesDir)
		if err != nil {
			return nil, nil, err
		}
		other = &verdict.Judge{Book: book, Source: s.db}
	}
	after, err = other.WhatIf(ctx, s.at.PlaceID, s.year, verdict.Supposition{Complete: ids})
	return before, after, err
}

func parseIDs(list string) ([]register.ID, error) {
	var out []register.ID
	for _, s := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n <= 0 {
			return nil, fault.New(fault.Invalid, "fault.person_id", "id", s)
		}
		out = append(out, register.ID(n))
	}
	return out, nil
}
