// Package pages carries what readers see: templates, words, and the built styles,
// scripts and face. It holds no logic; package render reads it.
package pages

import "embed"

// FS is the tree of this folder. dist is taken with "all:" for its .keep: the
// program must compile on a clean clone, before the front end has been built.
//
//go:embed base.html parts page words gallery all:dist
var FS embed.FS
