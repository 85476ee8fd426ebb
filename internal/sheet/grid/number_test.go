package grid

import (
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

func TestNumberText(t *testing.T) {
	for n, want := range map[float64]string{
		0: "0", 5: "5", 2012: "2012", 1e7: "10000000", 38381201: "38381201", 0.1: "0.1", 0.30000000000000004: "0.3",
		-2.5: "-2.5", 1e15: "1000000000000000", 1e21: "1000000000000000000000", 1e-7: "0.0000001",
	} {
		if got := numberText(n); got != want {
			t.Errorf("numberText(%v) = %s, want %s", n, got, want)
		}
	}
}

func TestNumberTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.Int64Range(-999999999999999, 999999999999999).Draw(t, "digits")
		scale := rapid.IntRange(0, 6).Draw(t, "scale")
		typed := strconv.FormatInt(digits, 10) + "e-" + strconv.Itoa(scale)
		n, err := strconv.ParseFloat(typed, 64)
		if err != nil {
			t.Fatal(err)
		}
		back, err := strconv.ParseFloat(numberText(n), 64)
		if err != nil || back != n {
			t.Errorf("%s became %s", typed, numberText(n))
		}
	})
}

func TestIsDateFormat(t *testing.T) {
	for code, want := range map[string]bool{
		"General": false, "0": false, "#,##0.00": false, "0.00E+00": false, "@": false, "0%": false,
		"dd/mm/yyyy": true, "d-mmm-yy": true, "h:mm": true, "[h]:mm": true, "[ss]": true, "[$-42A]dd mmmm yyyy": true,
		"[Red]0": false, `0" ngày"`: false, `\d0`: false, `_d0`: false, "*m0": false, `[$đ-42A]#,##0`: false, "mm:ss.0": true, `"chưa đóng`: false,
		`General" m"`: false,
	} {
		if got := isDateFormat(code); got != want {
			t.Errorf("isDateFormat(%s) = %v", code, got)
		}
	}
}

// Every day from the first of March 1900 on, as excelize counts it, and back.
func TestDaysAgreeWithExcelize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		serial := rapid.IntRange(61, lastSerial-1).Draw(t, "serial")
		want, err := excelize.ExcelDateToTime(float64(serial), false)
		if err != nil {
			t.Fatal(err)
		}
		cell := dateCell(float64(serial), false)
		if cell.Text != want.Format(time.DateOnly) || cell.Type != Date {
			t.Errorf("day %d is %v, want %v", serial, cell, want)
		}
		if back := daySerial(want); back != float64(serial) {
			t.Errorf("day %d is written as %v", serial, back)
		}
	})
}
