package pdf

import (
	"strconv"
	"strings"

	"hoctap/internal/paper/face"
	"hoctap/internal/paper/pdffile"
)

// hair makes up for what adding and taking away widths loses.
const hair = 0.01

// wrap breaks text into lines no wider than width. A word that is wider is broken
// where it must be: cut off, it would be lost. A line keeps the space it was
// broken at, so that words stay apart for who searches or listens.
func wrap(font *pdffile.Font, size float64, text string, width float64) []string {
	text, width = face.Compose(text), width+hair
	if !strings.ContainsRune(text, '\n') && font.Width(text, size) <= width {
		if text == "" {
			return nil
		}
		return []string{text}
	}
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, wrapParagraph(font, size, paragraph, width)...)
	}
	return lines
}

func wrapParagraph(font *pdffile.Font, size float64, text string, width float64) []string {
	var lines []string
	line := ""
	for _, word := range pieces(text) {
		if lineWidth(font, size, line+word) <= width {
			line += word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
		for lineWidth(font, size, line) > width {
			head, rest := breakWord(font, size, line, width)
			lines = append(lines, head)
			line = rest
		}
	}
	return append(lines, strings.TrimRight(line, " "))
}

// lineWidth is the width of a line as it is seen, without the space at its end.
func lineWidth(font *pdffile.Font, size float64, line string) float64 {
	return font.Width(strings.TrimRight(line, " "), size)
}

// longWord is how many bytes a word has that may be broken behind a slash or a
// hyphen. Dates, school years and numbers of sheets are shorter and stay whole.
const longWord = 16

// pieces are words with the space behind them, and the parts of long ones:
// 1234/2025/QĐ-UBND.
func pieces(text string) []string {
	var list []string
	for _, word := range strings.SplitAfter(text, " ") {
		for len(word) > longWord {
			i := strings.IndexAny(word, "/-–")
			if i <= 0 || i > len(word)-4 {
				break
			}
			size := len("/")
			if strings.HasPrefix(word[i:], "–") {
				size = len("–")
			}
			list = append(list, word[:i+size])
			word = word[i+size:]
		}
		list = append(list, word)
	}
	return list
}

// breakWord takes as many characters as fit, one at least.
func breakWord(font *pdffile.Font, size float64, word string, width float64) (string, string) {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if end > 0 && font.Width(word[:next], size) > width {
			break
		}
		end = next
	}
	return word[:end], word[end:]
}

// widestPiece is the width under which nothing has to be broken within a word.
func widestPiece(font *pdffile.Font, size float64, text string) float64 {
	widest := 0.0
	for _, line := range strings.Split(face.Compose(text), "\n") {
		for _, piece := range pieces(line) {
			widest = max(widest, lineWidth(font, size, piece))
		}
	}
	return widest
}

func joinLines(text string) string { return strings.Join(strings.Fields(text), " ") }

func decimal(n int) string { return strconv.Itoa(n) }
