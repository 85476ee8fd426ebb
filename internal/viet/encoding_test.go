package viet

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// As people typed them, not as our encoder writes them.
func TestDecode(t *testing.T) {
	cases := []struct {
		encoding Encoding
		typed    string
		want     string
	}{
		{TCVN3, "NguyÔn V¨n Tr\u00adêng", "Nguyễn Văn Trường"},
		{TCVN3, "Lª Ngäc HuyÒn Tr©m", "Lê Ngọc Huyền Trâm"},
		{TCVN3, "NguyÔn ThÞ Quúnh Anh", "Nguyễn Thị Quỳnh Anh"},
		{TCVN3, "§µm ThÞ Hµ Trang", "Đàm Thị Hà Trang"},
		{TCVN3, "Vò ThÞ Thanh Nhµn", "Vũ Thị Thanh Nhàn"},
		{TCVN3, "TrÇn H÷u Ph\u00adíc", "Trần Hữu Phước"},
		{TCVN3, "B¸t X¸t", "Bát Xát"},
		{TCVN3, "Tæ 5, khu phè 2 - ph\u00adêng Ba §×nh", "Tổ 5, khu phố 2 - phường Ba Đình"},
		{TCVN3, "NGUYÔN THÞ LUYªN", "NGUYỄN THỊ LUYÊN"},
		{TCVN3, "TR¦êNG §¹I HäC TH¦¥NG M¹I", "TRƯỜNG ĐẠI HỌC THƯƠNG MẠI"},
		{TCVN3, "NGUYÔN THÞ THU Hμ", "NGUYỄN THỊ THU HÀ"}, // the micro sign turned Greek
		{TCVN3, "BïI V¡N Hµ", "BÙI VĂN HÀ"},
		{TCVN3, "Hå XU¢N H¦¥NG", "HỒ XUÂN HƯƠNG"},
		{TCVN3, "Hµ", "Hà"},
		{TCVN3, "TT Hµ", "TT Hà"},
		{TCVN3, "§ç", "Đỗ"},
		{TCVN3, "nguyÔn v¨n an", "nguyễn văn an"}, // .VnTimeH, shown in capitals
		{TCVN3, "¸nh", "ánh"},

		{VNI, "Nguyeãn Vaên Tröôøng", "Nguyễn Văn Trường"},
		{VNI, "NGUYEÃN VAÊN TRÖÔØNG", "NGUYỄN VĂN TRƯỜNG"},
		{VNI, "Traàn Thò Myõ Leä", "Trần Thị Mỹ Lệ"},
		{VNI, "15F Nguyeãn Thò Minh Khai", "15F Nguyễn Thị Minh Khai"},
		{VNI, "227 Xoâ Vieát Ngheä Tónh", "227 Xô Viết Nghệ Tĩnh"},
		{VNI, "126 Ñieän Bieân Phuû", "126 Điện Biên Phủ"},
		{VNI, "213 Nguyeãn Vaên Cöø", "213 Nguyễn Văn Cừ"},
		{VNI, "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		{VNI, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"},
		{VNI, "Voõ Vaên Taàn", "Võ Văn Tần"},
		{VNI, "AÙnh", "Ánh"},
		{VNI, "Aùnh", "Ánh"}, // after PROPER
		{VNI, "Leâ Thò Bæ, Ñaëng Thuøy, Lyù Kyø, Thuî", "Lê Thị Bỉ, Đặng Thùy, Lý Kỳ, Thuỵ"},
	}
	for _, c := range cases {
		if got := Decode(c.encoding, c.typed); got != c.want {
			t.Errorf("%v %q: got %q, want %q", c.encoding, c.typed, got, c.want)
		}
		decomposed := norm.NFD.String(c.typed)
		if got := Decode(c.encoding, decomposed); got != c.want {
			t.Errorf("%v %q, decomposed: got %q, want %q", c.encoding, c.typed, got, c.want)
		}
	}
}

// A cell typed anew in Unicode in a workbook of the old font.
func TestDecodeLeavesUnicodeAlone(t *testing.T) {
	for _, s := range []string{
		"", "Lan Anh", "Nguyễn Văn Trường", "Lê Thị Hòa", "Bùi Thị Cúc", "Hà", "Đỗ",
		"Ba Đình", "LÊ VĂN HÀ", norm.NFD.String("Trần Thị Lý"), norm.NFD.String("Hà"),
	} {
		for _, e := range []Encoding{Unicode, TCVN3, VNI} {
			if got := Decode(e, s); got != s {
				t.Errorf("%v %q: got %q", e, s, got)
			}
		}
	}
	for _, s := range []string{"Lê Thanh Hòa", "Lê Thanh Hà"} {
		if got := Decode(VNI, s); got != s {
			t.Errorf("VNI %q: got %q", s, got)
		}
	}
	if got, want := Decode(VNI, "Traàøn Vaên Möôøi"), "Trầøn Văn Mười"; got != want {
		t.Errorf("a slip in one word kept the cell from being read: got %q, want %q", got, want)
	}
}

func TestDecodeIsTheInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := vietnameseText().Draw(t, "s")
		if got := Decode(VNI, encodeVNI(s)); got != s {
			t.Errorf("VNI %q: got %q, want %q", encodeVNI(s), got, s)
		}
		if got := Decode(TCVN3, encodeTCVN3(s)); got != s {
			t.Errorf("TCVN3 %q: got %q, want %q", encodeTCVN3(s), got, s)
		}
	})
}

// Any letters in any order, but in a case that people write: "NGUYễN" is what
// TCVN3 makes of capitals and is read as such.
func vietnameseText() *rapid.Generator[string] {
	alphabet := append([]rune("abcdefghijklmnopqrstuvwxyz"), letters()...)
	word := rapid.StringOfN(rapid.SampledFrom(alphabet), 1, 8, -1)
	cased := rapid.SampledFrom([]func(string) string{strings.ToLower, strings.ToUpper, capitalised})
	return rapid.Custom(func(t *rapid.T) string {
		how := cased.Draw(t, "case")
		line := rapid.SliceOfN(word, 0, 6).Draw(t, "words")
		for i := range line {
			line[i] = how(line[i])
		}
		return strings.Join(line, rapid.SampledFrom([]string{" ", ", ", " - ", " 12 ", "'"}).Draw(t, "between"))
	})
}

func capitalised(word string) string {
	letters := []rune(strings.ToLower(word))
	return strings.ToUpper(string(letters[0])) + string(letters[1:])
}

func TestTypedCapitalsAreRestored(t *testing.T) {
	for _, name := range people {
		shouted := strings.ToUpper(name)
		if got := Decode(TCVN3, typeTCVN3(shouted)); got != shouted {
			t.Errorf("%q: got %q, want %q", typeTCVN3(shouted), got, shouted)
		}
	}
}

func TestEncodingNames(t *testing.T) {
	got := []string{Unicode.String(), TCVN3.String(), VNI.String()}
	if want := []string{"Unicode", "TCVN3 (ABC)", "VNI"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"NguyÔn V¨n Tr\u00adêng", "Nguyeãn Vaên Tröôøng", "Nguyễn", "\xff\xad", "A³°", "K'Hß", "ôôïïöö", "\u0300\u0777"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if Decode(Unicode, s) != s {
			t.Errorf("Unicode text %q changed", s)
		}
		for _, e := range []Encoding{TCVN3, VNI} {
			decoded := Decode(e, s)
			if isASCII(s) && decoded != s {
				t.Errorf("%v: ASCII text %q became %q", e, s, decoded)
			}
			if holdsUnicode(s) && decoded != s {
				t.Errorf("%v: Unicode text %q became %q", e, s, decoded)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for _, e := range []Encoding{TCVN3, VNI} {
		typed := map[Encoding]string{TCVN3: typeTCVN3("Nguyễn Thị Phương"), VNI: encodeVNI("Nguyễn Thị Phương")}[e]
		b.Run(e.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Decode(e, typed)
			}
		})
	}
}
