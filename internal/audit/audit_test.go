package audit

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hoctap/internal/place"
	"hoctap/internal/register"
)

// The canonical text is a promise to whoever proves a log without this program: a
// change of one byte of it needs a new number of the encoding.
func TestCanonicalText(t *testing.T) {
	e := New(Export, 14812, 2025, Detail{"form": "SO-TD", "a": 1}).About(30, 7, 30)
	e.Act = Act{Account: "chị Lan", Role: "officer", From: "192.0.2.7", Trace: "t-1", Reason: "nộp\nhồ sơ"}
	e.Seq, e.At, e.Prev = 3, "2025-10-01T16:30:00Z", "ab"
	want := "hoctap-log/1\nplace=5:14812\nseq=1:3\nat=20:2025-10-01T16:30:00Z\naccount=9:chị Lan\nrole=7:officer\nfrom=9:192.0.2.7\n" +
		"trace=3:t-1\nreason=14:nộp\nhồ sơ\nkind=6:export\nyear=4:2025\npersons=4:7,30\nwhole=5:false\ndetail=22:{\"a\":1,\"form\":\"SO-TD\"}\nprev=2:ab\n"
	if got := string(e.Canonical()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	const sum = "94ce89ef24626793e631f03ab9c3cbcd20e0d0fcff6959c7855f1990d7aa7ab9" // by sha256sum
	if e.Sum() != sum {
		t.Errorf("sum %s", e.Sum())
	}
}

// Whatever the fields of two entries hold, the texts are the same only where the
// entries are.
func TestNoTwoEntriesHaveOneText(t *testing.T) {
	field := rapid.StringOfN(rapid.RuneFrom([]rune("a=1:\n,é")), 0, 6, -1)
	entry := rapid.Custom(func(t *rapid.T) Entry {
		return Entry{
			Place: place.ID(rapid.Int64Range(0, 2).Draw(t, "place")), Seq: rapid.Int64Range(1, 2).Draw(t, "seq"), Encoding: 1,
			Act:  Act{Account: field.Draw(t, "account"), Role: field.Draw(t, "role"), Reason: field.Draw(t, "reason")},
			Kind: field.Draw(t, "kind"), Detail: field.Draw(t, "detail"), Whole: rapid.Bool().Draw(t, "whole"),
			Persons: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) register.ID { return register.ID(rapid.Int64Range(1, 12).Draw(t, "id")) }), 0, 3).Draw(t, "persons"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := entry.Draw(t, "a"), entry.Draw(t, "b")
		same := a.Place == b.Place && a.Seq == b.Seq && a.Act == b.Act && a.Kind == b.Kind && a.Detail == b.Detail && a.Whole == b.Whole && slices.Equal(a.Persons, b.Persons)
		if (a.Sum() == b.Sum()) != same {
			t.Fatalf("%q and %q", a.Canonical(), b.Canonical())
		}
	})
}

// A line of an exported file is the entry: whoever reads it comes to the same hash.
func TestLinesProveThemselves(t *testing.T) {
	head := Head{Place: 5}
	for _, e := range []Entry{
		New(PersonLook, 5, 2025, Detail{"page": "GET /persons/{person}"}).About(9007199254740993),
		New(Export, 5, 2025, nil).OfAll(),
		New(RoundMove, 5, 2025, Detail{"from": "<a&b>", "to": "đóng"}),
	} {
		e.Act = Act{Account: "chị Lan", Reason: `"lý do" <&>`}
		head = head.Seal(&e)
		line, err := json.Marshal(&e)
		if err != nil {
			t.Fatal(err)
		}
		var back Entry
		err = json.Unmarshal(line, &back)
		if err != nil {
			t.Fatal(err)
		}
		if back.Sum() != e.Hash || back.Hash != e.Hash {
			t.Errorf("%s\ncomes to %s", line, back.Sum())
		}
	}
}

func TestMoreThanAFewAreEverybody(t *testing.T) {
	ids := make([]register.ID, MostNamed+1)
	for i := range ids {
		ids[i] = register.ID(i + 1)
	}
	if e := New(PersonList, 5, 2025, nil).About(ids[:MostNamed]...); e.Whole || len(e.Persons) != MostNamed {
		t.Errorf("%d people: whole %v", len(e.Persons), e.Whole)
	}
	if e := New(PersonList, 5, 2025, nil).About(ids...); !e.Whole || e.Persons != nil {
		t.Error("one more is not told as everybody")
	}
	seen := Seen{}
	seen.Add(6, 2025, 2)
	seen.Add(5, 2025, 3)
	seen.Add(5, 2025, 1)
	seen.Add(5, 2024, 4)
	var got []string
	for _, e := range seen.Entries(PersonList, nil) {
		got = append(got, e.PersonList())
	}
	if strings.Join(got, " ") != "4 1,3 2" {
		t.Errorf("entries of %v", got)
	}
}

func TestKindsHaveTheirWords(t *testing.T) {
	met := map[string]bool{}
	for _, k := range Kinds() {
		again, ok := KindOf(k.String())
		if !ok || again != k || met[k.String()] {
			t.Errorf("kind %d has the word %q", k, k)
		}
		met[k.String()] = true
	}
	for _, word := range []string{"", "person.lok"} {
		if _, ok := KindOf(word); ok {
			t.Errorf("%q is a kind", word)
		}
	}
}

func TestActsArePassedOn(t *testing.T) {
	if Of(context.Background()) != (Act{}) {
		t.Error("somebody acts who is nobody")
	}
	ctx := Because(With(context.Background(), Act{Account: "lan", Role: "officer"}), "rà soát")
	if Of(ctx) != (Act{Account: "lan", Role: "officer", Reason: "rà soát"}) {
		t.Errorf("got %+v", Of(ctx))
	}
}

func TestCursorsAreReadBack(t *testing.T) {
	c := Cursor{"2025-10-01T16:30:00Z", 14812, 7}
	if ParseCursor(c.String()) != c {
		t.Errorf("%s became %+v", c, ParseCursor(c.String()))
	}
	for _, text := range []string{"", "x", "a~b~c", "a~1~c", "a~1~2~3"} {
		if ParseCursor(text) != (Cursor{}) {
			t.Errorf("%q is a cursor", text)
		}
	}
}

func FuzzParseCheckpoints(f *testing.F) {
	c := Checkpoint{Number: 1, At: "2025-10-01T16:30:00Z", Heads: []Head{{0, 3, "ab"}, {14812, 1, "cd"}}}
	f.Add(c.Text())
	f.Add(checkpointTitle + "\nchain 1 x y\n")
	f.Add("signature\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ParseCheckpoints(text)
		if err != nil {
			return
		}
		for i := range list {
			if list[i].Genuine() && list[i].Signature == "" {
				t.Error("genuine without a signature")
			}
			again, err := ParseCheckpoints(list[i].Text())
			if err == nil && again[0].Text() != list[i].Text() {
				t.Errorf("%q became %q", list[i].Text(), again[0].Text())
			}
		}
	})
}
