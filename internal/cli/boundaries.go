package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"hoctap/internal/boundary"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/store"
	"hoctap/internal/viet"
)

// boundaryImport is what the words of `import boundaries` ask for.
type boundaryImport struct {
	file, from, codeName, source string
	detail                       float64
	dryRun                       bool
}

func (a *app) importBoundariesCommand() *cobra.Command {
	var o boundaryImport
	c := &cobra.Command{
		Use:   "boundaries TỆP.geojson --from NGÀY",
		Short: "Nhập ranh giới đơn vị hành chính, thôn, khu phố từ tệp GeoJSON, có hiệu lực từ một ngày",
		Long: `Mỗi đối tượng trong tệp là một đơn vị, tìm theo một trong các thuộc tính:
  key               khóa của chương trình (có trong tệp do “export boundaries” ghi)
  code              mã đơn vị vào ngày --from; tên thuộc tính khác thì ghi ở --code
  name và commune   tên thôn, khu phố và mã xã, phường
Tọa độ là kinh độ, vĩ độ (WGS 84). Đường ranh giới được rút gọn khi nhập; hai đơn vị kề nhau vẫn khớp.`,
		Example: `  hoctap import boundaries thanh-hoa.geojson --from 2025-07-01 --source "Sở Nông nghiệp và Môi trường, 07/2025"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.file = args[0]
			return a.importBoundaries(c.Context(), o)
		},
	}
	c.Flags().StringVar(&o.from, "from", "", "ngày ranh giới có hiệu lực, dạng 2025-07-01; chỉ bỏ trống khi từng đối tượng ghi ngày ở thuộc tính from")
	c.Flags().StringVar(&o.codeName, "code", "code", "thuộc tính ghi mã đơn vị")
	c.Flags().StringVar(&o.source, "source", "", "nguồn của ranh giới, ghi dưới bản đồ; bỏ trống là thuộc tính source, hoặc tên tệp")
	c.Flags().Float64Var(&o.detail, "detail", 0, "độ rút gọn, tính bằng mét; bỏ trống là chọn theo cấp đơn vị")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "chỉ kiểm tra, không ghi")
	return c
}

func (a *app) importBoundaries(ctx context.Context, o boundaryImport) error {
	if o.from != "" {
		err := dayGiven(o.from)
		if err != nil {
			return err
		}
	}
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	list, err := a.readBoundaries(ctx, db, o)
	if err != nil {
		return err
	}
	corners := 0
	for _, b := range list {
		corners += b.Shape.Corners()
	}
	if o.dryRun {
		fmt.Fprintln(a.out, a.words.T("cli.boundaries_dry", "n", len(list), "corners", corners))
		return nil
	}
	changed, err := db.SaveBoundaries(ctx, list)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.words.T("cli.boundaries_kept", "n", len(list), "changed", changed, "corners", corners))
	return nil
}

func dayGiven(day string) error {
	_, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return fault.New(fault.Invalid, "place.date_wrong", "value", day)
	}
	return nil
}

func (a *app) readBoundaries(ctx context.Context, db *store.DB, o boundaryImport) ([]boundary.Boundary, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return nil, err
	}
	keys, err := db.PlaceKeys(ctx)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(o.file)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, "fault.file_missing", "file", o.file)
	}
	defer file.Close()
	list, problems := boundary.Read(file, boundary.Reading{
		Tree: tree, Keys: keys, From: o.from, CodeName: o.codeName, Source: o.source, File: filepath.Base(o.file), Tolerance: o.detail,
	})
	for _, p := range problems {
		fmt.Fprintln(a.err, a.boundaryProblem(o.file, p))
	}
	if len(problems) > 0 {
		return nil, errTold
	}
	return list, nil
}

// boundaryProblem says where: in the file, at which feature, under which name.
func (a *app) boundaryProblem(file string, p boundary.Problem) string {
	said := ""
	if p.Err != nil {
		said = a.tell(p.Err)
	} else {
		said = sentence(a.words, p.Key, p.Args)
	}
	switch {
	case p.Feature == 0:
		return file + ": " + said
	case p.Name == "":
		return file + ": " + a.words.T("boundary.at", "n", p.Feature) + ": " + said
	}
	return file + ": " + a.words.T("boundary.at_named", "n", p.Feature, "name", p.Name) + ": " + said
}

func (a *app) exportBoundariesCommand() *cobra.Command {
	var code, on, to string
	c := &cobra.Command{
		Use:   "boundaries --place MÃ --on NGÀY --out TỆP.geojson",
		Short: "Xuất ranh giới của một đơn vị và mọi đơn vị trong đó ra GeoJSON; nhập lại tệp đó không làm thay đổi gì",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.exportBoundaries(c.Context(), code, on, to)
		},
	}
	c.Flags().StringVar(&code, "place", "", "mã đơn vị vào ngày đó")
	c.Flags().StringVar(&on, "on", "", "ngày, dạng 2025-07-01; bỏ trống là hôm nay")
	c.Flags().StringVar(&to, "out", "", "tệp .geojson để ghi")
	must(c.MarkFlagRequired("place"))
	must(c.MarkFlagRequired("out"))
	return c
}

func (a *app) exportBoundaries(ctx context.Context, code, on, to string) error {
	if on == "" {
		on = a.now().Format(time.DateOnly)
	}
	err := dayGiven(on)
	if err != nil {
		return err
	}
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	list, err := boundariesOf(ctx, db, code, on)
	if err != nil {
		return err
	}
	err = writeFile(to, func(f *os.File) error { return boundary.Write(f, list) })
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.words.T("cli.boundaries_written", "n", len(list), "file", to))
	return nil
}

// boundariesOf gives the boundaries of a place and of all that stands below it on
// a day, from the top down. Where some are outlines and others are drawn, the
// drawings stay behind: the two do not fit one file.
func boundariesOf(ctx context.Context, db *store.DB, code, on string) ([]boundary.Written, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return nil, err
	}
	top, err := tree.ByCode(code, on)
	if err != nil {
		return nil, err
	}
	keys, err := db.PlaceKeys(ctx)
	if err != nil {
		return nil, err
	}
	keyOf := map[place.ID]string{}
	for key, id := range keys {
		keyOf[id] = key
	}
	units := allBelow(tree, top, on)
	ids := make([]place.ID, len(units))
	for i, at := range units {
		ids[i] = at.PlaceID
	}
	known, err := db.Boundaries(ctx, ids, on)
	if err != nil {
		return nil, err
	}
	outlines := false
	for _, b := range known {
		outlines = outlines || !b.Drawn
	}
	var out []boundary.Written
	for _, at := range units {
		b, ok := known[at.PlaceID]
		if !ok || outlines && b.Drawn {
			continue
		}
		w := boundary.Written{Boundary: b, Key: keyOf[at.PlaceID], Place: at}
		if at.Kind == place.Hamlet {
			above, _ := tree.At(at.Parent, on)
			w.Commune = above.Code
		}
		out = append(out, w)
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Missing, "boundary.none", "name", top.Name, "on", viet.Date(on))
	}
	return out, nil
}

func allBelow(tree *place.Tree, at place.Attributes, on place.Date) []place.Attributes {
	out := []place.Attributes{at}
	for _, child := range tree.Children(at.PlaceID, on) {
		out = append(out, allBelow(tree, child, on)...)
	}
	return out
}
