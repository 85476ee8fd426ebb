package testkit

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
)

// A Checker looks at a part of a page and says what is wrong with it, nil if
// nothing is. Checkers are joined into sentences about a page:
//
//	testkit.CheckPage(t, body,
//		testkit.In("h1", testkit.Text("Phường Bỉm Sơn")),
//		testkit.In("nav a:first-child", testkit.Href("/")),
//		testkit.Count("table.gaps tbody tr", 12))
type Checker func(*goquery.Selection) error

// CheckPage reads a page and reports everything the checkers object to.
func CheckPage(t testing.TB, page io.Reader, checkers ...Checker) {
	t.Helper()
	document, err := goquery.NewDocumentFromReader(page)
	if err != nil {
		t.Fatalf("read page: %v", err)
	}
	err = All(checkers...)(document.Selection)
	if err != nil {
		t.Error(err)
	}
}

// All applies every checker to the same part and joins what they say.
func All(checkers ...Checker) Checker {
	return func(part *goquery.Selection) error {
		var faults []error
		for _, check := range checkers {
			faults = append(faults, check(part))
		}
		return errors.Join(faults...)
	}
}

// In finds the one element the CSS selector names and applies the checkers to
// it. No element is a fault, and so are several: a check that would pass on
// whichever comes first says less than its author thinks.
func In(selector string, checkers ...Checker) Checker {
	return within(selector, func(part *goquery.Selection) error {
		if part.Length() != 1 {
			return fmt.Errorf("%d elements, want one", part.Length())
		}
		return All(checkers...)(part)
	})
}

// Each applies the checkers to every element the selector names; there must be
// at least one.
func Each(selector string, checkers ...Checker) Checker {
	return within(selector, func(part *goquery.Selection) error {
		if part.Length() == 0 {
			return errors.New("no such element")
		}
		var faults []error
		part.Each(func(i int, one *goquery.Selection) {
			err := All(checkers...)(one)
			if err != nil {
				faults = append(faults, fmt.Errorf("number %d: %w", i+1, err))
			}
		})
		return errors.Join(faults...)
	})
}

// Count wants exactly n elements.
func Count(selector string, n int) Checker {
	return within(selector, func(part *goquery.Selection) error {
		if part.Length() != n {
			return fmt.Errorf("%d elements, want %d", part.Length(), n)
		}
		return nil
	})
}

// None wants no such element.
func None(selector string) Checker { return Count(selector, 0) }

// Text wants exactly this text; white space counts as HTML shows it, any run of
// it as one space.
func Text(want string) Checker {
	return func(part *goquery.Selection) error {
		got := shown(part.Text())
		if got != want {
			return fmt.Errorf("text is %q, want %q", got, want)
		}
		return nil
	}
}

// Contains wants this text somewhere within.
func Contains(want string) Checker {
	return func(part *goquery.Selection) error {
		got := shown(part.Text())
		if !strings.Contains(got, want) {
			return fmt.Errorf("text %q does not contain %q", got, want)
		}
		return nil
	}
}

// Lacks wants this text nowhere within, for instance a name that the reader may
// not see. It looks at the source too: an attribute or a comment tells as much.
func Lacks(unwanted string) Checker {
	return func(part *goquery.Selection) error {
		source, err := goquery.OuterHtml(part)
		if err != nil {
			return fmt.Errorf("print part: %w", err)
		}
		if strings.Contains(source, unwanted) || strings.Contains(shown(part.Text()), unwanted) {
			return fmt.Errorf("%q must not appear", unwanted)
		}
		return nil
	}
}

// Matches wants text that fits the regular expression.
func Matches(pattern string) Checker {
	expression := regexp.MustCompile(pattern)
	return func(part *goquery.Selection) error {
		got := shown(part.Text())
		if !expression.MatchString(got) {
			return fmt.Errorf("text %q does not match %s", got, pattern)
		}
		return nil
	}
}

// Attr wants an attribute with exactly this value.
func Attr(name, want string) Checker {
	return func(part *goquery.Selection) error {
		got, ok := part.Attr(name)
		if !ok {
			return fmt.Errorf("no attribute %s", name)
		}
		if got != want {
			return fmt.Errorf("%s is %q, want %q", name, got, want)
		}
		return nil
	}
}

// Href wants a link to this address.
func Href(want string) Checker { return Attr("href", want) }

// within narrows the part and puts the selector before whatever is wrong there.
// A selector that cannot be read panics: goquery would find nothing, and None
// would pass for ever.
func within(selector string, check Checker) Checker {
	matcher := cascadia.MustCompile(selector)
	return func(part *goquery.Selection) error {
		err := check(part.FindMatcher(matcher))
		if err != nil {
			return fmt.Errorf("%s: %w", selector, err)
		}
		return nil
	}
}

func shown(text string) string { return strings.Join(strings.Fields(text), " ") }
