package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/survey"
	"hoctap/internal/viet"
)

// householdSave writes what was typed into a sheet: all that was sent, or nothing of
// it and the sheet again with what is wrong at each cell. The script of the page sends
// a cell at a time and gets its answer as JSON.
func householdSave(v *visit) error {
	s, err := v.typedSheet()
	if err != nil {
		return err
	}
	return v.saveSheet(s)
}

func (v *visit) saveSheet(s *typedSheet) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	s.typed, err = v.readSheet(s)
	if err != nil {
		return err
	}
	s.edited, err = survey.Edit(v.ctx(), v.Store, s.typed, v.IDs, v.Now)
	if err != nil {
		return err
	}
	if v.wantsJSON() {
		return v.answerCells(s)
	}
	if !s.edited.Sound() {
		page, err := v.sheetPage(s)
		if err != nil {
			return err
		}
		return v.showAs(http.StatusUnprocessableEntity, "household_edit", page)
	}
	saved := &register.Record{CommuneID: s.t.at.PlaceID, Year: s.t.year, HouseholdID: s.edited.HouseholdID}
	v.redirect(address(householdPath(saved)+"/edit", url.Values{savedMark: {"1"}}))
	return nil
}

// clockHere is the hour and minute of a moment here.
func clockHere(t time.Time) string { return t.In(vietnam).Format("15:04") }

// readSheet reads the cells of which the form tells what they showed before.
func (v *visit) readSheet(s *typedSheet) (*survey.Sheet, error) {
	reach := v.reach(right.WriteHouseholds, s.t.at.PlaceID)
	out := &survey.Sheet{
		CommuneID: s.t.at.PlaceID, CommuneName: s.t.at.Name, Year: s.t.year, Household: map[string]survey.Typed{},
		Confirm: v.r.PostForm.Has("confirm"), Covers: func(h place.ID) bool { return reach.Covers(h) },
	}
	if !s.isNew() {
		out.HouseholdID = s.members[0].HouseholdID
	}
	rows := map[string]survey.TypedPerson{}
	var order []string
	for name := range v.r.PostForm {
		cell, isBefore := strings.CutPrefix(name, "was.")
		row, key, ok := sheetKey(cell)
		if !isBefore || !ok {
			continue
		}
		typed := survey.Typed{Was: v.r.PostForm.Get(name), Now: viet.Clean(v.r.PostForm.Get(cell))}
		if row == sharedRow {
			if typed.Was != typed.Now || s.isNew() {
				out.Household[key] = typed
			}
			continue
		}
		p, known := rows[row]
		if !known {
			id, err := rowPerson(row)
			if err != nil {
				return nil, err
			}
			p = survey.TypedPerson{PersonID: id, Cells: map[string]survey.Typed{}}
			order = append(order, row)
		}
		if typed.Was != typed.Now && !(slices.Contains(register.MaskedKeys, key) && typed.Now == "") {
			p.Cells[key] = typed
		}
		rows[row] = p
	}
	slices.SortFunc(order, byRow)
	for _, row := range order {
		out.People = append(out.People, rows[row])
	}
	return out, nil
}

// byRow puts known people first and the new ones in their order.
func byRow(a, b string) int {
	if a[0] != b[0] {
		return int(b[0]) - int(a[0])
	}
	first, _ := strconv.ParseInt(a[1:], 10, 64)
	second, _ := strconv.ParseInt(b[1:], 10, 64)
	return orElse(int(first-second), func() int { return strings.Compare(a, b) })
}

// rowPerson is the person of a row, 0 for somebody new.
func rowPerson(row string) (register.ID, error) {
	id, err := strconv.ParseInt(row[min(1, len(row)):], 10, 64)
	switch {
	case err == nil && id > 0 && strings.HasPrefix(row, "p"):
		return register.ID(id), nil
	case err == nil && id > 0 && strings.HasPrefix(row, "n"):
		return 0, nil
	}
	return 0, fault.New(fault.Invalid, "fault.form")
}

// cellAnswer is what the script is told of a sheet.
type cellAnswer struct {
	State string          `json:"state"`
	Saved string          `json:"saved,omitempty"`
	By    string          `json:"by,omitempty"`
	Cells map[string]cell `json:"cells"`
	Fault string          `json:"fault,omitempty"`
}

type cell struct {
	Text    string `json:"text"` // what the register has now
	Error   string `json:"error,omitempty"`
	Warning string `json:"warning,omitempty"`
	Clash   bool   `json:"clash,omitempty"`
}

// answerCells tells of every cell that was sent what the register has of it now.
func (v *visit) answerCells(s *typedSheet) error {
	members, err := v.householdMembers()
	if err != nil {
		return err
	}
	fresh := &typedSheet{t: s.t, members: members, schools: s.schools, hamlets: s.hamlets, typed: s.typed, edited: s.edited}
	out := cellAnswer{State: sheetState(members), Cells: map[string]cell{}}
	if s.edited.Sound() {
		out.Saved = clockHere(v.Now())
	}
	v.eachCell(fresh, func(name, key string, at int, r *register.Record) {
		if _, sent := fresh.cellTyped(at, key); !sent {
			return
		}
		shown := v.sheetCell(fresh, r, at, "", key)
		out.Cells[name] = cell{
			Text: survey.CellText(key, r), Error: shown.Error, Warning: shown.Warning,
			Clash: slices.ContainsFunc(s.edited.Clashes, func(c survey.Clash) bool { return c.Row == at && c.Key == key }),
		}
	})
	status := http.StatusOK
	if !s.edited.Sound() {
		status = http.StatusUnprocessableEntity
	}
	return v.sendCells(status, out)
}

// eachCell goes through the cells of the people whom the register has.
func (v *visit) eachCell(s *typedSheet, do func(name, key string, at int, r *register.Record)) {
	for _, key := range survey.SharedKeys {
		do(sharedRow+"."+key, key, survey.Shared, s.members[0])
	}
	for _, r := range s.members {
		row := "p" + idText(r.PersonID)
		for _, key := range survey.RowKeys {
			do(row+"."+key, key, s.rowOf(row), r)
		}
	}
}

func (v *visit) sendCells(status int, out cellAnswer) error {
	body, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("cells: %w", err)
	}
	return v.sendJSON(status, body)
}

// householdCells tells the script what the register has, where that is not what the
// page shows. Nothing is told, and nobody looked at, while nothing has changed.
func householdCells(v *visit) error {
	s, err := v.typedSheet()
	if err != nil {
		return err
	}
	out := cellAnswer{State: sheetState(s.members), Cells: map[string]cell{}}
	if out.State == v.r.URL.Query().Get("state") {
		v.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	v.eachCell(s, func(name, key string, _ int, r *register.Record) {
		out.Cells[name] = cell{Text: survey.CellText(key, r)}
	})
	out.By, err = v.lastHand(s)
	if err != nil {
		return err
	}
	v.looksAtOne = true
	for _, r := range s.members {
		v.saw(r)
	}
	err = v.enter(v.looks(), nil)
	if err != nil {
		return err
	}
	return v.sendCells(http.StatusOK, out)
}

// lastHand says who changed somebody of a household last, and when.
func (v *visit) lastHand(s *typedSheet) (string, error) {
	var at, by string
	for _, r := range s.members {
		list, err := v.Store.Traces(v.ctx(), r.PersonID)
		if err != nil {
			return "", err
		}
		if len(list) > 0 && list[0].At > at {
			at, by = list[0].At, list[0].Actor
		}
	}
	if at == "" {
		return "", nil
	}
	return v.say.T("sheet.by", "who", v.actor(by), "moment", moment(at)), nil
}
