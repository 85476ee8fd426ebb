package guard

import (
	"go/ast"
	"strconv"
	"strings"
)

const module = "hoctap"

// The ranks of the packages: one imports only what stands below it. The subjects
// are plain Go without the world, so that the law can be read, tested and moved
// without a database or a browser in sight.
const (
	rankData    = iota // law, forms, pages and schema as embedded files
	rankGround         // what every subject speaks in
	rankSubject        // the nouns of the work
	rankEdge           // where the work meets files, databases and long runs
	rankWeb
	rankCLI
	rankProgram
	rankTest // for tests alone
)

// rankOf gives a package its rank by its folder. A new noun is a subject until
// it is named here: the strictest rank that does anything.
func rankOf(folder string) int {
	switch {
	case underAny(folder, "internal/testkit", "internal/guard", "internal/store/storetest", "internal/paper/papertest"):
		return rankTest
	case under(folder, "cmd"):
		return rankProgram
	case under(folder, "internal/cli"):
		return rankCLI
	case under(folder, "internal/web"):
		return rankWeb
	case underAny(folder, "internal/courier", "internal/formout", "internal/gate", "internal/job", "internal/meter", "internal/passkey", "internal/sheet", "internal/signon", "internal/store"):
		return rankEdge
	case underAny(folder, "internal/fault", "internal/viet", "internal/strict",
		"internal/words", "internal/profile", "internal/place", "internal/rule"):
		return rankGround
	case under(folder, "internal"):
		return rankSubject
	}
	return rankData
}

// Direction finds imports that run the wrong way.
func Direction(t *Tree) []Fault {
	var faults []Fault
	for _, file := range t.Program() {
		for _, spec := range file.Syntax.Imports {
			target, ours := strings.CutPrefix(importPath(spec), module+"/")
			if !ours {
				continue
			}
			if reason := objection(file.Folder, target); reason != "" {
				faults = append(faults, at(t.Set, spec.Pos(), "imports %s: %s", importPath(spec), reason))
			}
		}
	}
	return faults
}

// objection says why one package may not import another, or nothing.
func objection(from, to string) string {
	rank := rankOf(from)
	switch {
	case family(from) == family(to) && rankOf(to) != rankTest, rank == rankTest:
		return ""
	case rankOf(to) == rankTest:
		return "only tests may"
	case under(to, "internal/store") && rank != rankCLI:
		return "only the command line and tests choose a database"
	case rankOf(to) > rank:
		return "it stands above, see the ranks in internal/guard/direction.go"
	case rankOf(to) == rank && rank != rankSubject && rank != rankGround:
		return "packages of this rank know nothing of one another"
	}
	return ""
}

// family is the folder of the noun itself: internal/web for internal/web/view.
func family(folder string) string {
	parts := strings.SplitN(folder, "/", 3)
	if parts[0] == "internal" && len(parts) > 1 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// homes names the one place where a library is spoken to. The rest of the program
// would keep its shape if the library were exchanged tomorrow.
var homes = map[string][]string{
	"github.com/jackc/pgx/v5":        {"internal/store", "internal/testkit"},
	"modernc.org/sqlite":             {"internal/store"},
	"github.com/pressly/goose/v3":    {"internal/store"},
	"database/sql":                   {"internal/store"},
	"github.com/xuri/excelize/v2":    {"internal/sheet", "internal/formout"},
	"github.com/richardlehane":       {"internal/sheet"},
	"github.com/go-text/typesetting": {"internal/paper"},
	"github.com/google/cel-go":       {"internal/rule"},
	"github.com/pquerna/otp":         {"internal/account"},
	"github.com/trustelem/zxcvbn":    {"internal/account"},
	"golang.org/x/crypto/argon2":     {"internal/account"},
	"github.com/spf13/cobra":         {"internal/cli"},
	"github.com/yuin/goldmark":       {"internal/guide"},
	"github.com/chromedp":            {"internal/testkit"},
	"github.com/PuerkitoBio":         {"internal/testkit"},
	"github.com/rogpeppe":            {"internal/testkit"},
	"github.com/nicksnyder/go-i18n":  {"internal/words"},
	"github.com/danielgtaylor/huma":  {"internal/web"},
	"github.com/standard-webhooks":   {"internal/courier", "internal/store/storetest"},
	"testing":                        {"internal/testkit", "internal/store/storetest", "internal/paper/papertest"},
}

// Homes finds libraries used outside their home.
func Homes(t *Tree) []Fault {
	var faults []Fault
	for _, file := range t.Program() {
		for _, spec := range file.Syntax.Imports {
			for library, places := range homes {
				if under(importPath(spec), library) && !underAny(file.Folder, places...) {
					faults = append(faults, at(t.Set, spec.Pos(), "imports %s: its place is %s", importPath(spec), strings.Join(places, " or ")))
				}
			}
		}
	}
	return faults
}

// InputOutput finds subjects and ground that reach for the world by themselves.
func InputOutput(t *Tree) []Fault {
	var faults []Fault
	for _, file := range t.Program() {
		if rankOf(file.Folder) > rankSubject {
			continue
		}
		for _, spec := range file.Syntax.Imports {
			if reachesOut(importPath(spec)) {
				faults = append(faults, at(t.Set, spec.Pos(), "imports %s: subjects do no input or output; take an fs.FS, a reader or a small interface", importPath(spec)))
			}
		}
	}
	return faults
}

func reachesOut(library string) bool {
	switch library {
	case "net/url", "net/netip", "net/mail":
		return false // they only read and write text
	}
	return underAny(library, "os", "net", "syscall", "log", "golang.org/x/sys", "golang.org/x/net")
}

func importPath(spec *ast.ImportSpec) string {
	text, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return spec.Path.Value
	}
	return text
}
