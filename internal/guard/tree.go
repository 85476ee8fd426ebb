package guard

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// A Tree holds the text files of a repository, and its Go files parsed. Names are
// those of all files, pictures and workbooks too.
type Tree struct {
	Names map[string]bool
	Files map[string][]byte
	Go    []*GoFile
	Set   *token.FileSet
}

// A GoFile is one parsed file and the folder of its package.
type GoFile struct {
	Path   string
	Folder string
	Test   bool
	Syntax *ast.File
}

// ReadTree reads what people write; what tools fetch and build is passed over.
func ReadTree(root fs.FS) (*Tree, error) {
	tree := &Tree{Names: map[string]bool{}, Files: map[string][]byte{}, Set: token.NewFileSet()}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return skipFolder(name)
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		return tree.add(root, name)
	})
	if err != nil {
		return nil, fmt.Errorf("read tree: %w", err)
	}
	return tree, nil
}

// skipFolder passes over what .gitignore names, and over testdata of guard:
// those trees break the rules on purpose.
func skipFolder(name string) error {
	switch path.Base(name) {
	case ".git", "node_modules":
		return fs.SkipDir
	}
	if builtFolder(name) || name == "internal/guard/testdata" {
		return fs.SkipDir
	}
	return nil
}

// builtFolder knows what is built and never committed.
func builtFolder(name string) bool {
	switch name {
	case "bin", "build", "coverage", "pages/dist", "pages/node_modules":
		return true
	}
	return false
}

func (t *Tree) add(root fs.FS, name string) error {
	t.Names[name] = true
	content, err := fs.ReadFile(root, name)
	if err != nil {
		return err
	}
	if bytes.IndexByte(content, 0) >= 0 {
		return nil // pictures, workbooks, databases
	}
	t.Files[name] = content
	if path.Ext(name) != ".go" {
		return nil
	}
	syntax, err := parser.ParseFile(t.Set, name, content, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	t.Go = append(t.Go, &GoFile{
		Path:   name,
		Folder: path.Dir(name),
		Test:   strings.HasSuffix(name, "_test.go"),
		Syntax: syntax,
	})
	return nil
}

// Program is the Go code that is no test.
func (t *Tree) Program() []*GoFile {
	return slices.DeleteFunc(slices.Clone(t.Go), func(f *GoFile) bool { return f.Test })
}

// Paths lists all text files in order.
func (t *Tree) Paths() []string {
	paths := make([]string, 0, len(t.Files))
	for name := range t.Files {
		paths = append(paths, name)
	}
	slices.Sort(paths)
	return paths
}

// names lists all files in no order.
func (t *Tree) names() []string { return slices.Collect(maps.Keys(t.Names)) }

// under tells whether a folder is root or lies below it.
func under(folder, root string) bool {
	return folder == root || strings.HasPrefix(folder, root+"/")
}

func underAny(folder string, roots ...string) bool {
	return slices.ContainsFunc(roots, func(root string) bool { return under(folder, root) })
}
