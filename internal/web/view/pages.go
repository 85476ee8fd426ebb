package view

// Pages lists every page by its template, with the struct the template is written for.
// The renderer parses these, and its tests hold each template against its struct.
func Pages() map[string]any {
	return map[string]any{
		"home":            Home{},
		"about":           AboutPage{},
		"rule_list":       RuleList{},
		"rule":            RulePage{},
		"people":          PeoplePage{},
		"household":       HouseholdPage{},
		"whatif":          WhatIfPage{},
		"round":           RoundPage{},
		"question_list":   QuestionList{},
		"quality":         QualityPage{},
		"place_home":      PlaceHome{},
		"place_list":      PlaceList{},
		"search":          Search{},
		"verdict":         VerdictPage{},
		"decision_form":   DecisionForm{},
		"decision_list":   DecisionList{},
		"gap":             GapPage{},
		"import_form":     ImportForm{},
		"import_progress": ImportProgress{},
		"import_result":   ImportResult{},
		"person":          PersonPage{},
		"refused":         Refused{},
		"school_list":     SchoolList{},
		"school_form":     SchoolForm{},
		"fault":           FaultPage{},
		"form_list":       FormList{},
		"form":            FormPage{},
		"form_people":     FormPeople{},
	}
}
