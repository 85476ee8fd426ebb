package main

import (
	"context"
	"sync"

	"github.com/chromedp/chromedp"
)

// A console gathers what the browser complains about while pages load: broken
// scripts, files that are not there, refusals by the content policy.
type console struct {
	mu    sync.Mutex
	lines []string
}

func listen(ctx context.Context) *console {
	heard := &console{}
	messages := chromedp.Console(ctx)
	go func() {
		for message, err := range messages {
			if err != nil {
				return
			}
			heard.hear(message)
		}
	}()
	return heard
}

func (c *console) hear(message chromedp.ConsoleMessage) {
	switch message.Type {
	case "error", "warning", chromedp.ConsoleException:
	default:
		return
	}
	line := string(message.Type) + ": " + message.Text
	if message.URL != "" {
		line += " (" + message.URL + ")"
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines = append(c.lines, line)
}

func (c *console) drain() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	lines := c.lines
	c.lines = nil
	return lines
}
