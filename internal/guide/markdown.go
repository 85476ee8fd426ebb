package guide

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"hoctap/internal/viet"
)

// markdown writes no HTML that the source brings: it is left out.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()))

// inner are the links of rendered pages to one another.
var inner = regexp.MustCompile(`href="` + Root + `/([^"]*)"`)

// read makes a page of a file.
func (g *Guide) read(name string) (*Page, error) {
	source, err := fs.ReadFile(g.files, name)
	if err != nil {
		return nil, err
	}
	doc := markdown.Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(&headings{}))))
	page := &Page{Slug: strings.TrimSuffix(path.Base(name), ".md")}
	err = g.relink(doc)
	if err != nil {
		return nil, err
	}
	first := doc.FirstChild()
	title, ok := first.(*ast.Heading)
	if !ok || title.Level != 1 {
		return nil, fmt.Errorf("it does not begin with its title")
	}
	page.Title = plain(title, source)
	doc.RemoveChild(doc, title)
	page.Sections = sections(page.Title, doc, source)
	page.Lead = lead(page.Sections)
	var out bytes.Buffer
	err = markdown.Renderer().Render(&out, source, doc)
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	page.HTML = out.String()
	return page, nil
}

// relink turns links between files into links between the pages of the program. What
// leads to another paper of the project, which the program does not show, becomes text.
func (g *Guide) relink(doc ast.Node) error {
	var papers []*ast.Link
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			to, err := relinked(string(n.Destination))
			if to == "" {
				papers = append(papers, n)
			}
			n.Destination = []byte(to)
			return ast.WalkContinue, err
		case *ast.Image:
			name := path.Base(string(n.Destination))
			if g.images[name] == "" {
				return ast.WalkStop, fmt.Errorf("there is no picture %s", n.Destination)
			}
			n.Destination = []byte(Root + "/images/" + name)
			n.SetAttributeString("loading", "lazy")
		}
		return ast.WalkContinue, nil
	})
	for _, link := range papers {
		for child := link.FirstChild(); child != nil; child = link.FirstChild() {
			link.Parent().InsertBefore(link.Parent(), link, child)
		}
		link.Parent().RemoveChild(link.Parent(), link)
	}
	return err
}

// relinked is where a link leads in the program; empty where it leads to another paper.
func relinked(to string) (string, error) {
	file, id, cut := strings.Cut(to, "#")
	slug, isPage := strings.CutSuffix(file, ".md")
	switch {
	case strings.HasPrefix(to, "https://"), file == "" && cut:
		return to, nil
	case file == contents:
		return Root, nil
	case isPage && strings.HasPrefix(file, "../"):
		return "", nil
	case !isPage || strings.Contains(slug, "/"):
		return "", fmt.Errorf("it leads to %s, which the program does not show", to)
	case cut:
		return Root + "/" + slug + "#" + id, nil
	}
	return Root + "/" + slug, nil
}

// linked are the pages that the contents lead to, in order.
func linked(source []byte) []string {
	var out []string
	doc := markdown.Parser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		link, ok := n.(*ast.Link)
		if slug, page := strings.CutSuffix(linkTo(link), ".md"); ok && entering && page && !strings.Contains(slug, "/") {
			out = append(out, slug)
		}
		return ast.WalkContinue, nil
	})
	return out
}

func linkTo(link *ast.Link) string {
	if link == nil {
		return ""
	}
	return string(link.Destination)
}

// sections cuts a page at its headings.
func sections(title string, doc ast.Node, source []byte) []Section {
	out := []Section{{Title: title}}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if heading, ok := n.(*ast.Heading); ok {
			id, _ := heading.AttributeString("id")
			name, _ := id.([]byte)
			out = append(out, Section{ID: string(name), Title: plain(heading, source)})
			continue
		}
		last := &out[len(out)-1]
		last.Text = strings.TrimSpace(last.Text + " " + plain(n, source))
	}
	return out
}

// plain is the text of a node.
func plain(n ast.Node, source []byte) string {
	var out strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			out.Write(n.Segment.Value(source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				out.WriteByte(' ')
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			out.Write(n.Lines().Value(source))
		default:
			if n.Type() == ast.TypeBlock && out.Len() > 0 {
				out.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(out.String()), " ")
}

// headings name headings by their words without accents, each once.
type headings struct{ taken map[string]bool }

// Generate names a heading.
func (h *headings) Generate(value []byte, _ ast.NodeKind) []byte {
	name := strings.Join(strings.FieldsFunc(viet.Fold(string(value)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
	for h.taken[name] || name == "" {
		name += "-2"
	}
	h.Put([]byte(name))
	return []byte(name)
}

// Put takes a name.
func (h *headings) Put(value []byte) {
	if h.taken == nil {
		h.taken = map[string]bool{}
	}
	h.taken[string(value)] = true
}

// leadLength is about a line and a half.
const leadLength = 160

// lead is the first sentence of a page, or its headings where it begins with one.
func lead(sections []Section) string {
	text := sections[0].Text
	if text == "" {
		var names []string
		for _, s := range sections[1:] {
			names = append(names, s.Title)
		}
		text = strings.Join(names, " · ")
	}
	if end := strings.Index(text, ". "); end > 0 {
		text = text[:end+1]
	}
	words := strings.Fields(text)
	for i := range words {
		if short := strings.Join(words[:i], " "); len([]rune(short)) > leadLength {
			return short + " …"
		}
	}
	return text
}
