package grid

import (
	"errors"
	"fmt"
	"strings"
)

// Code names a reason for refusing a workbook. Codes are stable: pages, JSON
// and tests rely on them.
type Code string

// The reasons.
const (
	EmptyFile         Code = "empty_file"         // no byte at all
	NotAWorkbook      Code = "not_a_workbook"     // something else, see Found
	OtherFormat       Code = "other_format"       // a spreadsheet, but of a format we do not read, see Found
	PasswordProtected Code = "password_protected" // encrypted
	TooLarge          Code = "too_large"          // more bytes than Limits.FileBytes
	ZipBomb           Code = "zip_bomb"           // unpacks to more than Limits allows
	TooManyRows       Code = "too_many_rows"
	TooManyColumns    Code = "too_many_columns"
	CellTooLong       Code = "cell_too_long"
	Empty             Code = "empty"       // no cell has a value, no picture either
	ImagesOnly        Code = "images_only" // no cell has a value, but there are pictures
	Damaged           Code = "damaged"
)

// Refusal is a workbook turned away. Error is for the log; Message is what an
// official reads.
type Refusal struct {
	Code  Code
	Found string // what the file is instead, in Vietnamese, where it was recognised
	Sheet string // where it arose, if in a sheet
	Size  int64  // what was found ...
	Limit int64  // ... and what is allowed, for codes that count
	Err   error  // what lay beneath, for the log
}

// CodeOf is the code of the Refusal in err, or "" where there is none.
func CodeOf(err error) Code {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

func (r *Refusal) Error() string {
	var b strings.Builder
	b.WriteString("workbook refused: " + string(r.Code))
	if r.Sheet != "" {
		fmt.Fprintf(&b, ", sheet %q", r.Sheet)
	}
	if r.Found != "" {
		fmt.Fprintf(&b, ", found %q", r.Found)
	}
	if r.Limit > 0 {
		fmt.Fprintf(&b, ", %d of at most %d", r.Size, r.Limit)
	}
	if r.Err != nil {
		b.WriteString(": " + r.Err.Error())
	}
	return b.String()
}

func (r *Refusal) Unwrap() error { return r.Err }

// saveAs is the way out of every format that is not ours.
const saveAs = "Mở tệp bằng Excel, chọn Tệp > Lưu dưới dạng (File > Save As), " +
	"kiểu tệp “Sổ làm việc Excel (*.xlsx)” (Excel Workbook), rồi nhập tệp vừa lưu."

// Message says in Vietnamese why the workbook was turned away and what to do.
func (r *Refusal) Message() string {
	switch r.Code {
	case EmptyFile:
		return "Tệp không có nội dung (0 byte). Việc sao chép hoặc tải về có thể đã dở dang; hãy chép lại tệp rồi nhập."
	case NotAWorkbook:
		return r.notAWorkbook()
	case OtherFormat:
		return "Tệp là " + r.Found + ", không phải tệp Excel .xlsx hoặc .xls. " + saveAs
	case PasswordProtected:
		return "Tệp được đặt mật khẩu nên không đọc được. Mở tệp bằng Excel, chọn Tệp > Thông tin > " +
			"Bảo vệ sổ làm việc > Mã hóa bằng mật khẩu (File > Info > Protect Workbook > Encrypt with Password), " +
			"xóa mật khẩu, bỏ cả bảo vệ cấu trúc nếu có, lưu lại rồi nhập."
	case Empty:
		return "Tệp không có ô nào có dữ liệu. Kiểm tra xem có chọn nhầm tệp mẫu trống không."
	case ImagesOnly:
		return "Tệp chỉ có hình ảnh, không có ô nào có dữ liệu. Ảnh chụp hoặc bản quét bảng không đọc được; " +
			"cần tệp Excel gốc hoặc nhập lại dữ liệu vào tệp mẫu."
	case Damaged:
		return "Tệp bị hỏng" + r.where() + ". Mở tệp bằng Excel; nếu Excel đề nghị sửa thì đồng ý, kiểm tra lại số liệu, " +
			"lưu thành tệp .xlsx mới rồi nhập. Nếu không mở được, hãy lấy lại tệp từ nơi gửi."
	}
	return r.tooMuch()
}

func (r *Refusal) notAWorkbook() string {
	if r.Found == "" {
		return "Tệp không phải là tệp Excel (.xlsx hoặc .xls). Kiểm tra xem có chọn nhầm tệp không."
	}
	return "Tệp không phải là tệp Excel mà là " + r.Found + ". Hãy chọn tệp Excel (.xlsx hoặc .xls)."
}

// tooMuch words the codes that count.
func (r *Refusal) tooMuch() string {
	switch r.Code {
	case TooLarge:
		return fmt.Sprintf("Tệp lớn %s, vượt giới hạn %s. Xóa hình ảnh và các trang tính không dùng, "+
			"hoặc tách theo thôn, tổ dân phố thành nhiều tệp.", megabytes(r.Size), megabytes(r.Limit))
	case ZipBomb:
		return "Nội dung tệp khi giải nén lớn bất thường nên không được mở. Chép phần dữ liệu (chỉ giá trị) " +
			"sang một tệp mẫu mới, lưu thành .xlsx rồi nhập."
	case TooManyRows:
		return fmt.Sprintf("Dữ liệu%s vượt quá %s dòng. Xóa các dòng thừa ở cuối trang tính, "+
			"hoặc tách thành nhiều tệp.", r.where(), thousands(r.Limit))
	case TooManyColumns:
		return fmt.Sprintf("Dữ liệu%s vượt quá %s cột. Xóa các cột thừa bên phải rồi nhập lại.", r.where(), thousands(r.Limit))
	case CellTooLong:
		return fmt.Sprintf("Có ô%s chứa nội dung quá dài. Rút gọn nội dung ô đó rồi nhập lại.", r.where())
	}
	return "Không đọc được tệp này."
}

func (r *Refusal) where() string {
	if r.Sheet == "" {
		return ""
	}
	return " ở trang tính “" + r.Sheet + "”"
}

// megabytes and thousands write numbers as Vietnamese is written: 1.234,5.
func megabytes(n int64) string {
	tenths := (n*10 + 1<<19) >> 20
	return thousands(tenths/10) + "," + fmt.Sprint(tenths%10) + " MB"
}

func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}
