// Package rules holds the law of universal education and literacy as data:
// instruments, measures, conditions, standards, rule sets, and the worked cases
// that say what they come to. The program carries them in itself; a province
// or ward lays its own directory over them.
package rules

import "embed"

// FS is the national set, the input of rule.Load.
//
//go:embed instruments measures conditions standards cases rule_sets.yaml authorities.yaml
var FS embed.FS
