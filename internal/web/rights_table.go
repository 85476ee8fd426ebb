package web

import (
	"strings"

	"hoctap/internal/right"
	"hoctap/internal/words"
)

// RightsTable writes docs/rights.md: what each role may do, and what each page
// needs. It is made from the very lines by which the program decides.
func RightsTable(say *words.Printer) string {
	var out strings.Builder
	out.WriteString("# Who may do what\n\nMade from `internal/right/right.go` and `internal/web/routes.go`; a test fails when this file is not what they say.\n" +
		"A right is a role of a place for a time, and reaches all that lies below the place, and all that became part of it whole.\n\n## Roles\n\n| Role | Held of | May | Gives |\n|---|---|---|---|\n")
	for _, p := range right.Posts() {
		out.WriteString("| " + say.T("role."+string(p.Role)) + " (`" + string(p.Role) + "`) | " + joined(p.Held, levelWord) + " | " + joined(p.May, code[right.Action]) + " | " + joined(p.Gives, code[right.Role]) + " |\n")
	}
	out.WriteString("\n## Actions\n\n| Action | Means | In some hamlets of a commune |\n|---|---|---|\n")
	for _, do := range right.Actions() {
		partly := ""
		if do.Partly() {
			partly = "yes"
		}
		out.WriteString("| `" + string(do) + "` | " + say.T("action."+string(do)) + " | " + partly + " |\n")
	}
	out.WriteString("\n## Pages\n\n| Page | Needs one of | Roles |\n|---|---|---|\n")
	for _, r := range pageRoutes {
		out.WriteString("| `" + r.pattern + "` | " + joined(r.needs, code[right.Action]) + " | " + rolesOf(r.needs) + " |\n")
	}
	out.WriteString("\n## Operations for programs\n\nA token never does more than its owner may, and as much less as its owner chose.\n\n| Operation | Needs one of | Roles |\n|---|---|---|\n")
	for _, o := range newPrograms(&server{}).operations {
		out.WriteString("| `" + o.route() + "` | " + joined(o.needs, code[right.Action]) + " | " + rolesOf(o.needs) + " |\n")
	}
	return out.String()
}

func code[T ~string](v T) string { return "`" + string(v) + "`" }

func levelWord(l right.Level) string {
	if l == right.Installation {
		return "the installation"
	}
	return string(l)
}

func joined[T any](list []T, text func(T) string) string {
	var out []string
	for _, v := range list {
		out = append(out, text(v))
	}
	return strings.Join(out, ", ")
}

// rolesOf are the roles that hold one of the actions.
func rolesOf(needs []right.Action) string {
	var out []string
	for _, do := range needs {
		switch do {
		case right.Public:
			return "everybody"
		case right.Own, right.Enter:
			return "everybody signed in"
		}
	}
	for _, p := range right.Posts() {
		for _, do := range needs {
			if p.Role.May(do) {
				out = append(out, code(p.Role))
				break
			}
		}
	}
	return strings.Join(out, ", ")
}
