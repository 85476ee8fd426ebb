package survey_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"hoctap/internal/survey"
)

const tcvn3Codes = `à B5 ả B6 ã B7 á B8 ạ B9 ă A8 ằ BB ẳ BC ẵ BD ắ BE ặ C6 â A9 ầ C7 ẩ C8 ẫ C9 ấ CA ậ CB
	è CC ẻ CE ẽ CF é D0 ẹ D1 ê AA ề D2 ể D3 ễ D4 ế D5 ệ D6 ì D7 ỉ D8 ĩ DC í DD ị DE ò DF ỏ E1 õ E2 ó E3 ọ E4
	ô AB ồ E5 ổ E6 ỗ E7 ố E8 ộ E9 ơ AC ờ EA ở EB ỡ EC ớ ED ợ EE ù EF ủ F1 ũ F2 ú F3 ụ F4 ư AD ừ F5 ử F6 ữ F7 ứ F8 ự F9
	ỳ FA ỷ FB ỹ FC ý FD ỵ FE đ AE Đ A7`

const vniCodes = `à aø ả aû ã aõ á aù ạ aï ă aê ằ aè ẳ aú ẵ aü ắ aé ặ aë â aâ ầ aà ẩ aå ẫ aã ấ aá ậ aä
	è eø ẻ eû ẽ eõ é eù ẹ eï ê eâ ề eà ể eå ễ eã ế eá ệ eä ì ì ỉ æ ĩ ó í í ị ò ò oø ỏ oû õ oõ ó où ọ oï
	ô oâ ồ oà ổ oå ỗ oã ố oá ộ oä ơ ô ờ ôø ở ôû ỡ ôõ ớ ôù ợ ôï ù uø ủ uû ũ uõ ú uù ụ uï ư ö ừ öø ử öû ữ öõ ứ öù ự öï
	ỳ yø ỷ yû ỹ yõ ý yù ỵ î đ ñ Đ Ñ`

// typed is how a letter was typed in an old font.
func typed(codes string, hex bool) func(string) string {
	table := map[rune]string{}
	fields := strings.Fields(codes)
	for i := 0; i < len(fields); i += 2 {
		code := fields[i+1]
		if n, err := strconv.ParseUint(code, 16, 8); hex && err == nil {
			code = string(rune(n))
		}
		table[[]rune(fields[i])[0]] = code
	}
	return func(s string) string {
		var b strings.Builder
		for _, r := range s {
			switch code, ok := table[r]; {
			case ok:
				b.WriteString(code)
			case r > unicode.MaxASCII:
				b.WriteString(table[unicode.ToLower(r)])
			default:
				b.WriteRune(r)
			}
		}
		return b.String()
	}
}

// In a workbook typed with an old font all free text is in it, and what was
// chosen from the template's lists is not.
func TestOldFonts(t *testing.T) {
	want := drafts(t, newTable(t).mustOpen(t))
	for _, test := range []struct {
		name string
		old  func(string) string
	}{
		{"TCVN3 (ABC)", typed(tcvn3Codes, true)},
		{"VNI", typed(vniCodes, false)},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newTable(t)
			for i := 4; i < len(b.rows); i++ {
				for _, col := range []int{2, 3, 11, 12, 13, 18, 46, 48, 50} {
					if col < len(b.rows[i]) {
						b.rows[i][col].Text = test.old(b.rows[i][col].Text)
					}
				}
			}
			w := b.mustOpen(t)
			sameDrafts(t, drafts(t, w), want)
			got := w.Problems()
			if !slices.Equal(told(got), []string{"text_decoded"}) || got[0].Args["encoding"] != test.name {
				t.Errorf("told %v", got)
			}
		})
	}
}

// A few foreign names are no old font.
func TestForeignNamesStay(t *testing.T) {
	b := newTable(t)
	b.set(t, "C7", "Müller")
	b.set(t, "D7", "Loïc")
	list := drafts(t, b.mustOpen(t))
	if got := list[2].Record.Name(); got != "Müller Loïc" {
		t.Errorf("name %q", got)
	}
	if got := list[0].Record.Name(); got != "Đặng Sỹ Trung" {
		t.Errorf("another name became %q", got)
	}
}

func FuzzDrafts(f *testing.F) {
	f.Add(2, "Nguyễn V¨n", uint8(0))
	f.Add(6, "2012.0", uint8(1))
	f.Add(17, "#REF!", uint8(3))
	f.Add(18, "!*1A !", uint8(0))
	f.Add(13, " - - –", uint8(0))
	f.Add(24, "2024–2025", uint8(0))
	f.Add(51, "038312000123", uint8(1))
	base := newTable(f)
	base.set(f, "AZ2", "Số định danh cá nhân")
	f.Fuzz(func(t *testing.T, col int, text string, typ uint8) {
		if col < 0 || col > 60 {
			return
		}
		b := base.clone()
		b.rows = b.rows[:12]
		for len(b.rows[6]) <= col {
			b.rows[6] = append(b.rows[6], survey.Cell{})
		}
		b.rows[6][col] = survey.Cell{Text: text, Type: survey.CellType(typ % 5)}
		for _, d := range drafts(t, b.mustOpen(t)) {
			r := d.Record
			if d.Sound() && (r.GivenName == "" || r.SheetNumber == "" || r.BirthYear < 1900 || r.BirthYear > 2025) {
				t.Errorf("row %d is sound without what every row needs: %+v", d.Row, r)
			}
			if r.BirthDay > 31 || r.BirthMonth > 12 || r.LiteracyCompleted > 5 || r.Relapse > 2 || r.FinishedGrade > 12 {
				t.Errorf("row %d holds what its columns do not allow: %+v", d.Row, r)
			}
		}
	})
}
