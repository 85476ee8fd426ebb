package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/sheet"
	"hoctap/internal/sheet/grid"
	"hoctap/internal/survey"
)

func (a *app) importCommand() *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "Nhập dữ liệu: phiếu điều tra, đơn vị hành chính, ranh giới, số liệu trường"}
	c.AddCommand(a.importSurveyCommand(), a.importPlacesCommand(), a.importSchoolsCommand(), a.importBoundariesCommand())
	return c
}

// surveyImport is what the words of `import survey` ask for.
type surveyImport struct {
	target
	file            string
	dryRun, partial bool
	marked          string
}

func (a *app) importSurveyCommand() *cobra.Command {
	var o surveyImport
	c := &cobra.Command{
		Use:   "survey TỆP --place MÃ --year NĂM",
		Short: "Nhập tệp phiếu điều tra (MauNhapLieu hoặc DATA, .xlsx hoặc .xls)",
		Example: `  hoctap import survey pcgd_2025.xls --place 14812 --year 2025 --dry-run --errors sua.xlsx
  hoctap import survey pcgd_2025.xls --place 14812 --year 2025`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.file = args[0]
			report, err := a.importSurvey(c.Context(), o)
			if err != nil {
				return a.refuseImport(err)
			}
			return a.printImport(report, o)
		},
	}
	o.flags(c)
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "chỉ kiểm tra, không ghi")
	c.Flags().BoolVar(&o.partial, "partial", false, "nhập những dòng đúng, bỏ những dòng có lỗi")
	c.Flags().StringVar(&o.marked, "errors", "", "ghi lại chính tệp này với các ô sai được đánh dấu, ra tệp .xlsx")
	c.Flags().BoolVar(&a.json, "json", false, "in JSON cho chương trình khác đọc")
	return c
}

func (a *app) importSurvey(ctx context.Context, o surveyImport) (*survey.Report, error) {
	db, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	at, year, err := o.find(ctx, db)
	if err != nil {
		return nil, err
	}
	if at.Kind != place.Commune {
		return nil, fault.New(fault.Invalid, "fault.import_commune", "name", at.Name)
	}
	book, err := sheet.OpenSurvey(o.file, year, grid.DefaultLimits())
	if err != nil {
		return nil, fileFault(err, o.file)
	}
	defer book.Close()
	report, err := survey.Import(ctx, db, book, survey.Options{
		CommuneID: at.PlaceID, CommuneName: at.Name, Year: year, DryRun: o.dryRun, Partial: o.partial, Confirm: true,
		FileName: filepath.Base(o.file),
	}, a.ids.Next, a.now, nil)
	if err != nil {
		return nil, err
	}
	err = a.enter(ctx, db, audit.PersonList, "import survey", seenInReport(report))
	if err != nil {
		return nil, err
	}
	return report, a.writeMarked(o, report)
}

// refuseImport tells why a whole workbook was turned away, in the one form that
// whoever reads the JSON knows.
func (a *app) refuseImport(err error) error {
	if !a.json || fault.KindOf(err) == fault.Internal {
		return err
	}
	return errOr(a.writeJSON(survey.RefusedReport("refused", a.tell(err))), errTold)
}

func errOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func (a *app) writeMarked(o surveyImport, report *survey.Report) error {
	if o.marked == "" {
		return nil
	}
	return writeFile(o.marked, func(f *os.File) error { return sheet.WriteErrors(o.file, report, a.words, f) })
}

func (a *app) printImport(r *survey.Report, o surveyImport) error {
	if a.json {
		err := a.writeJSON(r.Said(a.words))
		if err != nil || !r.Refused {
			return err
		}
		return errTold
	}
	fmt.Fprintln(a.out, a.words.T("cli.import_head", "rows", r.Rows, "accepted", r.Accepted, "new", r.NewPersons, "changed", r.Changed, "unchanged", r.Unchanged))
	a.printProblems("cli.import_errors", r.Errors)
	a.printProblems("cli.import_warnings", r.Warnings)
	if o.marked != "" {
		fmt.Fprintln(a.out, a.words.T("cli.import_marked", "file", o.marked))
	}
	if o.dryRun {
		fmt.Fprintln(a.out, a.words.T("cli.import_dry"))
	}
	if r.Refused {
		return fault.New(fault.Refused, "fault.import_refused", "n", len(r.Errors))
	}
	return nil
}

// shownProblems is what a screen still holds; --json and --errors have them all.
const shownProblems = 40

func (a *app) printProblems(head string, list []survey.Problem) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(a.out, a.words.T(head, "n", len(list)))
	for i, p := range list {
		if i == shownProblems {
			fmt.Fprintln(a.out, "  "+a.words.T("cli.import_more", "n", len(list)-i))
			return
		}
		fmt.Fprintln(a.out, "  "+p.Say(a.words))
	}
}
