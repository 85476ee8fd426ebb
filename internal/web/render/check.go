package render

import (
	"fmt"
	"html/template"
	"slices"
	"sort"
	"text/template/parse"

	"hoctap/internal/words"
)

// use is one call of t in a template.
type use struct {
	where string
	key   string
	args  []string
}

// checkWords holds every call of t against the catalogue: a key that does not exist,
// or an argument too many or too few, is found at start and not by a reader.
func checkWords(page *template.Template, printer *words.Printer) []error {
	var problems []error
	for _, use := range wordUses(page) {
		problem := checkUse(use, printer)
		if problem != nil {
			problems = append(problems, fmt.Errorf("%s: %w", use.where, problem))
		}
	}
	return problems
}

func checkUse(used use, printer *words.Printer) error {
	switch {
	case used.key == "":
		return fmt.Errorf("t takes its key as a plain string")
	case !printer.Has(used.key):
		return fmt.Errorf("no words for key %q in %q", used.key, printer.Lang())
	case !slices.Equal(used.args, printer.Args(used.key)):
		return fmt.Errorf("words %q take %v, not %v", used.key, printer.Args(used.key), used.args)
	}
	return nil
}

func wordUses(page *template.Template) []use {
	var uses []use
	for _, part := range page.Templates() {
		if part.Tree == nil || part.Tree.Root == nil {
			continue
		}
		walk(part.Tree.Root, func(command *parse.CommandNode) {
			if name, ok := command.Args[0].(*parse.IdentifierNode); ok && name.Ident == "t" {
				uses = append(uses, newUse(part.Tree.ParseName, command))
			}
		})
	}
	return uses
}

func newUse(where string, command *parse.CommandNode) use {
	used := use{where: where}
	for i, arg := range command.Args[1:] {
		text, ok := arg.(*parse.StringNode)
		switch {
		case i == 0 && ok:
			used.key = text.Text
		case i%2 == 1 && ok:
			used.args = append(used.args, text.Text)
		}
	}
	sort.Strings(used.args)
	return used
}

// walk calls visit for every command below node.
func walk(node parse.Node, visit func(*parse.CommandNode)) {
	switch node := node.(type) {
	case *parse.ListNode:
		walkList(node, visit)
	case *parse.ActionNode:
		walkPipe(node.Pipe, visit)
	case *parse.IfNode:
		walkBranch(&node.BranchNode, visit)
	case *parse.RangeNode:
		walkBranch(&node.BranchNode, visit)
	case *parse.WithNode:
		walkBranch(&node.BranchNode, visit)
	case *parse.TemplateNode:
		walkPipe(node.Pipe, visit)
	case *parse.PipeNode:
		walkPipe(node, visit)
	case *parse.CommandNode:
		visit(node)
		for _, arg := range node.Args {
			walk(arg, visit)
		}
	}
}

func walkBranch(branch *parse.BranchNode, visit func(*parse.CommandNode)) {
	walkPipe(branch.Pipe, visit)
	walkList(branch.List, visit)
	walkList(branch.ElseList, visit)
}

func walkList(list *parse.ListNode, visit func(*parse.CommandNode)) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		walk(node, visit)
	}
}

func walkPipe(pipe *parse.PipeNode, visit func(*parse.CommandNode)) {
	if pipe == nil {
		return
	}
	for _, command := range pipe.Cmds {
		walk(command, visit)
	}
}
