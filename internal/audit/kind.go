package audit

// A Kind is what was done. The list is closed, and no word of it is typed twice: a
// kind that is not there does not compile.
type Kind uint8

// The kinds. Their words are part of what is hashed: a word that was once written
// never changes.
const (
	_ Kind = iota
	Import
	RoundOpen
	RoundMove
	RecordRemove
	QuestionAnswer
	FactChange
	DecisionAdd
	PlaceImport
	SettingChange
	FormKeep
	PersonLook
	PersonList
	Export
	LogRead
	LogExport
	KeyRotate
	DecisionPropose
	DecisionWithdraw
	AccountAdd
	AccountChange
	RightGive
	RightEnd
	SignIn
	SignOut
	PersonReveal
	Publish
	RequestAdd
	RequestSettle
	RecordEdit
	FollowUpAssign
	FollowUpVisit
	FollowUpMark
	ClassSave
	LearnerChange
	AttendanceMark
	ClassComplete
	ClassUndo
	CertificateIssue
	ProgramCall
	HookChange
	BoundaryImport
	kinds
)

var kindWords = [kinds]string{
	Import:         "import",
	RoundOpen:      "round.open",
	RoundMove:      "round.move",
	RecordRemove:   "record.remove",
	QuestionAnswer: "question.answer",
	FactChange:     "fact.change",
	DecisionAdd:    "decision.add",
	PlaceImport:    "place.import",
	SettingChange:  "setting.change",
	FormKeep:       "form.keep",
	PersonLook:     "person.look",
	PersonList:     "person.list",
	Export:         "export",
	LogRead:        "log.read",
	LogExport:      "log.export",
	KeyRotate:      "key.rotate",

	DecisionPropose:  "decision.propose",
	DecisionWithdraw: "decision.withdraw",
	AccountAdd:       "account.add",
	AccountChange:    "account.change",
	RightGive:        "right.give",
	RightEnd:         "right.end",
	SignIn:           "sign-in",
	SignOut:          "sign-out",
	PersonReveal:     "person.reveal",
	Publish:          "publish",
	RequestAdd:       "request.add",
	RequestSettle:    "request.settle",
	RecordEdit:       "record.edit",
	FollowUpAssign:   "followup.assign",
	FollowUpVisit:    "followup.visit",
	FollowUpMark:     "followup.mark",
	ClassSave:        "class.save",
	LearnerChange:    "learner.change",
	AttendanceMark:   "attendance.mark",
	ClassComplete:    "class.complete",
	ClassUndo:        "class.undo",
	CertificateIssue: "certificate.issue",
	ProgramCall:      "program.call",
	HookChange:       "hook.change",
	BoundaryImport:   "boundary.import",
}

// String is the word of a kind, as it is stored.
func (k Kind) String() string {
	if k >= kinds {
		return ""
	}
	return kindWords[k]
}

// Kinds are all there are, in their order.
func Kinds() []Kind {
	var out []Kind
	for k := Kind(1); k < kinds; k++ {
		out = append(out, k)
	}
	return out
}

// KindOf finds a kind by its word.
func KindOf(word string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.String() == word {
			return k, true
		}
	}
	return 0, false
}
