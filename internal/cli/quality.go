package cli

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/survey"
	"hoctap/rules"
)

// qualityChecks loads the checks that ship with the program.
func qualityChecks() (*survey.Checks, error) {
	layer, err := fs.Sub(rules.Quality, "quality")
	if err != nil {
		return nil, err
	}
	return survey.LoadChecks(layer)
}

// findingJSON is one finding as programs read it.
type findingJSON struct {
	Check    string   `json:"check"`
	Severity string   `json:"severity"`
	Text     string   `json:"text"`
	WhatToDo string   `json:"what_to_do"`
	Person   string   `json:"person"`
	Name     string   `json:"name"`
	Sheet    string   `json:"household"`
	Fields   []string `json:"fields"`
	Others   []string `json:"others"`
}

func (a *app) qualityCommand() *cobra.Command {
	var t target
	c := &cobra.Command{
		Use:   "quality --place MÃ --year NĂM",
		Short: "Những chỗ đáng ngờ trong số liệu của một đợt điều tra, và cách xử lý",
		Args:  cobra.NoArgs,
		RunE: a.onSite(&t, func(ctx context.Context, s site) error {
			checks, err := qualityChecks()
			if err != nil {
				return err
			}
			list, err := a.lookOver(ctx, checks, s)
			if err != nil {
				return err
			}
			if a.json {
				return a.writeJSON(list)
			}
			a.printFindings(list)
			return nil
		}),
	}
	t.flags(c)
	a.reasonFlag(c)
	a.jsonFlag(c)
	return c
}

func (a *app) lookOver(ctx context.Context, checks *survey.Checks, s site) ([]findingJSON, error) {
	_, ok, err := s.db.Round(ctx, s.at.PlaceID, s.year)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fault.New(fault.Missing, "fault.no_survey", "name", s.at.Name, "year", s.year)
	}
	found, about, err := checks.LookOver(ctx, s.db, s.at.PlaceID, s.year)
	if err != nil {
		return nil, err
	}
	err = a.enter(ctx, s.db, audit.PersonList, "quality", seenIn(audit.Seen{}, slices.Collect(maps.Values(about))...))
	if err != nil {
		return nil, err
	}
	out := []findingJSON{}
	for _, f := range found {
		check, _ := checks.ByID(f.CheckID)
		j := findingJSON{Check: f.CheckID, Severity: check.Severity, Text: check.Text.In(a.lang), WhatToDo: check.WhatToDo.In(a.lang),
			Person: idText(f.PersonID), Fields: f.Fields, Others: []string{}}
		if r := about[f.PersonID]; r != nil {
			j.Name, j.Sheet = r.Name(), r.SheetNumber
		}
		for _, o := range f.Others {
			j.Others = append(j.Others, idText(o))
		}
		out = append(out, j)
	}
	return out, nil
}

func idText(id register.ID) string { return strconv.FormatInt(int64(id), 10) }

// printFindings groups by check: what is wrong and what to do is said once, and
// the people below it.
func (a *app) printFindings(list []findingJSON) {
	fmt.Fprintln(a.out, a.words.T("cli.findings", "n", len(list)))
	last := ""
	for _, f := range list {
		if f.Check != last {
			fmt.Fprintf(a.out, "\n%s\n  %s\n", f.Text, f.WhatToDo)
			last = f.Check
		}
		fmt.Fprintf(a.out, "    %s  %s  %s\n", f.Sheet, f.Name, f.Person)
	}
}
