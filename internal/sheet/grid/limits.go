package grid

// Limits bounds what a workbook may cost to read. A zero field takes the value
// of DefaultLimits.
type Limits struct {
	FileBytes     int64   // size of the file itself
	UnzippedBytes int64   // all parts of an .xlsx together, as declared and as counted while reading
	StringBytes   int64   // the table of shared strings, the one part that is kept in memory
	Ratio         float64 // unzipped to zipped, judged once the whole is past ratioFloor
	Rows          int     // last row that may hold a value
	Columns       int     // last column that may hold a value
	CellBytes     int     // text of one cell
}

// Excel's own bounds: a sheet has no more rows and columns than these, a cell
// no more than 32,767 characters, of up to four bytes each.
const (
	maxRows      = 1 << 20
	maxColumns   = 1 << 14
	maxCellBytes = 32767 * 4
)

// ratioFloor spares small workbooks from the ratio: a sheet of empty formatted
// cells may shrink two-hundredfold and still be harmless.
const ratioFloor = 32 << 20

// maxParts is the number of files one .xlsx may be made of; a real one has a
// few dozen, one with a thousand pictures some thousands.
const maxParts = 20_000

// DefaultLimits fits the largest honest survey workbook (a commune of some
// 30,000 people is about 5 MiB, 40 MiB unzipped) many times over.
func DefaultLimits() Limits {
	return Limits{
		FileBytes:     64 << 20,
		UnzippedBytes: 600 << 20,
		StringBytes:   128 << 20,
		Ratio:         200,
		Rows:          maxRows,
		Columns:       maxColumns,
		CellBytes:     maxCellBytes,
	}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	orElse(&l.FileBytes, d.FileBytes)
	orElse(&l.UnzippedBytes, d.UnzippedBytes)
	orElse(&l.StringBytes, d.StringBytes)
	orElse(&l.Ratio, d.Ratio)
	orElse(&l.Rows, d.Rows)
	orElse(&l.Columns, d.Columns)
	orElse(&l.CellBytes, d.CellBytes)
	return l
}

func orElse[T int | int64 | float64](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}
