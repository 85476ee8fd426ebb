package pages

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// pairs are the colours that meet on a page, with the contrast they need: 7 for what
// is read as a figure, 4.5 for other text, 3 for the edge of a field.
var pairs = []struct {
	front, back string
	need        float64
}{
	{"ink", "ground", 7}, {"ink", "raised", 7}, {"ink", "sunken", 7}, {"ink", "accent-ground", 7},
	{"quiet", "ground", 4.5}, {"quiet", "raised", 4.5}, {"quiet", "sunken", 4.5}, {"quiet", "blank-ground", 4.5}, {"quiet", "accent-ground", 4.5},
	{"accent", "ground", 4.5}, {"accent", "raised", 4.5}, {"accent", "sunken", 4.5}, {"accent", "accent-ground", 4.5},
	{"accent-strong", "ground", 4.5}, {"accent-strong", "accent-ground", 4.5},
	{"on-accent", "accent", 4.5}, {"on-accent", "accent-strong", 4.5}, {"on-accent", "miss", 4.5},
	{"met", "met-ground", 4.5}, {"met", "raised", 4.5},
	{"miss", "miss-ground", 4.5}, {"miss", "raised", 4.5}, {"miss", "ground", 4.5},
	{"warn", "warn-ground", 4.5}, {"warn", "raised", 4.5}, {"warn", "ground", 4.5},
	{"blank", "blank-ground", 4.5}, {"blank", "raised", 4.5},
	{"edge", "raised", 3}, {"edge", "ground", 3},
}

var colour = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`)

func colours(t *testing.T, files ...string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, hit := range colour.FindAllStringSubmatch(string(body), -1) {
			found[hit[1]] = hit[2]
		}
	}
	return found
}

// luminance is WCAG's relative luminance.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	channels := make([]float64, 3)
	for i := range channels {
		value, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		channel := float64(value) / 255
		if channel <= 0.04045 {
			channels[i] = channel / 12.92
		} else {
			channels[i] = math.Pow((channel+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*channels[0] + 0.7152*channels[1] + 0.0722*channels[2]
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	first, second := luminance(t, a), luminance(t, b)
	return (max(first, second) + 0.05) / (min(first, second) + 0.05)
}

func TestContrast(t *testing.T) {
	for palette, files := range map[string][]string{
		"light": {"styles/tokens.css"},
		"dark":  {"styles/tokens.css", "styles/dark.css"},
	} {
		found := colours(t, files...)
		for _, pair := range pairs {
			front, back := found[pair.front], found[pair.back]
			if front == "" || back == "" {
				t.Fatalf("%s: no colour %q or %q", palette, pair.front, pair.back)
			}
			got := contrast(t, front, back)
			if got < pair.need {
				t.Errorf("%s: %s on %s has contrast %.2f, needs %.1f", palette, pair.front, pair.back, got, pair.need)
			}
		}
	}
}

// The dark palette answers for every colour of the light one.
func TestDarkIsWhole(t *testing.T) {
	dark := colours(t, "styles/dark.css")
	for name := range colours(t, "styles/tokens.css") {
		if dark[name] == "" {
			t.Errorf("the dark palette lacks %q", name)
		}
	}
}

// A token that nothing uses is a promise nobody keeps; one that does not exist is a
// colour nobody sees.
func TestTokensAreUsed(t *testing.T) {
	entries, err := os.ReadDir("styles")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, entry := range entries {
		body, err := os.ReadFile("styles/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		all.Write(body)
	}
	defined := regexp.MustCompile(`(--[a-z0-9-]+):`).FindAllStringSubmatch(all.String(), -1)
	used := regexp.MustCompile(`var\((--[a-z0-9-]+)`).FindAllStringSubmatch(all.String(), -1)
	names := func(hits [][]string) map[string]bool {
		set := map[string]bool{}
		for _, hit := range hits {
			set[hit[1]] = true
		}
		return set
	}
	isDefined, isUsed := names(defined), names(used)
	for name := range isDefined {
		if !isUsed[name] {
			t.Errorf("%s is used nowhere", name)
		}
	}
	for name := range isUsed {
		if !isDefined[name] {
			t.Errorf("%s is defined nowhere", name)
		}
	}
}
