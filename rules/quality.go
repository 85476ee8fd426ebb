package rules

import "embed"

// Quality are the checks of what is likely in a record, the input of
// survey.LoadChecks. They are no law and change no verdict.
//
//go:embed quality
var Quality embed.FS
