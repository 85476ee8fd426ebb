package web

import (
	"net/http"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/web/render"
)

// handler answers one visit. What goes wrong it returns: one place makes the
// page of it.
type handler func(*visit) error

// Every page of a place stands under its unit and year. {place} is our own id:
// stepping through the years stays with the unit, whatever code it bore.
const (
	ofPlace  = "/places/{place}/{year}"
	ofLevel  = "/{standard}/{level}"
	ofSchool = "/schools/{school}"
	ofClass  = "/classes/{class}"

	ofHousehold = "/households/{commune}/{household}/{year}"
)

// pageRoute is a page, the actions of which one is enough to open it, and who
// answers. docs/rights.md is made from these lines; a test walks them all with
// every role.
type pageRoute struct {
	pattern string
	needs   []right.Action
	answer  handler
}

func needs(one ...right.Action) []right.Action { return one }

// What routes need, where several need the same.
var (
	anybody        = needs(right.Public)
	ownAccount     = needs(right.Own)
	signedIn       = needs(right.Enter)
	seeFigures     = needs(right.SeeFigures)
	seeGaps        = needs(right.SeeGaps)
	seePeople      = needs(right.SeePersons)
	revealNumbers  = needs(right.RevealNumbers)
	noteVisits     = needs(right.NoteVisits)
	runClasses     = needs(right.RunClasses)
	writeSheets    = needs(right.WriteHouseholds)
	writeEntries   = needs(right.WriteRegister)
	compareForms   = needs(right.CompareForms)
	manageHooks    = needs(right.ManageHooks)
	manageAccounts = needs(right.ManageAccounts)
)

// pageRoutes is every page there is.
var pageRoutes = []pageRoute{
	{"GET /sign-in", anybody, sessionForm},
	{"POST /sign-in", anybody, sessionOpen},
	{"GET /sign-in/step", anybody, stepForm},
	{"POST /sign-in/step", anybody, stepTake},
	{"POST /sign-in/passkey/begin", anybody, passkeyAsk},
	{"POST /sign-in/passkey", anybody, passkeyOpen},
	{"GET /sign-in/provider", anybody, signOnBegin},
	{"GET /sign-in/provider/back", anybody, signOnEnd},
	{"POST /sign-out", anybody, sessionClose},
	{"GET /setup", anybody, setupForm},
	{"POST /setup", anybody, setupSave},
	{"GET /about", anybody, aboutShow},
	{"GET /privacy", anybody, privacyShow},
	{"GET /help", anybody, helpShow},
	{"GET /help/{page}", anybody, helpArticle},
	{"GET /help/images/{file}", anybody, helpPicture},

	{"GET /public", anybody, publicList},
	{"GET /public/about", anybody, publicAbout},
	{"GET /public/data/{file}", anybody, publicFile},
	{"GET /public/{code}/{year}", anybody, publicShow},
	{"GET " + certificatePath, anybody, certificateForm},
	{"POST " + certificatePath, anybody, certificateCheck},

	{"GET /account", ownAccount, accountShow},
	{"POST /account/sessions", ownAccount, sessionEnd},
	{"GET /account/password", ownAccount, passwordForm},
	{"POST /account/password", ownAccount, passwordChange},
	{"POST /account/passkeys/begin", ownAccount, passkeyBegin},
	{"POST /account/passkeys", ownAccount, passkeyAdd},
	{"POST /account/passkeys/{key}/remove", ownAccount, passkeyRemove},
	{"GET /account/provider", ownAccount, linkBegin},
	{"POST /account/provider", ownAccount, unlink},
	{"GET /account/codes", ownAccount, codesForm},
	{"GET /account/codes/picture.png", ownAccount, codesPicture},
	{"POST /account/codes", ownAccount, codesSave},

	{"GET " + tokensPath, ownAccount, tokenList},
	{"POST " + tokensPath, ownAccount, tokenAdd},
	{"POST " + tokensPath + "/{token}/revoke", ownAccount, tokenRevoke},
	{"GET " + apiDocsPath, anybody, apiDocs},

	{"GET " + hooksPath, manageHooks, hookList},
	{"POST " + hooksPath, manageHooks, hookAdd},
	{"POST " + hooksPath + "/{hook}/end", manageHooks, hookEnd},

	{"GET /accounts", manageAccounts, accountList},
	{"GET /accounts/new", manageAccounts, accountForm},
	{"POST /accounts/new", manageAccounts, accountAdd},
	{"GET /accounts/{account}", manageAccounts, accountEdit},
	{"POST /accounts/{account}/reset", manageAccounts, accountReset},
	{"POST /accounts/{account}/disable", manageAccounts, accountDisable},
	{"POST /accounts/{account}/enable", manageAccounts, accountEnable},
	{"POST /accounts/{account}/rights", manageAccounts, rightGive},
	{"POST /accounts/{account}/rights/{right}", manageAccounts, rightEnd},

	{"GET /{$}", signedIn, homeShow},
	{"GET /search", signedIn, searchShow},
	{"POST /search", seePeople, numberFind},
	{"GET /rules", signedIn, ruleList},
	{"GET /rules/changes", signedIn, ruleChanges},
	{"GET /rules/{rule}", signedIn, ruleShow},

	{"GET /places/find", seeFigures, placeFind},
	{"GET /places/{place}", seeFigures, placeRedirect},
	{"GET /places/{place}/{year}", seeFigures, placeShow},
	{"GET " + ofPlace + "/map", seeFigures, mapShow},
	{"GET " + ofPlace + "/history", seeFigures, historyShow},
	{"GET " + ofPlace + "/communes", seeFigures, communeList},
	{"GET " + ofPlace + "/verdicts/{standard}", seeFigures, verdictShow},
	{"GET " + ofPlace + "/people/{measure}", seePeople, peopleList},

	{"GET " + ofPlace + "/gaps", seeGaps, gapChoose},
	{"GET " + ofPlace + "/gaps" + ofLevel, seeGaps, gapList},
	{"GET " + ofPlace + "/gaps" + ofLevel + "/export.xlsx", needs(right.ExportPersons), gapExport},
	{"POST " + ofPlace + "/gaps" + ofLevel + "/export.xlsx", needs(right.ExportPersons), gapExport},
	{"POST " + ofPlace + "/gaps" + ofLevel + "/assign", needs(right.AssignFollowUps), followAssign},
	{"GET " + ofPlace + "/gaps" + ofLevel + "/follow/{person}", seeGaps, followForm},
	{"POST " + ofPlace + "/gaps" + ofLevel + "/follow/{person}", noteVisits, visitAdd},
	{"POST " + ofPlace + "/gaps" + ofLevel + "/follow/{person}/mark", noteVisits, followMark},
	{"GET " + ofPlace + "/whatif" + ofLevel, seeGaps, whatIfForm},
	{"POST " + ofPlace + "/whatif" + ofLevel, seeGaps, whatIfShow},

	{"GET " + ofPlace + "/import", writeEntries, importForm},
	{"POST " + ofPlace + "/import", writeEntries, importCheck},
	{"GET " + ofPlace + "/export.xlsx", needs(right.ExportPersons), surveyExport},
	{"POST " + ofPlace + "/export.xlsx", needs(right.ExportPersons), surveyExport},
	{"GET /jobs/{job}", writeEntries, jobShow},
	{"GET /jobs/{job}/progress", writeEntries, jobProgress},
	{"GET /jobs/{job}/errors.xlsx", writeEntries, jobErrors},
	{"POST /jobs/{job}/import", writeEntries, importWrite},

	{"GET " + ofPlace + "/classes", runClasses, classList},
	{"GET " + ofPlace + "/classes/new", runClasses, classNew},
	{"POST " + ofPlace + "/classes/new", runClasses, classAdd},
	{"GET " + ofPlace + ofClass, runClasses, classShow},
	{"GET " + ofPlace + ofClass + "/edit", runClasses, classEdit},
	{"POST " + ofPlace + ofClass + "/edit", runClasses, classSave},
	{"POST " + ofPlace + ofClass + "/state", runClasses, classMove},
	{"POST " + ofPlace + ofClass + "/learners", runClasses, classLearners},
	{"POST " + ofPlace + ofClass + "/sessions", runClasses, sessionAdd},
	{"GET " + ofPlace + ofClass + "/sessions/{session}", runClasses, attendanceForm},
	{"POST " + ofPlace + ofClass + "/sessions/{session}", runClasses, attendanceSave},
	{"POST " + ofPlace + ofClass + "/sessions/{session}/remove", runClasses, sessionRemove},
	{"POST " + ofPlace + ofClass + "/complete", runClasses, classComplete},
	{"POST " + ofPlace + ofClass + "/undo", runClasses, classUndo},
	{"GET " + ofPlace + ofClass + "/invitations", runClasses, invitationShow},
	{"GET " + ofPlace + ofClass + "/book.pdf", runClasses, classBook},
	{"GET " + ofPlace + ofClass + "/calendar.ics", runClasses, classCalendar},
	{"POST " + ofPlace + ofClass + "/certificates.pdf", runClasses, certificateIssue},

	{"GET " + ofPlace + "/households", seePeople, householdList},
	{"GET " + ofPlace + "/households/rows", seePeople, householdRowsShow},
	{"GET " + ofPlace + "/households/new", writeSheets, householdNew},
	{"POST " + ofPlace + "/households/new", writeSheets, householdAdd},

	{"GET " + ofPlace + "/round", seeFigures, roundShow},
	{"POST " + ofPlace + "/round", needs(right.WriteRegister, right.SubmitRound, right.CheckRound, right.ReopenRound), roundMove},
	{"GET " + ofPlace + "/round/compare", seePeople, roundCompare},
	{"GET " + ofPlace + "/round/compare.xlsx", needs(right.ExportPersons), roundCompareExport},
	{"POST " + ofPlace + "/round/compare.xlsx", needs(right.ExportPersons), roundCompareExport},
	{"GET " + ofPlace + "/questions", writeEntries, questionList},
	{"POST " + ofPlace + "/questions", writeEntries, questionAnswer},
	{"POST " + ofPlace + "/quality", writeEntries, qualityCheck},

	{"GET " + ofPlace + "/schools", seeFigures, schoolList},
	{"POST " + ofPlace + "/schools", needs(right.WriteSchools), schoolImport},
	{"GET " + ofPlace + "/schools.xlsx", needs(right.WriteSchools), schoolExport},
	{"GET " + ofPlace + ofSchool, seeFigures, schoolForm},
	{"POST " + ofPlace + ofSchool, needs(right.WriteSchools), schoolSave},

	{"GET " + ofPlace + "/forms", seeFigures, formList},
	{"GET " + ofPlace + "/agreement", seeFigures, agreementShow},
	{"GET " + ofPlace + "/forms/{code}", seeFigures, formShow},
	{"POST " + ofPlace + "/forms/{code}", needs(right.ExportPersons), formShow},
	{"GET " + ofPlace + "/forms/{code}/people", seePeople, formPeople},
	{"GET " + ofPlace + "/forms/{code}/compare", compareForms, formCompareForm},
	{"POST " + ofPlace + "/forms/{code}/compare", compareForms, formCompare},

	{"GET " + ofPlace + "/decisions", seeFigures, decisionList},
	{"GET " + ofPlace + "/decisions/new", needs(right.ProposeDecision, right.RecordDecision), decisionForm},
	{"POST " + ofPlace + "/decisions/new", needs(right.ProposeDecision, right.RecordDecision), decisionAdd},
	{"POST " + ofPlace + "/decisions/proposals/{proposal}", needs(right.ProposeDecision, right.RecordDecision), proposalSettle},

	{"GET /log", needs(right.ReadLog), logList},
	{"GET /log/export.xlsx", needs(right.ReadLog), logExport},

	{"GET /requests", writeEntries, requestList},
	{"POST /requests/{commune}/{request}", writeEntries, requestSettle},

	{"GET /persons/{person}", seePeople, personShow},
	{"POST /persons/{person}", revealNumbers, personReveal},
	{"GET /persons/{person}/request", writeEntries, requestForm},
	{"POST /persons/{person}/request", writeEntries, requestAdd},
	{"GET " + ofHousehold, seePeople, householdShow},
	{"POST " + ofHousehold, revealNumbers, householdReveal},
	{"GET " + ofHousehold + "/edit", writeSheets, householdEdit},
	{"POST " + ofHousehold + "/edit", writeSheets, householdSave},
	{"GET " + ofHousehold + "/edit/cells", writeSheets, householdCells},
	{"GET " + ofHousehold + "/edit/remove/{person}", writeSheets, memberRemoveForm},
	{"POST " + ofHousehold + "/edit/remove/{person}", writeSheets, memberRemove},
}

// uploads are the routes that take a workbook.
var uploads = map[string]bool{"POST " + ofPlace + "/import": true, "POST " + ofPlace + "/schools": true, "POST " + ofPlace + "/forms/{code}/compare": true}

// rest answers what no route names.
const rest = "/"

func (s *server) mux() *http.ServeMux {
	m := http.NewServeMux()
	s.needs = map[string][]right.Action{}
	for _, route := range pageRoutes {
		s.needs[route.pattern] = route.needs
		m.HandleFunc(route.pattern, s.page(route.needs, route.answer))
	}
	s.programs = newPrograms(s)
	m.Handle(apiPath+"/", s.programs.mux)
	m.Handle("GET "+render.StaticPath, s.pages.Assets)
	m.HandleFunc("GET "+healthPath, s.health)
	m.HandleFunc("GET "+readyPath, s.ready)
	m.HandleFunc(rest, s.page(anybody, unknownShow))
	return m
}

// page makes an http.HandlerFunc of a handler.
func (s *server) page(needs []right.Action, answer handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := s.newVisit(w, r)
		if v.switched() {
			return
		}
		err := v.admit(needs)
		if err == nil {
			err = answer(v)
		}
		if err != nil {
			v.fail(err)
		}
	}
}

// unknownShow tells a wrong address from a right one asked in a wrong way.
func unknownShow(v *visit) error {
	allowed := v.allowed()
	if len(allowed) > 0 {
		v.w.Header().Set("Allow", strings.Join(allowed, ", "))
		return v.showFault(http.StatusMethodNotAllowed, v.say.T("refusal.method"))
	}
	return fault.New(fault.NotFound, "refusal.address")
}

func (v *visit) allowed() []string {
	var out []string
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		asked := v.r.Clone(v.r.Context())
		asked.Method = method
		_, pattern := v.routes.Handler(asked)
		if pattern != rest && pattern != "" {
			out = append(out, method)
		}
	}
	return out
}
