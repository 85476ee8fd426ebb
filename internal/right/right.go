// Package right decides who may do what, where and until when. A right is a role
// over a subtree of places for a time; a role is a set of actions. Nothing else
// in the program decides: whoever needs to know asks a Holder.
package right

import (
	"slices"

	"hoctap/internal/place"
)

// Role is a post in the work on universal education and literacy.
type Role string

// The roles, from the hamlet upwards. The last two see no people: one reads the
// log, the other keeps the machine.
const (
	HamletSurveyor        Role = "hamlet_surveyor"
	SchoolOfficer         Role = "school_officer"
	WardOfficer           Role = "ward_officer"
	CentreDirector        Role = "centre_director"
	AssociationOfficer    Role = "association_officer"
	WardLeader            Role = "ward_leader"
	ProvinceChecker       Role = "province_checker"
	ProvinceAdministrator Role = "province_administrator"
	Auditor               Role = "auditor"
	SystemAdministrator   Role = "system_administrator"
)

// Action is what somebody asks to do.
type Action string

// The actions. Public is for whoever comes; Own is one's own account, Enter what
// everybody who is signed in may see; all others are held through a role.
const (
	Public Action = "public"
	Own    Action = "own"
	Enter  Action = "enter"

	SeeFigures    Action = "see_figures"    // verdicts, forms, counts: no names
	SeeGaps       Action = "see_gaps"       // those who lack something, by name
	SeePersons    Action = "see_persons"    // the register
	RevealNumbers Action = "reveal_numbers" // personal number and telephone in full
	ExportPersons Action = "export_persons" // lists of people as files
	CompareForms  Action = "compare_forms"  // hold forms against other programs', which names people of the whole place

	AssignFollowUps Action = "assign_followups" // say who goes to see whom
	NoteVisits      Action = "note_visits"      // write down a visit, and that it was won

	WriteHouseholds Action = "write_households" // the sheets of households within reach
	WriteRegister   Action = "write_register"
	WriteSchools    Action = "write_schools"

	RunClasses Action = "run_classes" // classes of the learning centre, and what completing them writes

	SubmitRound Action = "submit_round"
	CheckRound  Action = "check_round"
	ReopenRound Action = "reopen_round"

	ProposeDecision Action = "propose_decision"
	RecordDecision  Action = "record_decision"

	ManageAccounts Action = "manage_accounts"
	ManageHooks    Action = "manage_hooks" // which programs are told of what happens
	ReadLog        Action = "read_log"
	KeepSystem     Action = "keep_system"
)

// Level says of what kind of unit a role is held; "" is the whole installation.
type Level = place.Kind

// Post is what a role comes to: of which kind of unit it is held, what it may do
// there, and to whom it may give rights.
type Post struct {
	Role  Role
	Held  []Level
	May   []Action
	Gives []Role
}

// posts is the whole of the law of this house on rights. docs/rights.md is made
// from it.
var posts = []Post{
	{HamletSurveyor, []Level{place.Hamlet}, []Action{SeeFigures, SeeGaps, SeePersons, RevealNumbers, NoteVisits, WriteHouseholds}, nil},
	{SchoolOfficer, []Level{place.Commune}, []Action{SeeFigures, SeeGaps, SeePersons, NoteVisits, WriteSchools}, nil},
	{WardOfficer, []Level{place.Commune}, []Action{
		SeeFigures, SeeGaps, SeePersons, RevealNumbers, ExportPersons, CompareForms, AssignFollowUps, NoteVisits, WriteHouseholds, WriteRegister, WriteSchools, RunClasses, SubmitRound, ReopenRound, ProposeDecision, ManageAccounts, ManageHooks,
	}, []Role{HamletSurveyor, SchoolOfficer, CentreDirector, AssociationOfficer}},
	{CentreDirector, []Level{place.Commune}, []Action{SeeFigures, SeeGaps, NoteVisits, RunClasses}, nil},
	{AssociationOfficer, []Level{place.Commune}, []Action{SeeFigures}, nil},
	{WardLeader, []Level{place.Commune}, []Action{SeeFigures, SeeGaps, SeePersons, RevealNumbers, CompareForms, ReopenRound, RecordDecision}, nil},
	{ProvinceChecker, []Level{place.Province}, []Action{SeeFigures, SeeGaps, SeePersons, CompareForms, CheckRound, ReopenRound, ProposeDecision, RecordDecision}, nil},
	{ProvinceAdministrator, []Level{place.Province}, []Action{SeeFigures, ManageAccounts, ManageHooks}, []Role{
		HamletSurveyor, SchoolOfficer, WardOfficer, CentreDirector, AssociationOfficer, WardLeader, ProvinceChecker,
	}},
	{Auditor, []Level{place.Province, Installation}, []Action{ReadLog}, nil},
	{SystemAdministrator, []Level{Installation}, []Action{ManageAccounts, KeepSystem}, []Role{
		HamletSurveyor, SchoolOfficer, WardOfficer, CentreDirector, AssociationOfficer, WardLeader, ProvinceChecker, ProvinceAdministrator, Auditor, SystemAdministrator,
	}},
}

// Installation is held of no unit: of everything there is.
const Installation Level = ""

// Posts gives every role in order.
func Posts() []Post { return slices.Clone(posts) }

// PostOf gives what a role comes to.
func PostOf(r Role) (Post, bool) {
	i := slices.IndexFunc(posts, func(p Post) bool { return p.Role == r })
	if i < 0 {
		return Post{}, false
	}
	return posts[i], true
}

// Actions gives every action in order.
func Actions() []Action {
	return []Action{
		Public, Own, Enter, SeeFigures, SeeGaps, SeePersons, RevealNumbers, ExportPersons, CompareForms, AssignFollowUps, NoteVisits, WriteHouseholds, WriteRegister, WriteSchools,
		RunClasses, SubmitRound, CheckRound, ReopenRound, ProposeDecision, RecordDecision, ManageAccounts, ManageHooks, ReadLog, KeepSystem,
	}
}

// May reports whether a role holds an action at all.
func (r Role) May(do Action) bool {
	p, ok := PostOf(r)
	return ok && slices.Contains(p.May, do)
}

// Partly says that an action makes sense in some hamlets of a commune, whose
// people are then all that it shows. What changes more than one household is for the
// whole.
func (do Action) Partly() bool {
	return slices.Contains([]Action{SeeFigures, SeeGaps, SeePersons, RevealNumbers, NoteVisits, WriteHouseholds}, do)
}
