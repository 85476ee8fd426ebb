package survey

// kinh is how the register writes the majority, whom the law counts apart.
const kinh = "Kinh"

// ethnicGroups is the list of a workbook that brings none: the 54 groups of the
// General Statistics Office (decision 121-TCTK/PPCĐ of 1979), and the two
// entries that surveys add to them.
var ethnicGroups = []string{
	kinh, "Tày", "Thái", "Hoa", "Khmer", "Mường", "Nùng", "Mông", "Dao", "Gia-rai", "Ngái", "Ê-đê", "Ba-na", "Xơ-đăng",
	"Sán Chay", "Cơ-ho", "Chăm", "Sán Dìu", "Hrê", "Mnông", "Ra-glai", "Xtiêng", "Bru-Vân Kiều", "Thổ", "Giáy", "Cơ-tu",
	"Giẻ-Triêng", "Mạ", "Khơ-mú", "Co", "Ta-ôi", "Chơ-ro", "Kháng", "Xinh-mun", "Hà Nhì", "Chu-ru", "Lào", "La Chí",
	"La Ha", "Phù Lá", "La Hủ", "Lự", "Lô Lô", "Chứt", "Mảng", "Pà Thẻn", "Cơ Lao", "Cống", "Bố Y", "Si La", "Pu Péo",
	"Brâu", "Ơ-đu", "Rơ-măm",
	"Người nước ngoài", "Khác",
}

// ethnicSpellings are other ways to write a group that a list has, by the key
// of the way in the list above.
var ethnicSpellings = map[string][]string{
	"kinh":   {"viet", "kinhviet"},
	"mong":   {"hmong", "meo"},
	"khmer":  {"khome"},
	"giarai": {"jrai", "jarai"},
	"ede":    {"rade"},
	"bana":   {"bahnar"},
	"coho":   {"koho"},
	"cotu":   {"katu"},
	"taoi":   {"taoih"},
	"thai":   {"taithai"},
}

// addEthnicSpellings lets the other spellings stand for the list's own. Kinh is
// always written one way, since an empty cell means the same.
func (l *list) addEthnicSpellings() {
	l.canonical("kinh", kinh)
	for key, others := range ethnicSpellings {
		value, ok := l.keys[key]
		if !ok {
			continue
		}
		for _, other := range others {
			if _, taken := l.keys[other]; !taken {
				l.keys[other] = value
			}
		}
	}
}
