package web

import (
	"net/http"

	"hoctap/internal/rule"
)

func (p *programs) registerRules() {
	operate(p, http.MethodGet, "/rules", "listRules", "Standards with their levels, and the hash of all rules", signedIn, apiRules)
	operate(p, http.MethodGet, "/rules/{rule}", "getRule", "A standard, criterion, measure, condition or instrument on a day, with its values and sources", signedIn, apiRule)
	operate(p, http.MethodGet, "/forms/{year}", "listForms", "The forms in use in a year", signedIn, apiForms)
}

type rulesOut struct {
	Hash      string        `json:"hash"`
	Standards []standardOut `json:"standards"`
}

type standardOut struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Levels int    `json:"levels" doc:"The highest level; 0 where there are none"`
}

func apiRules(v *visit, _ *struct{}) (rulesOut, error) {
	out := rulesOut{Hash: v.Book.Hash(), Standards: []standardOut{}}
	for _, s := range v.Book.Standards() {
		out.Standards = append(out.Standards, standardOut{s.ID, v.law(s.Title), s.MaxLevel})
	}
	return out, nil
}

type ruleIn struct {
	Rule string `path:"rule" example:"THCS3.C1" maxLength:"100"`
	On   string `query:"on" doc:"The day, as 2025-09-30; today where it is left out"`
}

func apiRule(v *visit, in *ruleIn) (rule.View, error) {
	on := in.On
	if on == "" {
		on = today(v.Now())
	}
	return v.Book.Show(in.Rule, on)
}

type formsIn struct {
	Year int `path:"year" minimum:"2000" maximum:"2100"`
}

type formsOut struct {
	Forms []formListed `json:"forms"`
}

type formListed struct {
	Code     string   `json:"code"`
	Title    string   `json:"title"`
	Kind     string   `json:"kind" enum:"table,list"`
	Scopes   []string `json:"scopes"`
	Personal bool     `json:"personal" doc:"It names people, so programs do not get it"`
}

func apiForms(v *visit, in *formsIn) (formsOut, error) {
	out := formsOut{Forms: []formListed{}}
	for _, f := range v.Forms.Forms(in.Year) {
		one := formListed{Code: f.Code, Title: f.Title.In(string(v.lang)), Kind: string(f.Kind), Scopes: []string{}, Personal: f.Personal}
		for _, s := range f.Scopes {
			one.Scopes = append(one.Scopes, string(s))
		}
		out.Forms = append(out.Forms, one)
	}
	return out, nil
}
