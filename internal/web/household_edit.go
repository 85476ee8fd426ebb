package web

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"hoctap/internal/place"
	"hoctap/internal/register"
	"hoctap/internal/right"
	"hoctap/internal/survey"
	"hoctap/internal/web/view"
)

// typedSheet is the sheet of a household as somebody works on it.
type typedSheet struct {
	t       *target
	members []*register.Record // in the order of the sheet; nobody in a new household
	schools map[string]survey.School
	hamlets []place.Attributes
	closed  bool

	// What was sent, where something of it could not be written.
	typed  *survey.Sheet
	edited *survey.Edited
}

// householdEdit is the sheet of a household to write in.
func householdEdit(v *visit) error {
	s, err := v.typedSheet()
	if err != nil {
		return err
	}
	page, err := v.sheetPage(s)
	if err != nil {
		return err
	}
	if v.r.URL.Query().Has(savedMark) {
		page.Saved = v.say.T("sheet.saved")
	}
	return v.show("household_edit", page)
}

// savedMark in an address says that the form was just written.
const savedMark = "saved"

// typedSheet reads the household in the address.
func (v *visit) typedSheet() (*typedSheet, error) {
	members, err := v.householdMembers()
	if err != nil {
		return nil, err
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	t, err := newTarget(tree, members[0].CommuneID, members[0].Year)
	if err != nil {
		return nil, err
	}
	s := &typedSheet{t: t, members: members}
	return s, v.furnish(s)
}

// furnish reads what a sheet offers to choose from.
func (v *visit) furnish(s *typedSheet) error {
	c, err := v.recall()
	if err != nil {
		return err
	}
	round, ok := c.rounds[s.t.at.PlaceID][s.t.year]
	s.closed = !ok || round.MayChange() != nil
	s.schools, err = v.schoolNames(s.t.at.PlaceID, s.t.year)
	if err != nil {
		return err
	}
	reach := v.reach(right.WriteHouseholds, s.t.at.PlaceID)
	for _, h := range s.t.tree.Children(s.t.at.PlaceID, s.t.on) {
		if reach.Covers(h.PlaceID) {
			s.hamlets = append(s.hamlets, h)
		}
	}
	order := hamletOrder(s.t)
	slices.SortFunc(s.hamlets, func(a, b place.Attributes) int { return order[a.PlaceID] - order[b.PlaceID] })
	return nil
}

// mayWriteIn says whether the visitor may write into the open round of a commune.
func (v *visit) mayWriteIn(t *target) bool {
	c, err := v.recall()
	if err != nil {
		return false
	}
	round, ok := c.rounds[t.at.PlaceID][t.year]
	return ok && round.State == survey.Open && v.reach(right.WriteHouseholds, t.at.PlaceID).Any()
}

func (s *typedSheet) isNew() bool { return len(s.members) == 0 }

// path is the address of the sheet.
func (s *typedSheet) path() string {
	if s.isNew() {
		return s.t.path("households", "new")
	}
	return householdPath(s.members[0]) + "/edit"
}

// state tells whether anything of a sheet has changed, without telling what.
func sheetState(members []*register.Record) string {
	h := sha256.New()
	for _, r := range members {
		for _, key := range slices.Concat(survey.SharedKeys, survey.RowKeys) {
			h.Write([]byte(idText(r.PersonID) + key + "\x00" + survey.CellText(key, r) + "\x00"))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// blankRows are rows for new people, where no script can add one.
func (s *typedSheet) blankRows() int {
	if s.isNew() {
		return 4
	}
	return 1
}

func (v *visit) sheetPage(s *typedSheet) (view.SheetEdit, error) {
	title := v.say.T("sheet.new")
	if !s.isNew() {
		title = v.say.T("paper.title", "sheet", s.members[0].SheetNumber)
	}
	frame, err := v.placeFrame(title, s.t, "households", "households")
	if err != nil {
		return view.SheetEdit{}, err
	}
	page := view.SheetEdit{
		Page: frame, Heading: title, Lead: v.say.T("sheet.lead"), Action: s.path(), State: sheetState(s.members),
		Groups: v.sheetGroups(), Columns: v.sheetColumns(), Lists: v.sheetLists(s),
	}
	if s.closed {
		page.Notice = &view.Message{Tone: view.Warn, Text: v.say.T("sheet.closed", "year", s.t.year), Links: []view.Link{{Text: v.say.T("overview.to_round"), Href: s.t.path("round")}}}
	}
	if !s.isNew() {
		page.Watch = s.path() + "/cells"
		page.Confirm = slices.ContainsFunc(s.members, func(r *register.Record) bool { return !r.Confirmed })
		page.Ways, err = v.sheetWays(s)
		if err != nil {
			return page, err
		}
	}
	v.looksAtOne = true
	v.fillSheet(&page, s)
	page.Errors = v.sheetErrors(&page, s)
	return page, nil
}

// sheetWays lead to the sheet as it is on paper and to those before and after it.
func (v *visit) sheetWays(s *typedSheet) ([]view.Link, error) {
	all, err := v.households(s.t)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(h survey.Household) bool { return h.ID == s.members[0].HouseholdID })
	ways := []view.Link{{Text: v.say.T("sheet.as_paper"), Href: householdPath(s.members[0])}, {Text: v.say.T("folder.title"), Href: s.t.path("households")}}
	to := func(i int, key string) {
		if at >= 0 && i >= 0 && i < len(all) {
			h := all[i]
			ways = append(ways, view.Link{
				Text: v.say.T(key, "sheet", h.Sheet),
				Href: householdPath(&register.Record{CommuneID: h.CommuneID, HouseholdID: h.ID, Year: h.Year}) + "/edit",
			})
		}
	}
	to(at-1, "sheet.previous")
	to(at+1, "sheet.next")
	return ways, nil
}

// sheetErrors are the lines at the top: everything that keeps the sheet from being
// written, each leading to its cell.
func (v *visit) sheetErrors(page *view.SheetEdit, s *typedSheet) view.Errors {
	var out view.Errors
	add := func(who string, cells []view.SheetCell) {
		for _, c := range cells {
			if c.Error == "" {
				continue
			}
			text := c.Error
			if who != "" {
				text = who + ": " + text
			}
			out.Lines = append(out.Lines, view.Link{Text: text, Href: "#" + c.Name})
		}
	}
	add("", page.Shared)
	for _, row := range page.Rows {
		add(row.Name, row.Cells)
	}
	if s.edited != nil {
		for _, p := range s.edited.Problems {
			if p.Row == survey.Shared && p.Code == "edit_nobody" {
				out.Lines = append(out.Lines, view.Link{Text: p.Say(v.say)})
			}
		}
	}
	return out
}

// wantsJSON says that the script of a page asks, and not somebody who sends a form.
func (v *visit) wantsJSON() bool { return v.r.Header.Get("Accept") == "application/json" }

// sheetKey takes the name of a cell apart: p12.grade_group, n1.given_name, h.address.
func sheetKey(name string) (row, key string, ok bool) {
	row, key, ok = strings.Cut(name, ".")
	known := slices.Contains(survey.RowKeys, key)
	if row == sharedRow {
		known = slices.Contains(survey.SharedKeys, key)
	}
	return row, key, ok && known
}

const sharedRow = "h"
