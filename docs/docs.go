// Package docs carries the guide for officials, so that the program can show it.
package docs

import "embed"

// Guide is the guide with its pictures.
//
//go:embed guide images
var Guide embed.FS
