// Package forms holds the statutory forms as data: what stands in which cell, on
// which paper, from when to when. The program carries them in itself; a province
// lays its own directory over them.
package forms

import "embed"

// FS is the national set, the input of form.Load.
//
//go:embed common.yaml MN/*.yaml TH/*.yaml THCS/*.yaml XMC/*.yaml lists/*.yaml cases/*.yaml
var FS embed.FS

// Agreement is the rules by which the forms agree with one another, the input of
// agree.Load.
//
//go:embed agreement/*.yaml
var Agreement embed.FS

// Suppositions say whom another program may leave out of its count, the input of
// compare.Load.
//
//go:embed suppositions.yaml
var Suppositions []byte
