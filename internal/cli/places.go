package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/store"
	"hoctap/internal/words"
	"hoctap/places"
)

// shipped brings in the places that come with the program, once a version.
func shipped(ctx context.Context, db *store.DB, newID func() place.ID) error {
	for _, name := range places.Names() {
		in, err := place.OpenCSV(places.FS, name)
		if err != nil {
			return err
		}
		file, problems := place.ReadCSV(in)
		if len(problems) > 0 {
			return fmt.Errorf("shipped places %s: line %d: %s", name, problems[0].Line, problems[0].Key)
		}
		_, err = savePlaces(ctx, db, file, newID)
		if err != nil {
			return fmt.Errorf("shipped places %s: %w", name, err)
		}
	}
	return nil
}

// savePlaces keeps the places of a file. A file's keys are its own, so they are
// kept under the code of their province: two provinces may both number from 1,
// and the same file again finds its places.
func savePlaces(ctx context.Context, db *store.DB, file place.File, newID func() place.ID) (int, error) {
	known, err := db.PlaceKeys(ctx)
	if err != nil {
		return 0, err
	}
	ids := map[string]place.ID{}
	named := map[string]place.ID{}
	for _, key := range file.Keys {
		full := namespace(file, key) + "/" + key
		id, ok := known[full]
		if !ok {
			id = newID()
		}
		ids[key], named[full] = id, id
	}
	nation, err := nationOf(ctx, db)
	if err != nil {
		return 0, err
	}
	data := file.Data(func(key string) place.ID { return ids[key] }, nation)
	return len(file.Keys), db.SavePlaces(ctx, named, data)
}

// namespace is the code of the place at the top of the file above a key.
func namespace(file place.File, key string) string {
	for range len(file.Keys) {
		rows := file.Rows[key]
		if len(rows) == 0 {
			break
		}
		if rows[0].Parent == "" {
			return rows[0].Code
		}
		key = rows[0].Parent
	}
	return key
}

func nationOf(ctx context.Context, db *store.DB) (place.ID, error) {
	tree, err := db.Places(ctx)
	if err != nil {
		return 0, err
	}
	for _, a := range tree.All() {
		if a.Kind == place.Nation {
			return a.PlaceID, nil
		}
	}
	return 0, nil
}

func (a *app) importPlacesCommand() *cobra.Command {
	var succession string
	c := &cobra.Command{
		Use:   "places TỆP.csv [--succession TỆP.csv]",
		Short: "Nhập đơn vị hành chính của một tỉnh, có ngày hiệu lực và quan hệ sáp nhập",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			file, err := a.readPlaces(args[0], succession)
			if err != nil {
				return err
			}
			db, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			n, err := savePlaces(c.Context(), db, file, func() place.ID { return place.ID(a.ids.Next()) })
			if err != nil {
				return placeRefusal(a.words, err)
			}
			fmt.Fprintln(a.out, a.words.T("cli.places_kept", "n", n))
			return nil
		},
	}
	c.Flags().StringVar(&succession, "succession", "", "tệp quan hệ kế thừa: from_key,to_key,on,extent,instrument")
	return c
}

func (a *app) readPlaces(units, succession string) (place.File, error) {
	in := place.CSVInput{}
	for _, f := range []struct {
		path string
		to   *io.Reader
	}{{units, &in.Places}, {succession, &in.Successions}} {
		if f.path == "" {
			continue
		}
		file, err := os.Open(f.path)
		if err != nil {
			return place.File{}, fault.Wrap(err, fault.NotFound, "fault.file_missing", "file", f.path)
		}
		defer file.Close()
		*f.to = file
	}
	file, problems := place.ReadCSV(in)
	if len(problems) == 0 {
		return file, nil
	}
	names := map[place.CSVFile]string{place.PlacesFile: units, place.SuccessionFile: succession}
	for _, p := range problems {
		fmt.Fprintf(a.err, "%s:%d: %s\n", names[p.File], p.Line, sentence(a.words, p.Key, p.Args))
	}
	return file, errTold
}

func sentence(w *words.Printer, key string, args map[string]any) string {
	if len(args) == 0 {
		return w.T(key)
	}
	return w.T(key, args)
}

// placeRefusal words what the whole tree has against a file that is sound in
// itself: a code that another place bears on the same day.
func placeRefusal(w *words.Printer, err error) error {
	p, ok := err.(place.Problem)
	if !ok {
		return err
	}
	return fault.Text(fault.Invalid, "%s", sentence(w, p.Key, p.Args))
}

func (a *app) placesCommand() *cobra.Command {
	var on string
	c := &cobra.Command{
		Use:   "places [MÃ]",
		Short: "Cây đơn vị hành chính vào một ngày",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			db, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			tree, err := db.Places(c.Context())
			if err != nil {
				return err
			}
			if on == "" {
				on = a.now().Format("2006-01-02")
			}
			list := tree.Roots(on)
			if len(args) == 1 {
				at, err := tree.ByCode(args[0], on)
				if err != nil {
					return err
				}
				list = []place.Attributes{at}
			}
			a.printTree(tree, list, on, 0)
			return nil
		},
	}
	c.Flags().StringVar(&on, "on", "", "ngày, dạng 2025-07-01; bỏ trống là hôm nay")
	return c
}

func (a *app) printTree(tree *place.Tree, list []place.Attributes, on string, depth int) {
	for _, p := range list {
		fmt.Fprintf(a.out, "%s%-6s %s\n", strings.Repeat("  ", depth), p.Code, p.Name)
		a.printTree(tree, tree.Children(p.PlaceID, on), on, depth+1)
	}
}
