package web

import (
	"net/http"
	"strings"

	"hoctap/internal/fault"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// numberFind finds the people who have a personal number, among all whom the reader
// may see. The number comes in a form: in an address it would stand in the history
// of the browser and in the logs of every proxy.
func numberFind(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	number := digitsOf(v.r.PostForm.Get("number"))
	page := v.searchPage("")
	if len(number) != 12 {
		page.Number.Error = v.say.T("find.number_wrong")
		page.Errors = summary(page.Number)
		return v.showAs(http.StatusUnprocessableEntity, "search", page)
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return err
	}
	c, err := v.recall()
	if err != nil {
		return err
	}
	matches, err := v.Store.SearchNumber(v.ctx(), c.searched(nil), number)
	if err != nil {
		return err
	}
	page.People, err = v.hits(tree, matches, "")
	if err != nil {
		return err
	}
	page.Lead = v.say.T("find.number_found", "n", len(page.People))
	if len(page.People) == 0 {
		page.Lead, page.Empty = "", &view.Empty{Title: v.say.T("find.number_none"), Text: v.say.T("find.number_none_text")}
	}
	return v.show("search", page)
}

// digitsOf drops what people put between the digits of a number.
func digitsOf(typed string) string {
	return strings.Map(func(c rune) rune {
		if c == ' ' || c == '.' || c == '-' {
			return -1
		}
		return c
	}, viet.Clean(typed))
}

// looksLikeNumber says whether somebody typed a personal number where names are
// looked for.
func looksLikeNumber(text string) bool {
	digits := digitsOf(text)
	return len(digits) >= 9 && strings.Trim(digits, "0123456789") == ""
}

// numberTyped refuses a personal number in an address.
func numberTyped(text string) error {
	if looksLikeNumber(text) {
		return fault.New(fault.Invalid, "refusal.number_in_address")
	}
	return nil
}
