package survey

import (
	"context"
	"fmt"
	"slices"

	"hoctap/internal/register"
	"hoctap/internal/viet"
)

// doubtIdentity asks whether somebody new may be somebody we know: a question for a
// person to answer, as with a row of a workbook. A sheet number that another
// household has is refused, because the next workbook would take the two for one.
func (e *scribe) doubtIdentity(ctx context.Context, reg Editor) error {
	err := e.checkSheetNumber(ctx, reg)
	if err != nil {
		return err
	}
	for _, r := range e.made.New {
		same, err := reg.Namesakes(ctx, r.CommuneID, viet.Fold(r.Name()), r.BirthDate())
		if err != nil {
			return fmt.Errorf("edit: %w", err)
		}
		same = slices.DeleteFunc(same, func(id register.ID) bool { return e.isHere(id) })
		if len(same) > 0 && wholeDate(r) {
			e.made.Questions = append(e.made.Questions, Question{PersonID: r.PersonID, Candidates: same, Reason: "survey.question_same_name"})
		}
	}
	return nil
}

func (e *scribe) isHere(id register.ID) bool {
	return slices.ContainsFunc(e.lines, func(l *line) bool { return l.before != nil && l.before.PersonID == id })
}

func (e *scribe) checkSheetNumber(ctx context.Context, reg Editor) error {
	typed, ok := e.sheet.Household["sheet_number"]
	if !ok {
		return nil
	}
	number := viet.Clean(typed.Now)
	holder, err := reg.SheetHolder(ctx, e.sheet.CommuneID, e.sheet.Year, number)
	if err != nil {
		return fmt.Errorf("edit: %w", err)
	}
	if holder != 0 && holder != e.sheet.HouseholdID {
		e.problem(Shared, Problem{Cell: columnByKey("sheet_number").title, Field: "sheet_number", Code: "edit_sheet_taken", Severity: Error, Args: map[string]any{"sheet": number}})
	}
	return nil
}
