// Package places carries the administrative units that are shipped, in the very
// format of `hoctap import places`, so that what officials are asked to write is
// what we write ourselves. Where each date comes from stands in README.md.
package places

import "embed"

// FS is the tree of this folder: the files of each set, for place.OpenCSV.
//
//go:embed *.csv
var FS embed.FS

// Names lists the sets in the order in which they are loaded: the nation first,
// since the provinces stand below it.
func Names() []string { return []string{"viet-nam", "thanh-hoa"} }
