package testkit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// StatusError says that a page came with an HTTP status of 400 or more.
type StatusError struct {
	URL    string
	Status int
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("open %s: server answered %d", e.URL, e.Status)
}

// Screenshot opens url in a window of width × height and writes the whole page,
// down to its end, as a PNG. Error pages are pictured too, since they are
// designed like all others, but it returns their StatusError.
func Screenshot(ctx context.Context, url string, width, height int, path string) error {
	visited := Visit(ctx, url, width, height)
	if status := new(StatusError); visited != nil && !errors.As(visited, &status) {
		return visited
	}
	err := capture(ctx, path)
	if err != nil {
		return fmt.Errorf("picture %s: %w", url, err)
	}
	return visited
}

func capture(ctx context.Context, path string) error {
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return fmt.Errorf("take full page: %w", err)
	}
	err = os.MkdirAll(filepath.Dir(path), 0o755)
	if err != nil {
		return fmt.Errorf("make folder for picture: %w", err)
	}
	return os.WriteFile(path, picture, 0o644)
}

// Visit opens url in a window of width × height and waits until it is loaded
// and its fonts are there. An error page is loaded all the same and gives a
// StatusError.
func Visit(ctx context.Context, url string, width, height int) error {
	options := []chromedp.EmulateViewportOption{}
	if width < Tablet {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(width), int64(height), options...))
	if err != nil {
		return fmt.Errorf("set window to %d×%d: %w", width, height, err)
	}
	response, err := chromedp.RunResponse(ctx, chromedp.Navigate(url))
	if err != nil {
		return fmt.Errorf("open %s: %w", url, err)
	}
	_, err = chromedp.Run(ctx, chromedp.Evaluate[bool](`document.fonts.ready.then(() => true)`, chromedp.EvalAwaitPromise))
	if err != nil {
		return fmt.Errorf("wait for fonts of %s: %w", url, err)
	}
	if response != nil && response.Status >= 400 {
		return &StatusError{URL: url, Status: int(response.Status)}
	}
	return nil
}

// Scheme makes pages believe the reader prefers "light" or "dark".
func Scheme(name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		feature := &emulation.MediaFeature{Name: "prefers-color-scheme", Value: name}
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{feature}})
		return err
	})
}

// Print shows pages as they would come out of a printer.
func Print() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	})
}

// Overflow returns by how many pixels the page is wider than its window, and
// the element that sticks out furthest. A page that a phone has to scroll
// sideways is a fault.
func Overflow(ctx context.Context) (int, string, error) {
	type wide struct {
		Pixels int    `json:"pixels"`
		Who    string `json:"who"`
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[wide](overflowScript))
	if err != nil {
		return 0, "", fmt.Errorf("measure page width: %w", err)
	}
	return found.Pixels, found.Who, nil
}

// overflowScript passes over elements inside a box that scrolls by itself: a
// wide table in its own scroll box is the right answer on a phone.
const overflowScript = `(() => {
	const root = document.documentElement
	const pixels = Math.max(0, root.scrollWidth - root.clientWidth)
	const boxed = e => {
		for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
			if (getComputedStyle(p).overflowX !== 'visible') return true
		}
		return false
	}
	let who = '', edge = root.clientWidth
	for (const e of pixels ? document.body.querySelectorAll('*') : []) {
		const right = e.getBoundingClientRect().right
		if (right > edge && !boxed(e)) {
			edge = right
			who = e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.className ? '.' + String(e.className).split(' ').join('.') : '')
		}
	}
	return {pixels, who}
})()`
