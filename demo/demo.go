// Package demo carries what the sample town looks like: names by frequency,
// quarters, schools, and the shape of its people. README.md says which of it is
// real and which invented. internal/demo makes the people.
package demo

import "embed"

// FS holds the data.
//
//go:embed *.yaml
var FS embed.FS
