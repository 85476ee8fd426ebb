package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hoctap/internal/account"
	"hoctap/internal/audit"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// program is another program with a token.
type program struct {
	tn    *town
	token string
	lang  string
}

// program gives an account with a token under a limit.
func (tn *town) program(name string, edit func(*account.Token), held ...right.Assignment) *program {
	tn.t.Helper()
	who := &account.Account{Name: name, FullName: name}
	ctx := storetest.By(tn.t.Context(), "account:"+name)
	check(tn.t, tn.AddAccount(ctx, who, held...))
	return tn.tokenOf(who, edit)
}

func (tn *town) tokenOf(who *account.Account, edit func(*account.Token)) *program {
	tn.t.Helper()
	secret := account.TokenPrefix + "secret-of-" + who.Name
	t := &account.Token{Digest: account.Digest(secret), Account: who.ID, Name: "sổ tỉnh", Ends: tn.now().Add(time.Hour)}
	if edit != nil {
		edit(t)
	}
	check(tn.t, tn.AddToken(storetest.By(tn.t.Context(), "account:"+who.Name), t))
	return &program{tn: tn, token: secret}
}

// call asks an operation; body nil is a GET.
func (p *program) call(path, key string, body any) (reply, map[string]any) {
	p.tn.t.Helper()
	method, in := http.MethodGet, io.Reader(nil)
	if body != nil {
		text, err := json.Marshal(body)
		check(p.tn.t, err)
		method, in = http.MethodPost, bytes.NewReader(text)
	}
	r := p.tn.request(method, "/api/v1"+path, in)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", key)
	}
	if p.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.token)
	}
	r.Header.Set("Accept-Language", p.lang)
	client := p.tn.client
	p.tn.client = &http.Client{}
	defer func() { p.tn.client = client }()
	got := p.tn.do(r)
	var out map[string]any
	if strings.Contains(got.header.Get("Content-Type"), "json") {
		check(p.tn.t, json.Unmarshal([]byte(got.body), &out))
	}
	return got, out
}

func (p *program) want(status int, path, key string, body any) map[string]any {
	p.tn.t.Helper()
	got, out := p.call(path, key, body)
	if got.status != status {
		p.tn.t.Fatalf("%s: %d, want %d\n%s", path, got.status, status, got.body)
	}
	return out
}

func inYear(commune place.ID, more string) string {
	return fmt.Sprintf("/places/%d/%d%s", commune, lastYear, more)
}

// Every operation is asked by a program of every role, in a commune of the owner's and
// in another, and lets in exactly whom docs/rights.md says; nobody's name leaves.
func TestEveryOperationLetsInWhomTheTableSays(t *testing.T) {
	tn := newTown(t)
	check(t, tn.Apply(storetest.By(t.Context(), "chị Lan"), tn.Opening(storetest.Other, lastYear, tn.People(storetest.Other, lastYear, 60)...)))
	askers := tn.askers()
	names := tn.named()
	for i, row := range readOperations(t) {
		for _, commune := range []place.ID{storetest.Joined, storetest.North, storetest.Other} {
			path := strings.NewReplacer("/api/v1", "", "{place}", id(commune), "{year}", fmt.Sprint(map[bool]int{true: oldYear, false: lastYear}[commune == storetest.North]),
				"{standard}", "TH", "{level}", "1", "{code}", "TH-M1", "{rule}", "TH", "{proposal}", "1").Replace(row.pattern)
			for k, a := range askers {
				p := &program{tn: tn}
				if a.role != "nobody" {
					p = tn.program(fmt.Sprintf("p-%d-%d-%d", i, commune, k), nil, right.Assignment{Role: a.role, Place: a.at, From: "2020-01-01"})
				}
				got, out := p.call(path, "12345678", soundBody(row))
				if out["code"] == "invalid_request" {
					t.Fatalf("%s %s: %s", row.method, path, got.body)
				}
				let := got.status != http.StatusForbidden && got.status != http.StatusUnauthorized
				if want := row.admits(a, commune); let != want {
					t.Errorf("%s %s as %s: let in %v, want %v (%d %v)", row.method, path, a.role, let, want, got.status, out["code"])
				}
				for name := range names {
					if strings.Contains(got.body, name) {
						t.Fatalf("%s names %s", path, name)
					}
				}
			}
			if !row.named {
				break
			}
		}
	}
}

// soundBody is one that is in order and changes nothing.
func soundBody(row rightsRow) any {
	switch {
	case row.method == http.MethodGet:
		return nil
	case strings.HasSuffix(row.pattern, "/round"):
		return map[string]any{"to": "open"} // it is: a step that nobody can take
	case strings.HasSuffix(row.pattern, "/decisions"):
		return map[string]any{"standard": "KHONG", "level": 1, "number": "1/QĐ", "on": "2025-09-01", "signer": "Ai đó"}
	}
	return map[string]any{"do": "record"}
}

// readOperations reads the table of operations out of the paper.
func readOperations(t *testing.T) []rightsRow {
	t.Helper()
	var out []rightsRow
	for _, row := range readAllRights(t) {
		if strings.HasPrefix(row.pattern, "/api/v1/") {
			out = append(out, row)
		}
	}
	if len(out) < 10 {
		t.Fatalf("the table has %d operations", len(out))
	}
	return out
}

// Writes of other wards, of too small a role, and by tokens that only read are refused
// with a sound body.
func TestProgramsWriteWithinTheirRights(t *testing.T) {
	tn := newTown(t)
	move := map[string]any{"to": "submitted"}
	officer := right.Assignment{Role: right.WardOfficer, Place: storetest.Joined, From: "2020-01-01"}
	for name, p := range map[string]*program{
		"another ward":      tn.program("xa-khac", nil, right.Assignment{Role: right.WardOfficer, Place: storetest.Other, From: "2020-01-01"}),
		"a smaller role":    tn.program("dieu-tra", nil, right.Assignment{Role: right.HamletSurveyor, Place: storetest.Joined1, From: "2020-01-01"}),
		"only reading":      tn.program("chi-doc", func(t *account.Token) { t.ReadOnly = true }, officer),
		"another place":     tn.program("noi-khac", func(t *account.Token) { t.Place = storetest.Other }, officer),
		"one role of two":   tn.program("mot-vai", func(t *account.Token) { t.Role = right.SchoolOfficer }, officer, right.Assignment{Role: right.SchoolOfficer, Place: storetest.Joined, From: "2020-01-01"}),
		"a role not theirs": tn.program("vai-la", func(t *account.Token) { t.Role = right.ProvinceChecker }, officer),
	} {
		if out := p.want(http.StatusForbidden, inYear(storetest.Joined, "/round"), "khoa-cua-"+id(storetest.Joined), move); out["code"] != "right.refused" {
			t.Errorf("%s: %v", name, out)
		}
	}
	tn.program("moi-quyen", nil, officer).want(http.StatusOK, inYear(storetest.Joined, "/round"), "key-00000", move)
}

// A program asks again under its key: nothing is done twice, on both engines; the log
// names the token.
func TestAskedAgainUnderAKey(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			tn := newTownOn(t, fresh)
			alone, err := tn.AccountByName(t.Context(), "lan")
			check(t, err)
			p := tn.tokenOf(alone, nil)
			round := inYear(storetest.Joined, "/round")
			first := p.want(http.StatusOK, round, "khoa-0001", map[string]any{"to": "submitted"})
			again := p.want(http.StatusOK, round, "khoa-0001", map[string]any{"to": "submitted"})
			if first["state"] != "submitted" || fmt.Sprint(first) != fmt.Sprint(again) {
				t.Errorf("%v and then %v", first, again)
			}
			if out := p.want(http.StatusConflict, round, "khoa-0001", map[string]any{"to": "checked"}); out["code"] != "api.key_of_another" {
				t.Errorf("another body under the key: %v", out)
			}
			// What was refused stays refused under its key; under another it is tried anew.
			if out := p.want(http.StatusConflict, round, "khoa-0002", map[string]any{"to": "closed"}); out["code"] != "fault.round_step" || out["trace"] == "" {
				t.Errorf("a step too far: %v", out)
			}
			p.want(http.StatusOK, round, "khoa-0003", map[string]any{"to": "checked"})
			p.want(http.StatusConflict, round, "khoa-0002", map[string]any{"to": "closed"})
			// Cut off in its midst: the program is told to look.
			_, err = tn.TakeKey(t.Context(), account.Digest(p.token), "khoa-0004", "whatever")
			check(t, err)
			p.want(http.StatusConflict, round, "khoa-0004", map[string]any{"to": "closed"})

			moves, err := tn.Entries(t.Context(), audit.Filter{Places: []place.ID{storetest.Joined}, Kind: audit.RoundMove, Limit: 10})
			check(t, err)
			if len(moves) != 2 || !strings.Contains(moves[0].Detail, "sổ tỉnh") {
				t.Errorf("%d steps in the log: %+v", len(moves), moves)
			}
			calls, err := tn.Entries(t.Context(), audit.Filter{Places: []place.ID{storetest.Joined}, Kind: audit.ProgramCall, Limit: 20})
			check(t, err)
			if len(calls) < 6 || !strings.Contains(calls[0].Detail, "moveRound") {
				t.Errorf("%d calls in the log", len(calls))
			}
		})
	}
}

// A token that does not hold opens nothing, whatever was wrong with it.
func TestTokensThatDoNotHold(t *testing.T) {
	tn := newTown(t)
	officer := right.Assignment{Role: right.WardOfficer, Place: storetest.Joined, From: "2020-01-01"}
	for name, p := range map[string]*program{
		"none":        {tn: tn},
		"forged":      {tn: tn, token: account.TokenPrefix + strings.Repeat("x", 52)},
		"no prefix":   {tn: tn, token: "secret"},
		"ended":       tn.program("het-han", func(t *account.Token) { t.Ends = tn.now().Add(-time.Second) }, officer),
		"a long text": {tn: tn, token: account.TokenPrefix + strings.Repeat("y", 5000)},
	} {
		if out := p.want(http.StatusUnauthorized, "/me", "", nil); out["code"] != "api.no_token" {
			t.Errorf("%s: %v", name, out)
		}
	}
	for name, end := range map[string]func(who *account.Account) error{
		"revoked": func(who *account.Account) error {
			list, err := tn.Tokens(t.Context(), who.ID)
			check(t, err)
			return tn.RevokeToken(storetest.By(t.Context(), "account:x"), who.ID, list[0].ID)
		},
		"disabled": func(who *account.Account) error { return tn.Disable(storetest.By(t.Context(), "account:x"), who.ID, true) },
		"disabled and enabled": func(who *account.Account) error {
			check(t, tn.Disable(storetest.By(t.Context(), "account:x"), who.ID, true))
			return tn.Disable(storetest.By(t.Context(), "account:x"), who.ID, false)
		},
		"reset": func(who *account.Account) error { return tn.ResetAccount(storetest.By(t.Context(), "account:x"), who.ID, "hash") },
	} {
		who := &account.Account{Name: "cua-" + strings.ReplaceAll(name, " ", "-"), FullName: name}
		check(t, tn.AddAccount(storetest.By(t.Context(), "account:x"), who, officer))
		p := tn.tokenOf(who, nil)
		p.want(http.StatusOK, "/me", "", nil)
		check(t, end(who))
		p.want(http.StatusUnauthorized, "/me", "", nil)
	}
}

// What programs get is what the pages show.
func TestProgramsGetWhatThePagesShow(t *testing.T) {
	tn := newTown(t)
	p := tn.program("tinh", nil, everything()...)
	out := p.want(http.StatusOK, "/places?q=bac+nam", "", nil)
	if list := out["places"].([]any); len(list) != 1 || list[0].(map[string]any)["name"] != "Phường Bắc Nam" {
		t.Fatalf("got %v", out)
	}
	share := tn.share("primary.grade1_6")
	verdicts := p.want(http.StatusOK, inYear(storetest.Joined, "/verdicts"), "", nil)
	text := fmt.Sprint(verdicts)
	if want := fmt.Sprintf("denominator:%d", share.D); !strings.Contains(text, want) {
		t.Errorf("the verdicts lack %s", want)
	}
	form := p.want(http.StatusOK, inYear(storetest.Joined, "/forms/TH-M1"), "", nil)
	if tables := form["tables"].([]any); len(tables) == 0 {
		t.Errorf("got %v", form)
	}
	if out := p.want(http.StatusForbidden, inYear(storetest.Joined, "/forms/SO-TD"), "", nil); out["code"] != "api.names_people" {
		t.Errorf("a list of people: %v", out)
	}
	p.want(http.StatusOK, inYear(storetest.Joined, "/gaps/TH/1"), "", nil)
	p.want(http.StatusOK, "/rules/THCS3.C1?on=2025-09-30", "", nil)
	p.want(http.StatusOK, "/forms/2025", "", nil)
	for _, wrong := range []string{"/places?cursor=xxx", "/rules/nothing", inYear(storetest.Joined, "/gaps/TH/7"), inYear(storetest.Joined, "/forms/none"), "/places/99999/2025/round", "/places/5/1800/verdicts"} {
		got, out := p.call(wrong, "", nil)
		if got.status < 400 || got.status >= 500 || out["code"] == "" || !strings.HasPrefix(got.header.Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s: %d %s %v", wrong, got.status, got.header.Get("Content-Type"), out)
		}
	}
	p.lang = "en"
	if out := p.want(http.StatusNotFound, "/rules/nothing", "", nil); strings.Contains(fmt.Sprint(out["title"]), "Không") {
		t.Errorf("in English: %v", out)
	}
}

// A program that asks too fast waits; others do not.
func TestProgramsWait(t *testing.T) {
	tn := newTown(t)
	p, other := tn.program("nhanh", nil, everything()...), tn.program("khac", nil, everything()...)
	slow := 0
	for range 60 {
		if got, _ := p.call("/me", "", nil); got.status == http.StatusTooManyRequests {
			slow++
		}
	}
	if slow == 0 {
		t.Error("nobody was told to wait")
	}
	other.want(http.StatusOK, "/me", "", nil)
}

// A token is made on the page with the password alone, shown once, and taken back.
func TestTokenPage(t *testing.T) {
	tn := newTown(t)
	password := tn.withPassword("chi-mai", everything()...)
	tn.stranger()
	tn.signIn("chi-mai", password)
	asked := url.Values{"name": {"Sổ của tỉnh"}, "reads": {"yes"}, "days": {"30"}, "password": {"sai"}}
	tn.want(tn.post("/account/tokens", asked), http.StatusUnprocessableEntity, testkit.In(".errors", testkit.Count("li", 1)))
	asked.Set("password", password)
	made := tn.post("/account/tokens", asked)
	tn.want(made, http.StatusOK, testkit.In("main", testkit.Contains("Mã vừa tạo")))
	secret := firstMatch(t, made.body, `(hoctap_[a-z0-9]+)`)
	if strings.Contains(tn.page("/account/tokens").body, secret) {
		t.Error("the token is shown a second time")
	}
	p := &program{tn: tn, token: secret}
	if out := p.want(http.StatusOK, "/me", "", nil); out["read_only"] != true || out["account"] != "chi-mai" {
		t.Errorf("got %v", out)
	}
	revoke := firstMatch(t, tn.page("/account/tokens").body, `action="(/account/tokens/\d+/revoke)"`)
	tn.wantRedirect(tn.post(revoke, nil), "/account/tokens")
	p.want(http.StatusUnauthorized, "/me", "", nil)
	tn.page("/api/docs", testkit.In("main", testkit.Contains("moveRound"), testkit.Contains("/api/v1/places/{place}/{year}/verdicts")))
}
