package rules

import "embed"

// Privacy says why each field of the sheet is kept and on what law, the input of
// privacy.Load.
//
//go:embed privacy
var Privacy embed.FS
