package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"hoctap/internal/testkit"
)

// windowHeight is that of a laptop; the pictures reach to the end of the page
// whatever it is, but parts sized by the window need one.
const windowHeight = 900

// A round is one walk past all pages.
type round struct {
	out      string
	widths   []int
	cookies  [][2]string
	print    bool
	noScript bool
}

func (r *round) addCookie(s string) error {
	name, value, ok := strings.Cut(s, "=")
	if !ok || name == "" {
		return fmt.Errorf("want name=value")
	}
	r.cookies = append(r.cookies, [2]string{name, value})
	return nil
}

func (r *round) setWidths(s string) error {
	for field := range strings.SplitSeq(s, ",") {
		width, err := strconv.Atoi(field)
		if err != nil || width < 100 {
			return fmt.Errorf("%q is no window width", field)
		}
		r.widths = append(r.widths, width)
	}
	return nil
}

// take pictures every page in every way and returns how many faults it saw.
func (r *round) take(ctx context.Context, urls []string, stdout io.Writer) (int, error) {
	tab, stop, err := testkit.OpenBrowser(ctx)
	if err != nil {
		return 0, err
	}
	defer stop()
	if r.widths == nil {
		r.widths = []int{testkit.Phone, testkit.Desktop}
	}
	err = chromedp.Do(tab, chromedp.Func(r.prepare(urls)))
	if err != nil {
		return 0, fmt.Errorf("prepare browser: %w", err)
	}
	heard := listen(tab)
	faults := 0
	for _, address := range urls {
		faults += r.page(tab, address, heard, stdout)
	}
	return faults, nil
}

func (r *round) prepare(urls []string) func(context.Context, *chromedp.Target) error {
	return func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: r.noScript})
		if err != nil {
			return err
		}
		for _, cookie := range r.cookies {
			_, err = cdp.Call(ctx, t, network.SetCookie, network.SetCookieParams{Name: cookie[0], Value: cookie[1], URL: urls[0]})
			if err != nil {
				return fmt.Errorf("set cookie %s: %w", cookie[0], err)
			}
		}
		return nil
	}
}

// page takes one page in every way and prints a line per picture.
func (r *round) page(ctx context.Context, address string, heard *console, stdout io.Writer) int {
	faults := 0
	for _, width := range r.widths {
		for _, way := range r.ways() {
			path := filepath.Join(r.out, fmt.Sprintf("%s-%d-%s.png", slug(address), width, way.name))
			said := r.picture(ctx, address, width, way.set, path)
			said = append(said, heard.drain()...)
			fmt.Fprintln(stdout, path)
			for _, line := range said {
				fmt.Fprintln(stdout, "    !", line)
			}
			faults += len(said)
		}
	}
	return faults
}

type way struct {
	name string
	set  chromedp.Action[chromedp.Void]
}

func (r *round) ways() []way {
	all := []way{{"light", testkit.Scheme("light")}, {"dark", testkit.Scheme("dark")}}
	if r.print {
		all = append(all, way{"print", testkit.Print()})
	}
	return all
}

// picture returns what is wrong with the page, in words.
func (r *round) picture(ctx context.Context, address string, width int, set chromedp.Action[chromedp.Void], path string) []string {
	err := chromedp.Do(ctx, set)
	if err != nil {
		return []string{err.Error()}
	}
	err = testkit.Screenshot(ctx, address, width, windowHeight, path)
	if err != nil {
		return []string{err.Error()}
	}
	pixels, who, err := testkit.Overflow(ctx)
	if err != nil {
		return []string{err.Error()}
	}
	if pixels > 0 {
		return []string{fmt.Sprintf("%d px wider than the window: %s", pixels, who)}
	}
	return nil
}

// slug turns an address into a file name: host and scheme left out, since one
// round looks at one server.
func slug(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "page"
	}
	text := strings.Trim(notWord.ReplaceAllString(u.Path+"-"+u.RawQuery, "-"), "-")
	if text == "" {
		return "home"
	}
	return text
}

var notWord = regexp.MustCompile(`[^\pL\pN]+`)
