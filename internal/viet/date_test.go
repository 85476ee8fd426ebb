package viet

import (
	"errors"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestDate(t *testing.T) {
	for iso, want := range map[string]string{
		"2026-09-30":           "30/09/2026",
		"2026-09":              "09/2026",
		"2026":                 "2026",
		"":                     "",
		"30/09/2026":           "30/09/2026",
		"2026-9-3":             "2026-9-3",
		"2026-09-30T00:00:00Z": "2026-09-30T00:00:00Z",
	} {
		if got := Date(iso); got != want {
			t.Errorf("Date(%q) = %q, want %q", iso, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	cases := []struct {
		s, want string
		err     error
	}{
		{"30/09/2026", "2026-09-30", nil},
		{"3/9/2026", "2026-09-03", nil},
		{"03-09-2026", "2026-09-03", nil},
		{"3-9-2026", "2026-09-03", nil},
		{"2026-09-03", "2026-09-03", nil},
		{"\u00a030/09/2026\n", "2026-09-30", nil},
		{"29/02/2024", "2024-02-29", nil},
		{"29/02/2023", "", ErrNoSuchDay},
		{"31/04/2026", "", ErrNoSuchDay},
		{"09/30/2026", "", ErrNoSuchDay},
		{"0/1/2026", "", ErrNoSuchDay},
		{"01/01/0000", "", ErrNoSuchDay},
		{"2026-02-30", "", ErrNoSuchDay},
		{"", "", ErrDateForm},
		{"2026", "", ErrDateForm},
		{"09/2026", "", ErrDateForm},
		{"2026-9-3", "", ErrDateForm},
		{"30/09-2026", "", ErrDateForm},
		{"30/09/26", "", ErrDateForm},
		{"+3/09/2026", "", ErrDateForm},
		{"３/9/2026", "", ErrDateForm},
		{"030/09/2026", "", ErrDateForm},
		{"ngày 3", "", ErrDateForm},
		{"46295", "", ErrDateForm}, // the day as Excel counts it
	}
	for _, c := range cases {
		got, err := ParseDate(c.s)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("ParseDate(%q) = %q, %v; want %q, %v", c.s, got, err, c.want, c.err)
		}
	}
}

func TestParseDateReadsDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(0, 366*200).Draw(t, "day")
		iso := time.Date(1850, 1, 1+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		got, err := ParseDate(Date(iso))
		if err != nil || got != iso {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", Date(iso), got, err, iso)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"30/09/2026", "3-9-2026", "2026-09-03", "29/02/2023", "", "//", "0/0/0000", "９/9/2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseDate(s)
		if err != nil {
			if got != "" || (!errors.Is(err, ErrDateForm) && !errors.Is(err, ErrNoSuchDay)) {
				t.Errorf("ParseDate(%q) = %q, %v", s, got, err)
			}
			return
		}
		if _, err := time.Parse(time.DateOnly, got); err != nil {
			t.Errorf("ParseDate(%q) = %q: %v", s, got, err)
		}
		again, err := ParseDate(Date(got))
		if err != nil || again != got {
			t.Errorf("ParseDate(%q) = %q, %v after %q", Date(got), again, err, s)
		}
		if !norm.NFC.IsNormalString(got) || len(got) != len(time.DateOnly) {
			t.Errorf("ParseDate(%q) = %q", s, got)
		}
	})
}
