// Package testkit gives tests the real parts they run on: a PostgreSQL server, a
// Chromium, a SQLite file, a clock that stands still, the command line as text
// archives, and checkers for HTML.
//
// A part the machine does not have is never silently passed over: the test skips
// with a line that begins with NEEDS:, and `make test` names it again at the end
// (see Need).
package testkit
