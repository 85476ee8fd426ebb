// Package guide is the guide for officials as the program shows it: pages of Markdown
// as safe HTML, cut at their headings, and found by their words.
package guide

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Root is where the pages of the guide are shown.
const Root = "/help"

// contents lists the pages in the order in which they are read.
const contents = "README.md"

// Guide is every page, and the pictures in them by name.
type Guide struct {
	Pages  []*Page
	images map[string]string // name to file
	files  fs.FS
}

// Page is one matter.
type Page struct {
	Slug     string
	Title    string
	Lead     string // its first sentences, as text
	HTML     string // without the title
	Sections []Section
}

// Section is what stands under one heading; the first has none and is the page itself.
type Section struct {
	ID, Title string
	Text      string
}

// Load reads a guide: the Markdown under guide/, the pictures beside it and under
// images/. A link or a picture that leads nowhere is an error.
func Load(files fs.FS) (*Guide, error) {
	g := &Guide{images: map[string]string{}, files: files}
	err := g.findImages()
	if err != nil {
		return nil, err
	}
	source, err := fs.ReadFile(files, "guide/"+contents)
	if err != nil {
		return nil, fmt.Errorf("guide: %w", err)
	}
	order := linked(source)
	names, err := fs.Glob(files, "guide/*.md")
	if err != nil {
		return nil, fmt.Errorf("guide: %w", err)
	}
	for _, name := range names {
		if path.Base(name) == contents {
			continue
		}
		page, err := g.read(name)
		if err != nil {
			return nil, fmt.Errorf("guide: %s: %w", name, err)
		}
		g.Pages = append(g.Pages, page)
	}
	slices.SortStableFunc(g.Pages, func(a, b *Page) int { return slices.Index(order, a.Slug) - slices.Index(order, b.Slug) })
	return g, g.check(order)
}

func (g *Guide) findImages() error {
	for _, folder := range []string{"images", "guide/images"} {
		names, err := fs.Glob(g.files, folder+"/*.png")
		if err != nil {
			return fmt.Errorf("guide: %w", err)
		}
		for _, name := range names {
			if g.images[path.Base(name)] != "" {
				return fmt.Errorf("guide: two pictures are called %s", path.Base(name))
			}
			g.images[path.Base(name)] = name
		}
	}
	return nil
}

// check holds every link between pages against what there is.
func (g *Guide) check(order []string) error {
	for _, slug := range order {
		if g.Page(slug) == nil {
			return fmt.Errorf("guide: %s leads to %s.md, which is not there", contents, slug)
		}
	}
	for _, p := range g.Pages {
		if !slices.Contains(order, p.Slug) {
			return fmt.Errorf("guide: %s.md is missing in %s", p.Slug, contents)
		}
		for _, to := range inner.FindAllStringSubmatch(p.HTML, -1) {
			if !g.Has(to[1]) {
				return fmt.Errorf("guide: %s.md leads to %s, which is not there", p.Slug, to[1])
			}
		}
	}
	return nil
}

// Page gives a page by its slug, nil where there is none.
func (g *Guide) Page(slug string) *Page {
	i := slices.IndexFunc(g.Pages, func(p *Page) bool { return p.Slug == slug })
	if i < 0 {
		return nil
	}
	return g.Pages[i]
}

// Has says whether there is a page, or a section of one: "danh-sach#in".
func (g *Guide) Has(ref string) bool {
	slug, id, cut := strings.Cut(ref, "#")
	page := g.Page(slug)
	return page != nil && (!cut || slices.ContainsFunc(page.Sections, func(s Section) bool { return s.ID == id && id != "" }))
}

// Image gives a picture by its name.
func (g *Guide) Image(name string) ([]byte, error) {
	file, ok := g.images[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return fs.ReadFile(g.files, file)
}
