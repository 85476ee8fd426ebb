// Package migrations holds the schema, step by step, as numbered SQL in the
// subset that SQLite and PostgreSQL share.
package migrations

import "embed"

// FS holds the migrations.
//
//go:embed *.sql
var FS embed.FS
