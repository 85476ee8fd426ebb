// Package sheet is the household workbook in and out: which sheets it is made
// of, how its rows reach the survey, and how a round becomes a workbook again.
// The files themselves are the business of package grid.
package sheet
