package viet

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// people are invented, with family and given names as they are common in Thanh
// Hoá, some of the hill peoples among them.
var people = strings.Split(strings.TrimSpace(`
Nguyễn Văn Trường
Nguyễn Thị Hồng
Trần Đức Thắng
Lê Thị Hoà
Phạm Quang Minh
Hoàng Thị Ánh
Huỳnh Ngọc Diệp
Phan Thanh Bình
Vũ Đình Tú
Võ Thị Sáu
Đặng Hữu Phước
Bùi Thị Cúc
Đỗ Mạnh Hùng
Hồ Xuân Hương
Ngô Bá Khá
Dương Thuỳ Linh
Lý Thị Mỹ
Mai Trọng Nghĩa
Trịnh Công Sơn Ca
Đinh Thị Thuý
Lương Văn Tuỵ
Tống Duy Tân
Cao Thị Kiều Oanh
Tạ Quốc Vượng
Hà Thị Nhàn
Quách Văn Đồng
Bạch Thị Tuyết
Trương Quỳnh Như
Thái Khắc Huy
Tô Hiến Thành
Lưu Thị Phượng
Chu Văn Quý
Vương Thị Yến
Kiều Minh Tuấn
Lục Thị Khuyên
Phùng Thế Tài
Từ Thị Hạnh
Đoàn Giỏi
La Văn Cầu
Giàng Thị Dợ
Sùng A Páo
Vàng Thị Mỷ
Lò Văn Pành
Cầm Thị Ơn
Hà Văn Thoại
Lữ Thị Lượng
Phạm Thị Uyên
Nguyễn Hữu Ưng
Nguyễn Thị Thuở
Nguyễn Khoa Điềm
Lê Đình Chinh
Lê Thị Riêng
Trần Bảo Ngân
Trần Thị Vệ
Đào Duy Từ
Viên Thị Thuận
Mạc Đĩnh Chi
Lại Thị Xuyến
Ông Ích Khiêm
Nguyễn Thị Nguyệt Ẩn
`), "\n")

var addresses = []string{
	"Khu phố 3 - Ba Đình", "Tổ dân phố Sơn Tây", "Thôn Cổ Đam", "Ngõ 12, đường Trần Phú",
	"Số 5 Lê Lợi", "Xóm Đường", "Khu 7 - phường Lam Sơn", "Ấp Mỹ Hoà",
}

func TestDetectWholeLists(t *testing.T) {
	for _, list := range [][]string{people, addresses, slices.Concat(people, addresses)} {
		checkDetect(t, list)
	}
}

// A ward can send a workbook of a few households.
func TestDetectDozen(t *testing.T) {
	for i := 0; i+12 <= len(people); i++ {
		checkDetect(t, people[i:i+12])
	}
}

func checkDetect(t *testing.T, list []string) {
	t.Helper()
	for _, c := range []struct {
		how   string
		write func(string) string
		want  Encoding
	}{
		{"composed", norm.NFC.String, Unicode},
		{"decomposed", norm.NFD.String, Unicode},
		{"capitals", strings.ToUpper, Unicode},
		{"TCVN3", typeTCVN3, TCVN3},
		{"TCVN3 by the standard", encodeTCVN3, TCVN3},
		{"TCVN3 capitals", func(s string) string { return typeTCVN3(strings.ToUpper(s)) }, TCVN3},
		{"TCVN3 capital font", func(s string) string { return typeTCVN3(strings.ToLower(s)) }, TCVN3},
		{"TCVN3 decomposed by a Mac", func(s string) string { return norm.NFD.String(typeTCVN3(s)) }, TCVN3},
		{"VNI", encodeVNI, VNI},
		{"VNI capitals", func(s string) string { return encodeVNI(strings.ToUpper(s)) }, VNI},
		{"VNI lower case", func(s string) string { return encodeVNI(strings.ToLower(s)) }, VNI},
	} {
		if got := Detect(each(list, c.write)); got != c.want {
			t.Errorf("%s, from %q on: got %v, want %v", c.how, list[0], got, c.want)
		}
	}
}

func each(list []string, write func(string) string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, s := range list {
			if !yield(write(s)) {
				return
			}
		}
	}
}

func TestDetectUnicode(t *testing.T) {
	cases := map[string][]string{
		"nothing":            {},
		"ASCII":              {"Lan Anh", "Minh", "K'Ho", "14812"},
		"foreign names":      {"Müller", "José", "Françoise", "Loïc", "Zoë", "Noël", "Björn", "Peña", "Chloé", "Naïm", "Raphaël"},
		"hill peoples":       {"Ê Đê", "K'Ho", "H'Mông", "Mlô", "Niê", "Êban", "Êñuôl", "Ba Na", "Kbuôr", "Bkrông", "Hrê", "Rơ Măm"},
		"Latin-1 only":       {"Hoà", "Lý Hoàng", "Lê Bình", "Hà", "Vân", "Bùi Bé", "Cúc", "Ngô Hùng", "Trí", "Tú", "Võ Tó", "Lâm Hòa", "Toàn", "Hoài"},
		"few names":          {"Lê Hà", "Loïc Thaï"},
		"chance":             {"Loïc", "Naïm"},
		"one household":      {"Loïc", "Loïc", "Naïm", "Loïc", "Naïm"},
		"more by chance":     {"Loïc", "Naïm", "Thaï", "Müller", "José", "Françoise", "Björn"},
		"signs":              {"5 · 6", "½", "«Nhà»", "10 µm", "m²", "§ 3", "45°C", "© 2025", "Nhà số 5²"},
		"one cell of ABC":    append([]string{"NguyÔn V¨n Tr\u00adêng", "TrÇn ThÞ H»ng"}, people[:12]...),
		"one cell of VNI":    append([]string{"Nguyeãn Vaên Tröôøng", "Traàn Thò Haèng"}, people[:12]...),
		"eth in place of đ":  {"Ðào Hoà", "Ðinh Bình", "Ðoàn Lê", "Ðô"},
		"Chinese, Russian":   {"李小龙", "Иванов", "Nguyễn"},
		"decomposed foreign": {norm.NFD.String("Müller"), norm.NFD.String("Hoàng"), norm.NFD.String("José")},
	}
	for name, samples := range cases {
		if got := Detect(slices.Values(samples)); got != Unicode {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// A few cells of an old workbook were typed anew, and a few people are foreign.
func TestDetectOldWithOthers(t *testing.T) {
	others := []string{"Lê Thị Hòa", "Müller", "José", "Mông", "Ê Đê", "Loïc", "Lan"}
	tcvn3 := slices.Collect(each(people, typeTCVN3))
	if got := Detect(slices.Values(append(others, tcvn3...))); got != TCVN3 {
		t.Errorf("TCVN3: got %v", got)
	}
	vni := slices.Collect(each(people, encodeVNI))
	if got := Detect(slices.Values(append(others, vni...))); got != VNI {
		t.Errorf("VNI: got %v", got)
	}
}

func TestOneNameIsEnough(t *testing.T) {
	for name, want := range map[string]Encoding{
		"NguyÔn V¨n Tr\u00adêng": TCVN3,
		"Nguyeãn Vaên Tröôøng":   VNI,
		"Nguyễn Văn Trường":      Unicode,
	} {
		if got := Detect(slices.Values([]string{name})); got != want {
			t.Errorf("%q: got %v, want %v", name, got, want)
		}
	}
}

// The words of every name in the list have to be syllables, else Detect is
// guessing.
func TestSyllables(t *testing.T) {
	for _, name := range slices.Concat(people, addresses) {
		for word := range words(name) {
			if !isSyllable(word) || !isSyllable(strings.ToUpper(word)) || !isSyllable(norm.NFD.String(word)) {
				t.Errorf("%q of %q is not taken for a syllable", word, name)
			}
		}
	}
	for _, word := range []string{"quýt", "quỳnh", "quốc", "gì", "giếng", "nghiêng", "khuỷu", "thuở", "khuya", "Ðô"} {
		if want := word != "Ðô"; isSyllable(word) != want {
			t.Errorf("%q: got %v", word, !want)
		}
	}
	for _, word := range []string{"", "b", "mat", "các cá", "hềa", "mụer", "tốí", "ơng", "joe", "loùc", "²", "\u0300", "\xff"} {
		if isSyllable(word) {
			t.Errorf("%q is taken for a syllable", word)
		}
	}
}

// Thẩn is typed ThÈn in TCVN3, which would be a syllable but for its capital.
func TestReadsVietnamese(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "Lan": true, "Lê Thị Hòa": true, "LÊ HÀ": true, "Số 5, lê": true,
		"ThÈn": false, "NguyÔn": false, "thÈN": false, "Lê Müller": false,
	} {
		if got := readsVietnamese(s); got != want {
			t.Errorf("%q: got %v", s, got)
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add("Nguyễn Văn Trường", "Müller")
	f.Add("NguyÔn V¨n Tr\u00adêng", "Lª")
	f.Add("Nguyeãn Vaên Tröôøng", "\xff")
	f.Add("Ê Đê", "K'Ho")
	f.Add("\u0300", "0")
	f.Fuzz(func(t *testing.T, a, b string) {
		if isASCII(a+b) && Detect(slices.Values([]string{a, b})) != Unicode {
			t.Errorf("ASCII %q %q decided something", a, b)
		}
		// Whatever stands beside them, good names have to survive.
		samples := append([]string{a}, people[:12]...)
		if len(a) < 40 && Detect(slices.Values(samples)) != Unicode {
			t.Errorf("%q turned a list in Unicode", a)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	typed := slices.Collect(each(people, typeTCVN3))
	b.ReportAllocs()
	for b.Loop() {
		Detect(slices.Values(typed))
	}
}
