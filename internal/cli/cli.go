// Package cli is the one place that wires: it reads the words of a command,
// opens the database and the law, and calls the subject. Exit codes are kept:
// 0 done, 1 refused or failed, 2 misuse of the command.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/register"
	"hoctap/internal/viet"
	"hoctap/internal/words"
	"hoctap/pages"
)

// version is set by the linker.
var version = "dev"

// The exit codes.
const (
	done    = 0
	refused = 1
	misuse  = 2
)

// app is what every command has at hand.
type app struct {
	in       io.Reader
	out, err io.Writer
	words    *words.Printer
	say      *words.Catalogue
	log      *slog.Logger
	now      func() time.Time
	ids      *register.IDs

	db   string // path or postgres:// address
	lang string
	logs logging
	json bool
	// reason is why people are looked at; logKey is where the signing key lies.
	reason string
	logKey string
	// key is where the keys of the sealed fields lie.
	key string

	// running is set once a command's words are understood: a fault before is a
	// misuse, one after it a refusal or failure.
	running bool
}

// Run carries out one command and gives its exit code.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a, err := newApp(stdin, stdout, stderr)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return refused
	}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err = root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return done
	case errors.Is(err, errTold):
		return refused
	case !a.running:
		fmt.Fprintln(stderr, a.misused(err))
		return misuse
	}
	fmt.Fprintln(stderr, a.tell(err))
	return refused
}

// newApp is a program about to be told what to do.
func newApp(stdin io.Reader, stdout, stderr io.Writer) (*app, error) {
	texts, err := fs.Sub(pages.FS, "words")
	if err != nil {
		return nil, err
	}
	said, err := words.New(texts)
	if err != nil {
		return nil, err
	}
	a := &app{in: stdin, out: stdout, err: stderr, now: time.Now, say: said, words: said.For(viet.Vietnamese)}
	a.ids = register.NewIDs(a.now, 0)
	a.log = slog.New(slog.NewTextHandler(stderr, nil))
	return a, nil
}

// errTold ends a command that has already told its reader why.
var errTold = errors.New("told")

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "hoctap",
		Short: "Điều tra phổ cập giáo dục, xóa mù chữ: từ phiếu điều tra đến kết luận và danh sách người",
		Long: `hoctap nhận tệp phiếu điều tra phổ cập giáo dục, xóa mù chữ của xã, phường,
chỉ ra từng ô sai, kết luận theo từng tiêu chuẩn của pháp luật có nêu căn cứ,
và lập danh sách những người còn thiếu.

Bắt đầu:  hoctap demo                 dựng thị xã mẫu và mở trang tại 127.0.0.1:8080
          hoctap import survey TỆP --place 14812 --year 2025
          hoctap evaluate --place 14812 --year 2025
          hoctap gaps --place 14812 --year 2025 --standard THCS --level 3`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetUsageTemplate(usageTemplate)
	root.PersistentFlags().BoolP("help", "h", false, "cách dùng")
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", defaultDB(), "cơ sở dữ liệu: đường dẫn tệp, hoặc postgres://…")
	flags.StringVar(&a.key, "key", "", "tệp khóa niêm phong; mặc định nằm cạnh tệp cơ sở dữ liệu, đuôi "+keyEnding)
	flags.StringVar(&a.logs.format, "log-format", "text", "dạng nhật ký: text hoặc json")
	flags.StringVar(&a.logs.level, "log-level", "info", "mức nhật ký: debug, info, warn hoặc error")
	flags.StringVar(&a.lang, "lang", "vi", "ngôn ngữ của lời báo: vi hoặc en")
	root.AddCommand(a.demoCommand(), a.serveCommand(), a.importCommand(), a.exportCommand(), a.evaluateCommand(),
		a.gapsCommand(), a.whatIfCommand(), a.decisionCommand(), a.roundCommand(), a.rulesCommand(), a.qualityCommand(), a.tallyCommand(),
		a.placesCommand(), a.formCommand(), a.formsCommand(), a.dossierCommand(), a.userCommand(), a.keyCommand(), a.publishCommand(), a.migrateCommand(), a.logCommand(), a.verifyCommand(), a.galleryCommand())
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		c.Hidden = c.Hidden || c.Name() == "help"
	}
	a.begin(root)
	return root
}

// begin marks each command as running once its words and flags are all in
// order, which the library makes sure of only just before it runs.
func (a *app) begin(c *cobra.Command) {
	for _, sub := range c.Commands() {
		a.begin(sub)
	}
	run := c.RunE
	if run == nil {
		return
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		a.words = a.say.For(viet.Lang(a.lang))
		log, err := a.logger(a.logs)
		if err != nil {
			return err
		}
		a.log, a.running = log, true
		c.SetContext(audit.With(c.Context(), actOf()))
		return run(c, args)
	}
}

func defaultDB() string {
	if v := os.Getenv("HOCTAP_DB"); v != "" {
		return v
	}
	return "hoctap.db"
}

// tell words an error for the reader; what is inside goes to the log with an id.
func (a *app) tell(err error) string {
	var f *fault.Error
	if errors.As(err, &f) && f.Kind != fault.Internal {
		return faultText(a.words, f)
	}
	var self interface{ Message() string }
	if errors.As(err, &self) {
		return self.Message()
	}
	id := fmt.Sprintf("%x", a.ids.Next())
	a.log.Error("command failed", "id", id, "error", err)
	return a.words.T("fault.internal", "id", id)
}

// namedStates puts the words of the reader for the states of a round.
func (a *app) namedStates(err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Key == "fault.round_step" {
		for k, v := range f.Args {
			f.Args[k] = a.words.T(fmt.Sprintf("round.%v", v))
		}
	}
	return err
}

func faultText(w *words.Printer, f *fault.Error) string {
	if f.Text != "" {
		return f.Text
	}
	if len(f.Args) == 0 {
		return w.T(f.Key)
	}
	return w.T(f.Key, f.Args)
}

// table prints rows in columns with two spaces between them.
func table(out io.Writer, rows [][]string) {
	var width []int
	for _, r := range rows {
		for i, c := range r {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], len([]rune(c)))
		}
	}
	for _, r := range rows {
		var line strings.Builder
		for i, c := range r {
			line.WriteString(c)
			if i < len(r)-1 {
				line.WriteString(strings.Repeat(" ", width[i]-len([]rune(c))+2))
			}
		}
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
	}
}
