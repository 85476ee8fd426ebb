package rules

import "embed"

// Programmes are what community learning centres teach, the input of centre.Load.
//
//go:embed programmes
var Programmes embed.FS
