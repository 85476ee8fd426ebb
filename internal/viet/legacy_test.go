package viet

import (
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The tables of the standards as they are published, letter by letter. The
// package builds its own in another way, so each checks the other.

// TCVN 5712:1993, set VN3.
const tcvn3Codes = `
	à B5  ả B6  ã B7  á B8  ạ B9
	ă A8  ằ BB  ẳ BC  ẵ BD  ắ BE  ặ C6
	â A9  ầ C7  ẩ C8  ẫ C9  ấ CA  ậ CB
	è CC  ẻ CE  ẽ CF  é D0  ẹ D1
	ê AA  ề D2  ể D3  ễ D4  ế D5  ệ D6
	ì D7  ỉ D8  ĩ DC  í DD  ị DE
	ò DF  ỏ E1  õ E2  ó E3  ọ E4
	ô AB  ồ E5  ổ E6  ỗ E7  ố E8  ộ E9
	ơ AC  ờ EA  ở EB  ỡ EC  ớ ED  ợ EE
	ù EF  ủ F1  ũ F2  ú F3  ụ F4
	ư AD  ừ F5  ử F6  ữ F7  ứ F8  ự F9
	ỳ FA  ỷ FB  ỹ FC  ý FD  ỵ FE
	đ AE  Ă A1  Â A2  Ê A3  Ô A4  Ơ A5  Ư A6  Đ A7`

// VNI for Windows; the capitals are the capitals of these.
const vniCodes = `
	à aø  ả aû  ã aõ  á aù  ạ aï
	ă aê  ằ aè  ẳ aú  ẵ aü  ắ aé  ặ aë
	â aâ  ầ aà  ẩ aå  ẫ aã  ấ aá  ậ aä
	è eø  ẻ eû  ẽ eõ  é eù  ẹ eï
	ê eâ  ề eà  ể eå  ễ eã  ế eá  ệ eä
	ì ì  ỉ æ  ĩ ó  í í  ị ò
	ò oø  ỏ oû  õ oõ  ó où  ọ oï
	ô oâ  ồ oà  ổ oå  ỗ oã  ố oá  ộ oä
	ơ ô  ờ ôø  ở ôû  ỡ ôõ  ớ ôù  ợ ôï
	ù uø  ủ uû  ũ uõ  ú uù  ụ uï
	ư ö  ừ öø  ử öû  ữ öõ  ứ öù  ự öï
	ỳ yø  ỷ yû  ỹ yõ  ý yù  ỵ î
	đ ñ`

// letters are the 134 accented letters of Vietnamese.
func letters() []rune {
	var all []rune
	fields := strings.Fields(vniCodes)
	for i := 0; i < len(fields); i += 2 {
		small := []rune(fields[i])[0]
		all = append(all, small, unicode.ToUpper(small))
	}
	return all
}

// encodeTCVN3 is what a strict writer of the standard makes: a capital with a
// tone is the capital and the tone after it.
func encodeTCVN3(s string) string { return replace(tcvn3Strict(), s) }

// typeTCVN3 is what people's keyboards make: an accented capital that has no
// code takes that of the small letter.
func typeTCVN3(s string) string { return replace(tcvn3Typed(), s) }

func encodeVNI(s string) string { return replace(vniTable(), s) }

func tcvn3Table() map[rune]string {
	table := map[rune]string{}
	fields := strings.Fields(tcvn3Codes)
	for i := 0; i < len(fields); i += 2 {
		code, err := strconv.ParseUint(fields[i+1], 16, 8)
		if err != nil {
			panic(err)
		}
		table[[]rune(fields[i])[0]] = string(rune(code))
	}
	return table
}

func tcvn3Typed() map[rune]string {
	table := tcvn3Table()
	for _, r := range letters() {
		if table[r] == "" {
			table[r] = table[unicode.ToLower(r)]
		}
	}
	return table
}

func tcvn3Strict() map[rune]string {
	tones := map[rune]string{'\u0300': "\xb0", '\u0309': "\xb1", '\u0303': "\xb2", '\u0301': "\xb3", '\u0323': "\xb4"}
	table := tcvn3Table()
	for _, r := range letters() {
		if table[r] != "" {
			continue
		}
		tone, base := "", ""
		for _, part := range norm.NFD.String(string(r)) {
			if code := tones[part]; code != "" {
				tone = string(rune(code[0]))
			} else {
				base += string(part)
			}
		}
		base = norm.NFC.String(base)
		if code := table[[]rune(base)[0]]; code != "" {
			base = code
		}
		table[r] = base + tone
	}
	return table
}

func vniTable() map[rune]string {
	table := map[rune]string{}
	fields := strings.Fields(vniCodes)
	for i := 0; i < len(fields); i += 2 {
		small := []rune(fields[i])[0]
		table[small] = fields[i+1]
		table[unicode.ToUpper(small)] = strings.ToUpper(fields[i+1])
	}
	return table
}

func replace(table map[rune]string, s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		if code, ok := table[r]; ok {
			b.WriteString(code)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestLettersAreAll(t *testing.T) {
	seen := map[rune]bool{}
	for _, r := range letters() {
		seen[r] = true
	}
	if len(seen) != 134 {
		t.Errorf("%d accented letters, want 134", len(seen))
	}
}

func TestDecodeEveryLetter(t *testing.T) {
	for _, r := range letters() {
		want := string(r)
		if got := Decode(TCVN3, encodeTCVN3(want)); got != want {
			t.Errorf("TCVN3 %q: got %q, want %q", encodeTCVN3(want), got, want)
		}
		if got := Decode(VNI, encodeVNI(want)); got != want {
			t.Errorf("VNI %q: got %q, want %q", encodeVNI(want), got, want)
		}
		if got, want := Decode(TCVN3, typeTCVN3(want)), want; !strings.EqualFold(got, want) {
			t.Errorf("typed TCVN3 %q: got %q, want %q in any case", typeTCVN3(want), got, want)
		}
	}
}
