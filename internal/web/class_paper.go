package web

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"strconv"
	"strings"

	"hoctap/internal/audit"
	"hoctap/internal/centre"
	"hoctap/internal/formout"
	"hoctap/internal/paper"
	"hoctap/internal/register"
	"hoctap/internal/rule"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// paperOf is what every paper of a class has.
func (v *visit) paperOf(t *target, title string) *paper.Document {
	now := v.Now().In(vietnam)
	commune, _, _ := strings.Cut(t.at.Name, ",")
	return &paper.Document{
		Title: title, Lang: v.say.Lang(), Words: formout.PaperWords(v.say), Size: paper.A4, Landscape: true,
		Issuers: []string{v.say.T("class.issuer_above", "name", strings.ToUpper(commune)), v.say.T("class.issuer")},
		Issued:  v.say.T("paper.issued", "place", bareUnit(commune), "year", now.Year()),
		Signers: []paper.Signer{{Lines: []string{v.say.T("class.sign_teacher"), v.say.T("class.sign_how")}}, {Lines: []string{v.say.T("class.sign_director"), v.say.T("class.sign_how")}}},
		Stamp:   now, Taken: v.taken(),
	}
}

// bareUnit is a name without its kind, as a place line has it.
func bareUnit(name string) string {
	for _, kind := range []string{"Phường ", "Xã ", "Thị trấn "} {
		if rest, ok := strings.CutPrefix(name, kind); ok {
			return rest
		}
	}
	return name
}

// sessionsPerPage is how many sessions a page of the class book has room for.
const sessionsPerPage = 14

// classBook is the book of a class: who, when, who came, and room to sign.
func classBook(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	records, err := v.roster(t, w)
	if err != nil {
		return err
	}
	d := v.paperOf(t, v.say.T("class.book_title"))
	d.Name, d.Of = "SO-LOP", w.Name
	d.Unit = v.classDays(&w.Class)
	sessions := w.Sessions
	for first := true; first || len(sessions) > 0; first = false {
		part := sessions[:min(sessionsPerPage, len(sessions))]
		sessions = sessions[len(part):]
		d.Tables = append(d.Tables, v.bookTable(t, w, records, part, len(sessions) == 0))
	}
	d.Notes = []string{v.say.T("class.book_marks")}
	return v.sendPaper(d, fmt.Sprintf("so-lop-%s.pdf", slug(w.Name)), "book")
}

func (v *visit) bookTable(t *target, w *centre.Whole, records map[register.ID]*register.Record, sessions []centre.Session, last bool) paper.Table {
	column := func(id, head string, width float64, text bool) paper.Column {
		return paper.Column{ID: id, Heads: []paper.Head{{ID: id, Text: head}}, Width: width, Text: text}
	}
	table := paper.Table{ID: "book", Columns: []paper.Column{
		column("n", v.say.T("gap.number"), 4, false), column("name", v.say.T("gap.name"), 24, true), column("birth", v.say.T("class.birth_year"), 7, false), column("hamlet", v.say.T("overview.hamlet"), 18, true),
	}}
	for _, s := range sessions {
		table.Columns = append(table.Columns, column(strconv.FormatInt(int64(s.ID), 10), viet.Date(s.On)[:5], 6, true))
	}
	table.Columns = append(table.Columns, column("came", v.say.T("class.book_came"), 7, true), column("sign", v.say.T("class.book_sign"), 14, true))
	if last {
		table.Columns = append(table.Columns, column("result", v.say.T("class.result"), 12, true))
	}
	var rows []paper.Row
	for _, l := range sortedLearners(w, records) {
		r := records[l.Person]
		if r == nil || !l.Taking() && !(l.State == centre.Invited && w.Active()) {
			continue
		}
		v.saw(r)
		rows = append(rows, v.bookRow(t, w, l, r, sessions, len(rows)+1, last))
	}
	table.Rows = paper.Rows(rows)
	return table
}

func (v *visit) bookRow(t *target, w *centre.Whole, l centre.Learner, r *register.Record, sessions []centre.Session, n int, last bool) paper.Row {
	text := func(s string) paper.Cell { return paper.Cell{Kind: paper.Text, Text: s} }
	row := paper.Row{ID: idText(l.Person), Cells: []paper.Cell{
		{Kind: paper.Number, Count: int64(n)}, text(r.Name()), {Kind: paper.Number, Count: int64(r.BirthYear), Plain: true}, text(verdict.HamletName(t.tree, r, rule.ReferenceDay(t.year))),
	}}
	for _, s := range sessions {
		mark := ""
		if m := w.Marks[s.ID][l.Person]; m != "" {
			mark = v.say.T("class.book_" + string(m))
		}
		row.Cells = append(row.Cells, text(mark))
	}
	here, marked := w.Came(l.Person)
	row.Cells = append(row.Cells, text(fmt.Sprintf("%d/%d", here, marked)), text(""))
	if last {
		row.Cells = append(row.Cells, text(l.Result))
	}
	return row
}

// sendPaper prints a paper that names people; whom it names stands in the log.
func (v *visit) sendPaper(d *paper.Document, name, kind string) error {
	var out bytes.Buffer
	_, err := formout.WritePDF(&out, d)
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	err = v.enter(audit.Export, audit.Detail{"paper": kind})
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", fileTypes["pdf"])
	v.w.Header().Set("Content-Length", strconv.Itoa(out.Len()))
	v.w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
	_, err = io.Copy(v.w, &out)
	return err
}

// codeLetters leave out what is mistaken for another letter.
const codeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

// newCode is what a certificate is checked by: sixteen letters that nobody guesses.
func newCode() (string, error) {
	var out strings.Builder
	for out.Len() < 16 {
		var b [1]byte
		_, err := rand.Read(b[:])
		if err != nil {
			return "", fmt.Errorf("code: %w", err)
		}
		// What lies beyond the last whole run of letters would make some likelier.
		if int(b[0]) < 256/len(codeLetters)*len(codeLetters) {
			out.WriteByte(codeLetters[int(b[0])%len(codeLetters)])
		}
	}
	return out.String(), nil
}

// inFours writes a code as it is read aloud.
func inFours(code string) string {
	var parts []string
	for len(code) > 4 {
		parts, code = append(parts, code[:4]), code[4:]
	}
	return strings.Join(append(parts, code), "-")
}

// certificateIssue prints a paper for everybody who completed; who has no code yet gets
// one.
func certificateIssue(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	codes := map[register.ID]string{}
	for i := range w.Learners {
		l := &w.Learners[i]
		if l.State == centre.Completed && l.Certificate == "" {
			l.Certificate, err = newCode()
			if err != nil {
				return err
			}
			codes[l.Person] = l.Certificate
		}
	}
	if len(codes) > 0 {
		err = v.Store.IssueCertificates(v.ctx(), w, codes)
		if err != nil {
			return err
		}
	}
	records, err := v.roster(t, w)
	if err != nil {
		return err
	}
	return v.sendPaper(v.certificates(t, w, records), fmt.Sprintf("giay-xac-nhan-%s.pdf", slug(w.Name)), "certificate")
}

// certificates are a paper each: the class, the learner, what was completed and the code.
func (v *visit) certificates(t *target, w *centre.Whole, records map[register.ID]*register.Record) *paper.Document {
	d := v.paperOf(t, v.say.T("class.certificate_title"))
	d.Name, d.Landscape, d.Apart = "GIAY-XN", false, true
	d.Signers = []paper.Signer{{Lines: []string{v.say.T("class.sign_director"), v.say.T("class.sign_how")}}}
	column := func(id, head string, width float64) paper.Column {
		return paper.Column{ID: id, Heads: []paper.Head{{ID: id, Text: head}}, Width: width, Text: true}
	}
	table := paper.Table{ID: "certificate", Columns: []paper.Column{column("what", v.say.T("class.certificate_what"), 30), column("value", v.say.T("class.certificate_value"), 60)}}
	var rows []paper.Row
	for _, l := range sortedLearners(w, records) {
		r := records[l.Person]
		if r == nil || l.State != centre.Completed {
			continue
		}
		v.saw(r)
		rows = append(rows, paper.Row{Role: paper.Banner, Lines: []string{v.say.T("class.certificate_lead")}, NewPage: len(rows) > 0})
		for _, f := range v.certificateFacts(w, &l, r) {
			rows = append(rows, paper.Row{Cells: []paper.Cell{{Kind: paper.Text, Text: f.Name}, {Kind: paper.Text, Text: f.Value}}})
		}
	}
	table.Rows = paper.Rows(rows)
	d.Tables = []paper.Table{table}
	d.Notes = []string{v.say.T("class.certificate_check")}
	return d
}

// certificateFacts are what the paper says, and the check of its code confirms.
func (v *visit) certificateFacts(w *centre.Whole, l *centre.Learner, r *register.Record) []view.Fact {
	return []view.Fact{
		{Name: v.say.T("gap.name"), Value: r.Name()},
		{Name: v.say.T("class.birth_year"), Value: strconv.Itoa(r.BirthYear)},
		{Name: v.say.T("class.certificate_done"), Value: v.programmeText(w.Programme)},
		{Name: v.say.T("class.name"), Value: w.Name},
		{Name: v.say.T("class.when"), Value: v.classDays(&w.Class)},
		{Name: v.say.T("class.certificate_on"), Value: viet.Date(l.CompletedOn)},
		{Name: v.say.T("class.result"), Value: l.Result},
		{Name: v.say.T("class.certificate_code"), Value: inFours(l.Certificate)},
	}
}

// invitationShow prints a letter to everybody who is invited or waits.
func invitationShow(v *visit) error {
	t, err := v.standing()
	if err != nil {
		return err
	}
	w, err := v.class(t)
	if err != nil {
		return err
	}
	frame, err := v.placeFrame(w.Name, t, "classes", "classes")
	if err != nil {
		return err
	}
	records, err := v.roster(t, w)
	if err != nil {
		return err
	}
	page := view.InvitationPage{Page: frame, Heading: v.say.T("class.invitations"), Back: view.Link{Text: w.Name, Href: classPath(t, w.ID)}}
	now := v.Now().In(vietnam)
	for _, l := range sortedLearners(w, records) {
		r := records[l.Person]
		if r == nil || l.State != centre.Invited && l.State != centre.Enrolled {
			continue
		}
		v.saw(r)
		page.Letters = append(page.Letters, view.Invitation{
			Issuer: v.say.T("class.issuer"), Title: v.say.T("class.invitation_title"), To: r.Name(), Address: r.Address + ", " + verdict.HamletName(t.tree, r, rule.ReferenceDay(t.year)),
			Text: []string{v.say.T("class.invitation_text", "programme", v.programmeText(w.Programme), "name", t.at.Name), v.say.T("class.invitation_free")}, Facts: v.classFacts(t, w)[1:],
			Issued: v.say.T("class.invitation_issued", "place", bareUnit(t.at.Name), "day", now.Day(), "month", int(now.Month()), "year", now.Year()), Signer: v.say.T("class.sign_director"),
		})
	}
	page.Lead = v.say.T("class.invitation_count", "n", len(page.Letters))
	return v.show("invitation", page)
}
