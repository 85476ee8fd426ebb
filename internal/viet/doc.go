// Package viet knows the Vietnamese language as far as the register needs it:
// searching without accents, the order of names, the old font encodings that
// workbooks are still typed in, and how numbers, money and dates are written.
package viet
