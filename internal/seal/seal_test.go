package seal

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hoctap/internal/fault"
)

func key(t testing.TB) *Key {
	t.Helper()
	k, err := NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSealedValuesOpenAgain(t *testing.T) {
	old, now := key(t), key(t)
	ring := NewRing(old).Turned(now)
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.String().Draw(t, "plain")
		for _, k := range []*Key{old, now} {
			value := k.Seal("phone", plain)
			got, err := ring.Open("phone", value)
			if err != nil || got != plain {
				t.Fatalf("%q opens as %q: %v", plain, got, err)
			}
			if plain != "" && (KeyOf(value) != k.ID || len(plain) > 8 && strings.Contains(value, plain)) {
				t.Fatalf("%q is sealed as %q", plain, value)
			}
		}
	})
}

// Nobody learns from two sealed values that they are equal, and nobody moves one
// from a field to another or changes a byte of it.
func TestSealedValuesTellNothing(t *testing.T) {
	k := key(t)
	const number = "038312000123"
	a, b := k.Seal("personal_number", number), k.Seal("personal_number", number)
	if a == b {
		t.Error("equal values are sealed alike")
	}
	ring := NewRing(k)
	if _, err := ring.Open("phone", a); err == nil {
		t.Error("a number opens as a telephone")
	}
	for i := len(mark) + len(k.ID) + 1; i < len(a); i++ {
		changed := []byte(a)
		changed[i] ^= 1
		if got, err := ring.Open("personal_number", string(changed)); err == nil {
			t.Fatalf("with byte %d changed it opens as %q", i, got)
		}
	}
	_, err := NewRing(key(t)).Open("personal_number", a)
	if fault.KindOf(err) != fault.Missing || strings.Contains(err.Error(), number) {
		t.Errorf("without the key: %v", err)
	}
}

func TestDigests(t *testing.T) {
	k, other := key(t), key(t)
	const number = "038312000123"
	d := k.Digest("personal_number", number)
	for name, same := range map[string]bool{
		k.Digest("personal_number", number):         true,
		k.Digest("personal_number", "038312000124"): false,
		k.Digest("phone", number):                   false,
		other.Digest("personal_number", number):     false,
	} {
		if (name == d) != same {
			t.Errorf("%s against %s", name, d)
		}
	}
	if k.Digest("personal_number", "") != "" {
		t.Error("nothing is found by a digest")
	}
	if got := NewRing(k).Turned(other).Digests("personal_number", number); len(got) != 2 || got[1] != d {
		t.Errorf("under two keys: %v", got)
	}
}

func TestKeyFiles(t *testing.T) {
	a, b := key(t), key(t)
	ring := NewRing(a).Turned(b)
	again, err := Parse("# the keys\n\n" + ring.Text())
	if err != nil || again.Current().ID != b.ID || again.Key(a.ID) == nil || again.Text() != ring.Text() {
		t.Errorf("read as %v: %v", again, err)
	}
	if _, err = Parse(strings.ReplaceAll(ring.Text(), "\n", ";")); err != nil {
		t.Errorf("on one line: %v", err)
	}
	if ring.Settled().Key(a.ID) != nil {
		t.Error("the old key stays")
	}
	for name, text := range map[string]string{
		"empty": "", "comment": "# nothing", "no current": "old " + a.text(), "two": "current " + a.text() + "\ncurrent " + b.text(),
		"short": "current YWJj", "no base64": "current ~~~", "word": "key " + a.text(),
	} {
		_, err := Parse(text)
		if fault.KindOf(err) != fault.Invalid || strings.Contains(err.Error(), a.text()) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewKey(bytes.NewReader([]byte("short"))); err == nil {
		t.Error("a key without randomness")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("current AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nold x")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse(text)
		if err == nil && r.Current() == nil {
			t.Error("a ring without a key")
		}
	})
}

func FuzzOpen(f *testing.F) {
	k, err := newKey(make([]byte, secretSize))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(k.Seal("phone", "0912345678"))
	f.Add(mark + k.ID + ":AAAA")
	f.Fuzz(func(t *testing.T, value string) {
		_, _ = NewRing(k).Open("phone", value)
	})
}
