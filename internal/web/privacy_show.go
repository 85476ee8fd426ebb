package web

import (
	"hoctap/internal/privacy"
	"hoctap/internal/web/view"
)

// privacyShow is the notice: what is kept of people, why, on what law, and what they
// may ask. Anybody may read it.
func privacyShow(v *visit) error {
	title := v.say.T("notice.title")
	page := view.PrivacyPage{Page: v.frame(title), Heading: title, Lead: v.say.T("notice.lead")}
	for _, key := range []string{"notice.sealed", "notice.seen", "notice.public", "notice.ask"} {
		page.Paragraphs = append(page.Paragraphs, v.say.T(key))
	}
	for _, u := range v.uses {
		page.Uses = append(page.Uses, v.useOf(u))
	}
	return v.show("privacy", page)
}

// useOf is a use with the names of its fields.
func (v *visit) useOf(u *privacy.Use) view.PrivacyUse {
	out := view.PrivacyUse{ID: u.ID, Title: v.law(u.Title), Purpose: v.law(u.Purpose), Sensitive: u.Sensitive, Base: v.Book.Cite(&u.Base), Mark: v.mark(u.Base.Mark), Note: u.Base.Note}
	for _, key := range u.Fields {
		out.Fields = append(out.Fields, capital(v.say.T("field."+key)))
	}
	return out
}
