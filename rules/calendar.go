package rules

import "embed"

// Calendar holds the days of the year that are set for each tier, the input of
// calendar.Load.
//
//go:embed calendar
var Calendar embed.FS
