package account

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"golang.org/x/text/unicode/norm"
)

var noon = time.Date(2026, 9, 21, 12, 0, 0, 0, time.UTC)

func TestPassword(t *testing.T) {
	const typed = "bốn con mèo ngủ trưa"
	kept, err := HashPassword(rand.Reader, typed)
	if err != nil {
		t.Fatal(err)
	}
	other, err := HashPassword(rand.Reader, typed)
	if err != nil || other == kept {
		t.Errorf("two hashes of one password are equal: %v", err)
	}
	for _, test := range []struct {
		name, typed string
		want        bool
	}{
		{"as it was", typed, true},
		{"composed another way", norm.NFD.String(typed), true},
		{"another", "bon con meo ngu trua", false},
		{"nothing", "", false},
	} {
		right, stale, err := CheckPassword(kept, test.typed)
		if err != nil || right != test.want || stale {
			t.Errorf("%s: %v stale %v, %v", test.name, right, stale, err)
		}
	}
	right, _, err := CheckPassword(NoPassword(), "")
	if right || err != nil {
		t.Errorf("no password is a password: %v", err)
	}
}

func TestCheaperHashesAreMadeAnew(t *testing.T) {
	const cheap = "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$rnJ6zXbQnDZtw6Cv2kTkWVHyO0LqCQUDFBwrBaJSyN4"
	_, _, err := CheckPassword(cheap, "x")
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range []string{"", "$argon2id$", "$2y$10$abc", "$argon2id$v=19$m=64,t=1,p=1$!!$!!", strings.Replace(cheap, "v=19", "v=16", 1)} {
		_, _, err := CheckPassword(broken, "x")
		if err == nil {
			t.Errorf("%q is taken for a hash", broken)
		}
	}
}

func TestStrength(t *testing.T) {
	for typed, ok := range map[string]bool{
		"ngắn":                         false,
		"matkhau2026":                  false,
		"nguyenthilan1990":             false,
		"anhyeuem123":                  false,
		"password123":                  false,
		strings.Repeat("dài quá ", 40): false,
		"xe máy cũ chở bảy quả bí đao": true,
		"tre-gió-mưa-cầu-Đò Lèn":       true,
	} {
		if err := CheckStrength(typed, "lan.nt", "Nguyễn Thị Lan"); (err == nil) != ok {
			t.Errorf("%q: %v, want it taken: %v", typed, err, ok)
		}
	}
}

func TestOneTimeCodes(t *testing.T) {
	secret, err := NewTOTP(rand.Reader, "lan")
	if err != nil {
		t.Fatal(err)
	}
	code, err := totp.GenerateCode(secret, noon)
	if err != nil {
		t.Fatal(err)
	}
	step := CheckTOTP(secret, code[:3]+" "+code[3:], 0, noon)
	if step == 0 || CheckTOTP(secret, code, 0, noon.Add(30*time.Second)) != step {
		t.Error("the code of an authenticator is not taken")
	}
	for name, got := range map[string]int64{
		"used before":  CheckTOTP(secret, code, step, noon),
		"two minutes":  CheckTOTP(secret, code, 0, noon.Add(2*time.Minute)),
		"another code": CheckTOTP(secret, "000000", 0, time.Unix(0, 0)),
		"no secret":    CheckTOTP("", "", 0, noon),
	} {
		if got != 0 && name != "another code" {
			t.Errorf("%s: taken at step %d", name, got)
		}
	}
	picture, err := TOTPImage(secret, "lan", 200)
	if err != nil || picture.Bounds().Dx() != 200 {
		t.Errorf("picture: %v", err)
	}
}

func TestSecretsAreTypedAsTheyAreRead(t *testing.T) {
	codes, err := NewRecoveryCodes(rand.Reader)
	if err != nil || len(codes) != recoveryCodes {
		t.Fatal(len(codes), err)
	}
	seen := map[string]bool{}
	for _, code := range codes {
		if seen[code] || CleanCode(strings.ToUpper(strings.ReplaceAll(code, "-", "  "))) != code {
			t.Errorf("code %q", code)
		}
		seen[code] = true
	}
	same := bytes.NewReader(make([]byte, 64))
	token, err := NewToken(same)
	if err != nil || len(token) < 50 || Digest(token) == token {
		t.Errorf("token %q, %v", token, err)
	}
	_, err = NewToken(bytes.NewReader(nil))
	if err == nil {
		t.Error("a token without randomness")
	}
}

func TestSessionsEnd(t *testing.T) {
	for _, test := range []struct {
		name          string
		started, seen time.Duration // before now
		alive         bool
	}{
		{"fresh", 0, 0, true},
		{"used all day", 11 * time.Hour, time.Minute, true},
		{"idle", time.Hour, 31 * time.Minute, false},
		{"over", 12 * time.Hour, 0, false},
		{"two servers a little apart", -30 * time.Second, -30 * time.Second, true},
		{"the clock was set back", -time.Hour, -time.Hour, false},
	} {
		s := Session{Started: noon.Add(-test.started), Seen: noon.Add(-test.seen)}
		if s.Alive(noon) != test.alive {
			t.Errorf("%s: alive %v", test.name, !test.alive)
		}
	}
}

// Ten thousand wrong passwords from elsewhere make others wait and not the owner,
// whose browser is known.
func TestWaiting(t *testing.T) {
	attempts := map[string]Attempts{}
	fail := func(name, from, device string) (longest time.Duration) {
		for _, c := range Counters(name, from, device) {
			longest = max(longest, c.Wait(attempts[c.Key], noon))
			attempts[c.Key] = attempts[c.Key].After(noon)
		}
		return longest
	}
	for range 5 {
		if wait := fail("lan", "192.0.2.7", ""); wait != 0 {
			t.Fatalf("the first wrong ones wait %s", wait)
		}
	}
	for range 10_000 {
		fail("lan", "192.0.2.7", "")
	}
	if wait := fail("lan", "192.0.2.7", ""); wait != longestWait {
		t.Errorf("after ten thousand it is %s", wait)
	}
	if wait := fail("lan", "198.51.100.9", ""); wait == 0 {
		t.Error("a stranger elsewhere does not wait for this name")
	}
	if wait := fail("hoa", "198.51.100.9", ""); wait != 0 {
		t.Errorf("another name from another network waits %s", wait)
	}
	if wait := fail("lan", "198.51.100.9", "known-browser"); wait != 0 {
		t.Errorf("the owner is locked out for %s", wait)
	}
	for range 10 {
		fail("hoa", "198.51.100.9", "known-browser")
	}
	if wait := fail("lan", "198.51.100.9", "known-browser"); wait != 0 {
		t.Errorf("whoever shares the owner's browser locks the owner out for %s", wait)
	}
}

// Whoever knows the password and guesses codes makes neither the owner's browser
// wait nor the one that sets up wait for another.
func TestWaitingForCodes(t *testing.T) {
	attempts := map[string]Attempts{}
	fail := func(counters []Counter) (longest time.Duration) {
		for _, c := range counters {
			longest = max(longest, c.Wait(attempts[c.Key], noon))
			attempts[c.Key] = attempts[c.Key].After(noon)
		}
		return longest
	}
	for i := range 100 {
		fail(StepCounters("lan", fmt.Sprintf("192.0.2.%d", i), ""))
		fail(SetupCounters("192.0.2.7"))
	}
	if wait := fail(StepCounters("lan", "198.51.100.9", "")); wait != longestWait {
		t.Errorf("from a hundred networks a code is guessed after %s", wait)
	}
	if wait := fail(StepCounters("lan", "198.51.100.9", "known-browser")); wait != 0 {
		t.Errorf("the owner's browser waits %s", wait)
	}
	if wait := fail(SetupCounters("198.51.100.9")); wait != 0 {
		t.Errorf("who holds the code of the setup waits %s", wait)
	}
}

// A clock that is set back must not lock anybody out until the old time comes.
func TestWaitingUnderAClockThatIsSetBack(t *testing.T) {
	c := Counter{Key: "x", Free: 5}
	a := Attempts{Failures: 40, Last: noon}
	if wait := c.Wait(a, noon.Add(-24*time.Hour)); wait != 0 {
		t.Errorf("waits %s", wait)
	}
	if again := a.After(noon.Add(-48 * time.Hour)); again.Failures != 1 {
		t.Errorf("%d failures are remembered", again.Failures)
	}
}

func TestNetworks(t *testing.T) {
	for from, want := range map[string]string{
		"192.0.2.7": "192.0.2.7/32", "::ffff:192.0.2.7": "192.0.2.7/32", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "[2001:db8:1:2::9]": "2001:db8:1:2::/64", "odd": "odd",
	} {
		if got := network(from); got != want {
			t.Errorf("%s is of %s, want %s", from, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for name, ok := range map[string]bool{"lan.nt": true, "quantri-tinh": true, "a": false, "9lan": false, "lan nt": false, "Lan": false, "": false, strings.Repeat("a", 41): false} {
		if (CheckName(name) == nil) != ok {
			t.Errorf("%q is taken: %v", name, !ok)
		}
	}
	if CleanName(" Lân.NT ") != "lan.nt" {
		t.Errorf("%q", CleanName(" Lân.NT "))
	}
}
