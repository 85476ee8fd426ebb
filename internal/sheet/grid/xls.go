package grid

import "io"

func openXLS(r io.ReaderAt, size int64, lim Limits) (format, error) {
	return nil, &Refusal{Code: OtherFormat, Found: "tệp Excel .xls"}
}
