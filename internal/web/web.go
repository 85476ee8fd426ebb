// Package web is the server of the pages: one handler a file, named noun_verb,
// that asks the store and the law, fills a struct of package view, and leaves
// the rest to its template. It knows no database; what it needs of one stands in
// store.go.
package web

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"time"

	"hoctap/docs"
	"hoctap/forms"
	"hoctap/internal/calendar"
	"hoctap/internal/centre"
	"hoctap/internal/form"
	"hoctap/internal/form/agree"
	"hoctap/internal/form/compare"
	"hoctap/internal/guide"
	"hoctap/internal/job"
	"hoctap/internal/privacy"
	"hoctap/internal/profile"
	"hoctap/internal/right"
	"hoctap/internal/rule"
	"hoctap/internal/signon"
	"hoctap/internal/survey"
	"hoctap/internal/web/render"
	"hoctap/internal/words"
	"hoctap/pages"
	"hoctap/rules"
)

// Config is everything the server is made of.
type Config struct {
	Book  *rule.Book
	Forms *form.Library
	// Agreement are the rules by which the forms bear one another out.
	Agreement *agree.Rules
	Store     Store
	Jobs      *job.Manager
	Words     *words.Catalogue
	Log       *slog.Logger
	Now       func() time.Time
	IDs       func() int64
	// Demo marks every page: its people are invented.
	Demo    bool
	Version string
	// SignOn is a province's own sign-on, nil where there is none.
	SignOn *signon.Provider
	// Supplements are the directories of rules that the place lays over the national
	// ones; they may add programmes of its centre.
	Supplements []fs.FS
	// SetupCode lets whoever started the server make the first account; it is
	// empty where there are accounts already.
	SetupCode string
	// AllowedHosts are the names by which the server may be asked; none means
	// those of this machine alone.
	AllowedHosts []string
	// TrustedProxies are believed about the client, the name asked for, and the way
	// it was asked; none means that nobody stands between.
	TrustedProxies []netip.Prefix
	// FormTime is what a form may take to arrive; 0 is half a minute.
	FormTime time.Duration
	// Ready tells why the server should get no new readers; nil is always ready.
	Ready func(context.Context) error
	// Meter is told of every request; nil counts nothing.
	Meter Meter
	// TempDir holds uploads until they are imported; empty is the system's own.
	TempDir string
}

// Meter counts requests. A route is the pattern, never an address.
type Meter interface {
	Begun()
	Ended(method, route string, status int, took time.Duration)
}

type noMeter struct{}

func (noMeter) Begun()                                   {}
func (noMeter) Ended(string, string, int, time.Duration) {}

// server is the config with what is made of it once.
type server struct {
	Config
	pages    *render.Renderer
	memory   memory
	routes   *http.ServeMux
	programs *programs
	needs    map[string][]right.Action // by pattern
	checks   *survey.Checks
	sums     []agree.Sum
	// bulky lets one large workbook be made at a time: that of a large ward takes
	// more memory than all pages together.
	bulky        chan struct{}
	suppositions []*compare.Supposition
	uses         []*privacy.Use
	guide        *guide.Guide
	literate     []func(profile.Profile) (bool, error) // by level
	programmes   *centre.Programmes
	calendar     *calendar.Calendar
	// hashing bounds how many passwords are checked at a time: each takes 19 MB.
	hashing chan struct{}
}

// hashesAtOnce keeps a storm of passwords from taking the machine's memory.
const hashesAtOnce = 4

// New makes the handler of all pages. It fails where a template, a word or the
// folder for uploads is not as it must be.
func New(c Config) (http.Handler, error) {
	pages, err := render.New(pages.FS, c.Words)
	if err != nil {
		return nil, err
	}
	checks, err := loadChecks()
	if err != nil {
		return nil, err
	}
	c = withDefaults(c)
	_, err = os.ReadDir(c.TempDir)
	if err != nil {
		return nil, fmt.Errorf("folder for uploads: %w", err)
	}
	uses, err := privacy.Load(c.Book, rules.Privacy)
	if err != nil {
		return nil, err
	}
	suppositions, err := compare.Load("suppositions.yaml", forms.Suppositions)
	if err != nil {
		return nil, err
	}
	programmes, err := centre.Load(c.Book, append([]fs.FS{rules.Programmes}, c.Supplements...)...)
	if err != nil {
		return nil, fmt.Errorf("programmes: %w", err)
	}
	dates, err := calendar.Load(c.Book, rules.Calendar)
	if err != nil {
		return nil, err
	}
	s := &server{Config: c, calendar: dates, programmes: programmes, suppositions: suppositions, uses: uses, pages: pages, checks: checks, sums: c.Agreement.Sums(), bulky: make(chan struct{}, 1), hashing: make(chan struct{}, hashesAtOnce)}
	s.guide, err = guide.Load(docs.Guide)
	if err != nil {
		return nil, err
	}
	s.literate, err = literacyLevels(c.Book)
	if err != nil {
		return nil, err
	}
	s.routes = s.mux()
	return s.guarded(s.routes), nil
}

func withDefaults(c Config) Config {
	if c.TempDir == "" {
		c.TempDir = os.TempDir()
	}
	if len(c.AllowedHosts) == 0 {
		c.AllowedHosts = loopbackHosts
	}
	if c.FormTime == 0 {
		c.FormTime = formTime
	}
	if c.Meter == nil {
		c.Meter = noMeter{}
	}
	return c
}

// guarded lays the middleware around the pages, the outermost first.
func (s *server) guarded(inner http.Handler) http.Handler {
	for _, lay := range []func(http.Handler) http.Handler{
		s.legible, s.limited, s.sameOrigin, s.knownHost, s.secured, s.recovered, s.traced, s.forwarded,
	} {
		inner = lay(inner)
	}
	return inner
}
