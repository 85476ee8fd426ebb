package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"hoctap/internal/web/view"
)

const apiDocsPath = "/api/docs"

// apiDocs is the document of the interface as a page to read. It loads nothing from
// anywhere: whoever writes a program against a ward's server may be on its network alone.
func apiDocs(v *visit) error {
	title := v.say.T("api.title")
	page := view.APIPage{
		Page: v.frame(title), Heading: title, Lead: v.say.T("api.lead", "path", apiPath),
		Links: []view.Link{{Text: "openapi.json", Href: apiPath + "/openapi.json"}, {Text: v.say.T("token.title"), Href: tokensPath}},
	}
	doc := v.programs.api.OpenAPI()
	for _, one := range v.programs.operations {
		item := doc.Paths[one.pattern]
		op := operationOf(item, one.method)
		if op == nil {
			continue
		}
		page.Operations = append(page.Operations, apiOperationView(one, op))
	}
	slices.SortStableFunc(page.Operations, func(a, b view.APIOperation) int { return cmp.Compare(a.Path, b.Path) })
	return v.show("api", page)
}

func operationOf(item *huma.PathItem, method string) *huma.Operation {
	switch {
	case item == nil:
		return nil
	case method == http.MethodPost:
		return item.Post
	}
	return item.Get
}

func apiOperationView(one apiOperation, op *huma.Operation) view.APIOperation {
	out := view.APIOperation{ID: op.OperationID, Method: one.method, Path: apiPath + one.pattern, Summary: op.Summary}
	for _, p := range op.Parameters {
		out.Inputs = append(out.Inputs, view.Fact{Name: p.Name + " (" + p.In + ")", Value: p.Description})
	}
	for _, need := range one.needs {
		out.Needs = append(out.Needs, string(need))
	}
	return out
}
