package survey

import "hoctap/internal/register"

// The columns that are no field of a record.
const (
	orderKey  = "order"
	hamletKey = "hamlet"
)

// standing says what it means that a workbook lacks a column.
type standing int

const (
	usual    standing = iota // told as a warning; the field is then not touched
	needed                   // no person can be read without it
	optional                 // other versions of the template have it
)

// column is one column of the survey sheet. A workbook is searched for it by
// heading, never by position: versions differ.
type column struct {
	key   string
	title string // as the template heads it
	// heads are the ways it is headed, as keys of headingKey: "leaf", or
	// "parent/leaf" where the leaf alone means something else.
	heads    []string
	read     reader
	standing standing
	free     bool // free text, which may be in an old font encoding
	field    register.Field
	bit      uint64
}

// columns are all columns in the order of the template. Those of other versions
// stand where these have them.
var columns = fill([]*column{
	{key: orderKey, title: "TT", heads: []string{"tt", "stt", "sothutu"}, standing: optional},
	{key: hamletKey, title: "Thôn, tổ dân phố", free: true, read: readHamlet, standing: optional, heads: []string{
		"thon", "xom", "thonxom", "thonban", "thonto", "thonlang", "tenthon", "tenthonxom", "khupho", "thonkhupho",
		"todanpho", "thontodanpho", "thonxomto", "thonxomtodanpho", "thonxomkhupho", "thonbanto", "thonbantodanpho", "khudancu"}},

	free("family_name", "Họ đệm", "hodem", "hovadem", "hovatendem", "hotendem", "holot", "holotvadem"),
	{key: "given_name", title: "Tên", heads: []string{"ten"}, free: true, read: readText, standing: needed},
	number("birth_day", "Ngày", 1, 31, "ngay", "ngaysinh"),
	number("birth_month", "Tháng", 1, 12, "thang", "thangsinh"),
	{key: "birth_year", title: "Năm sinh", read: readBirthYear, standing: needed,
		heads: []string{"namsinh", "ngaysinh/nam", "ngaythangnamsinh/nam", "sinh/nam"}},
	{key: "female", title: "Nữ", heads: []string{"nu", "gioitinhnu"}, read: readSex},
	listed("ethnicity", "Dân tộc", "dantoc"),
	listed("religion", "Tôn giáo", "tongiao"),
	listed("priority", "Diện ưu tiên", "dienuutien"),

	free("head_family_name", "Họ đệm chủ hộ", "chuho/hodem", "chuho/hovadem", "chuho/hovatendem", "chuho/hotendem", "hodemchuho", "chuhohodem"),
	free("head_given_name", "Tên chủ hộ", "chuho/ten", "tenchuho", "chuhoten"),
	free("address", "Địa chỉ: số nhà, tên đường, tổ (nếu có)", "diachi", "diachisonhatenduongto", "diachisonhatenduongtoneuco"),
	{key: "sheet_number", title: "Số phiếu", heads: []string{"sophieu", "sophieudieutra"}, free: true, read: readText, standing: needed},
	listed("residence", "Diện cư trú", "diencutru"),
	listed("presence", "Tình trạng cư trú", "tinhtrangcutru"),

	listed("grade_group", "Khối học", "khoihoc", "khoi"),
	free("class_name", "Lớp học", "lophoc", "thongtinhoctap/lop"),
	spare("school_district", "Quận/Huyện đang học", "quanhuyendanghoc", "quanhuyen"),
	spare("school_name", "Tên trường", "tentruong", "tentruongdanghoc"),
	{key: "school_code", title: "Mã trường", heads: []string{"matruong"}, read: readSchoolCode},
	listed("graduated", "Bậc tốt nghiệp", "bactotnghiep", "bactn"),
	mark("continuing", "Bổ túc", "botuc"),
	schoolYears("graduated_in", "Năm tốt nghiệp", "namtotnghiep", "namtn"),
	listed("vocational", "Bậc TN nghề", "bactnnghe", "bactotnghiepnghe"),
	spare("diploma_number", "Số bằng", "sobang", "sohieubang"),
	{key: "vocational_year", title: "Năm TN nghề", heads: []string{"namtnnghe", "namtotnghiepnghe"}, read: readYear},
	number("finished_grade", "Học xong lớp", 1, 12, "hocxong/lop", "hocxonglop"),
	schoolYears("finished_in", "Học xong năm", "hocxong/nam", "hocxongnam", "namhocxong"),
	number("dropout_grade", "Bỏ học lớp", 1, 12, "bohoc/lop", "bohoclop"),
	schoolYears("dropout_in", "Bỏ học năm", "bohoc/nam", "bohocnam", "nambohoc"),

	number("literacy_attending", "Đang học lớp", 1, 5, "danghoclop", "danghoclopxoamuchu"),
	number("literacy_completed", "Hoàn thành lớp", 1, 5, "hoanthanhlop", "hoanthanhlopxoamuchu"),
	number("relapse", "Tái mù chữ mức", 1, 2, "taimuchumuc", "taimuchu"),

	mark("disabled_movement", "Khuyết tật vận động", "khuyettatvandong", "khuyettat/vandong"),
	mark("disabled_hearing_speech", "Khuyết tật nghe nói", "khuyettatnghenoi", "khuyettat/nghenoi"),
	mark("disabled_vision", "Khuyết tật nhìn", "khuyettatnhin", "khuyettat/nhin"),
	mark("disabled_mental", "Khuyết tật thần kinh, tâm thần", "khuyettatthankinhtamthan", "khuyettat/thankinhtamthan"),
	mark("disabled_intellectual", "Khuyết tật trí tuệ", "khuyettattritue", "khuyettat/tritue"),
	mark("disabled_learning", "Khuyết tật học tập", "khuyettathoctap", "khuyettat/hoctap"),
	mark("disabled_autism", "Tự kỷ", "tuky", "khuyettattuky", "roiloanphotuky"),
	mark("disabled_other", "Khuyết tật khác", "khuyettatkhac", "khuyettat/khac"),
	mark("certificate", "Có chứng nhận khuyết tật", "cochungnhankhuyettat", "chungnhankhuyettat", "khuyettat/cochungnhan"),
	mark("able", "Khả năng học tập", "khananghoctap", "cokhananghoctap"),

	listed("move", "Hoàn cảnh đặc biệt", "hoancanhdacbiet", "hoancanhdatbiet"),
	free("move_detail", "Chi tiết hoàn cảnh đặc biệt", "chitiethoancanhdacbiet", "chitiethoancanhdatbiet", "chitiethoancanh"),
	listed("relation", "Quan hệ với chủ hộ", "quanhevoichuho"),
	free("guardian", "Họ tên cha hoặc mẹ", "hotenchahoacme", "hotenchame", "hovatenchahoacme"),
	{key: "phone", title: "Điện thoại", heads: []string{"dienthoai", "sodienthoai", "sdt"}, free: true, read: readPhone},
	free("note", "Ghi chú", "ghichu"),
	{key: "personal_number", title: "Số định danh cá nhân", read: readPersonalNumber, standing: optional, heads: []string{
		"sodinhdanhcanhan", "sodinhdanh", "madinhdanh", "madinhdanhcanhan", "cccd", "socccd", "sodinhdanhcanhancccd",
		"sodinhdanhcccd", "madinhdanhcccd", "cccdmadinhdanh", "cancuoccongdan", "socancuoccongdan", "socancuoc", "sodinhdanhsocccd"}},
})

// Title is how the template heads a column.
func Title(key string) string {
	c := columnByKey(key)
	if c == nil {
		return key
	}
	return c.title
}

func free(key, title string, heads ...string) *column {
	return &column{key: key, title: title, heads: heads, free: true, read: readText}
}

func spare(key, title string, heads ...string) *column {
	return &column{key: key, title: title, heads: heads, free: true, read: readText, standing: optional}
}

func listed(key, title string, heads ...string) *column {
	return &column{key: key, title: title, heads: heads, read: readListed}
}

func mark(key, title string, heads ...string) *column {
	return &column{key: key, title: title, heads: heads, read: readMark}
}

func number(key, title string, low, high int, heads ...string) *column {
	return &column{key: key, title: title, heads: heads, read: readNumber(low, high)}
}

func schoolYears(key, title string, heads ...string) *column {
	return &column{key: key, title: title, heads: heads, read: readSchoolYear}
}

// fill gives each column its field and its bit in the sets of a row.
func fill(list []*column) []*column {
	for i, c := range list {
		c.bit = 1 << i
		for _, f := range register.Fields {
			if f.Key == c.key {
				c.field = f
			}
		}
	}
	return list
}
