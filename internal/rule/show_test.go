package rule_test

import (
	"strings"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/rule"
)

func TestShowIsReadable(t *testing.T) {
	b := national(t)
	v, err := b.Show("XMC1.P", "2024-09-30")
	if err != nil {
		t.Fatal(err)
	}
	want := `Tiêu chí XMC1.P
Tỷ lệ đơn vị cấp dưới (huyện đến 30/6/2025, xã từ 01/7/2025) đạt chuẩn xóa mù chữ mức độ 1

Tiêu chuẩn     Xóa mù chữ mức độ 1, cấp tỉnh
Căn cứ         20/2014/NĐ-CP, Điều 20
               Nghị định về phổ cập giáo dục, xóa mù chữ
  hiệu lực     từ 15/05/2014
  mức tin cậy  đã xác nhận
  nguồn        S28
  đối chiếu    23/11/2026

Lịch sử (xét ngày 30/09/2024)
→ từ 15/05/2014 đến 30/06/2025  từ 90% số huyện  20/2014/NĐ-CP, Điều 20              đã xác nhận
  từ 01/07/2025                 từ 81% số xã     142/2025/NĐ-CP, chưa rõ điều khoản  suy ra từ nguồn khác
`
	if got := v.Text(); got != want {
		t.Errorf("shown as\n%s\nwant\n%s", got, want)
	}
}

// Everything in the book can be shown, and says what it is and where it stands.
func TestShowEveryKind(t *testing.T) {
	b := national(t)
	for id, want := range map[string][]string{
		"TH2.C2":                      {"Tiêu chí TH2.C2", "age == 11 && covered_primary", "từ 80%; xã đặc biệt khó khăn từ 70%", "20/2014/NĐ-CP, Điều 10"},
		"TH2.C3":                      {"tất cả"},
		"XMC1.C":                      {"xã đặc biệt khó khăn từ 90% của người 15–25 tuổi"},
		"THCS1.C0b":                   {"Đòi hỏi", "Xóa mù chữ mức độ 1"},
		"ALL.DIS":                     {"MN 5 tuổi", "Tiểu học mức độ 3", "THCS mức độ 1", "không quy định", "từ 60%", "07/2016/TT-BGDĐT, Điều 2"},
		"COND.TH.3":                   {"từ 0,7", "primary.rooms_rented: Số phòng học nhờ, thuê, mượn", "07/2016/TT-BGDĐT"},
		"MN5.P":                       {"từ 100% số huyện", "chưa rõ ngưỡng số xã"},
		"MN35.P1":                     {"từ 85% số xã đặc biệt khó khăn", "277/2025/NĐ-CP"},
		"MN35":                        {"Tiêu chuẩn MN35", "chưa rõ ngày bắt đầu", "trước ngày 20/10/2025", "MN35.C1"},
		"TH":                          {"Tiểu học mức độ 2", "TH2.C2 (cấp xã)"},
		"DRAFT.TH":                    {"dự thảo, không dùng để xét"},
		"literacy.level2_15_60":       {"Chỉ số", "age >= 15 && age <= 60", "literate2: Biết chữ mức độ 2", "XMC2.C"},
		"preschool.completed_own_age": {"phiếu điều tra không có cột này"},
		"covered_primary":             {"Điều kiện về người", "disabled_in_primary = excluded"},
		"upper_completed":             {"U20", "Đang dùng", "studying_only"},
		"primary.rooms_rented":        {"từng trường", "số nguyên", "COND.TH.3"},
		"tracker_assigned":            {"toàn xã", "có hoặc không"},
		"decree-20-2014":              {"20/2014/NĐ-CP", "Chính phủ", "24/03/2014", "từ 15/05/2014", "88/2001/NĐ-CP"},
		"07/2016/TT-BGDĐT":            {"Văn bản circular-07-2016"},
		"draft-decree-2026":           {"dự thảo", "chưa rõ"},
		"RS-2014-3T":                  {"2014–2024", "MN5, TH, THCS, XMC"},
		"RS-DRAFT-2026":               {"không dùng", "từ 2026"},
	} {
		v, err := b.Show(id, "2026-11-23")
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		text := v.Text()
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q:\n%s", id, w, text)
			}
		}
		if strings.Contains(text, "%!") || strings.Contains(text, "\t") {
			t.Errorf("%s is badly written:\n%s", id, text)
		}
	}
}

// The day asked about decides which value is the current one.
func TestShowOnADay(t *testing.T) {
	b := national(t)
	for on, want := range map[rule.Date]string{
		"2014-05-14": "",
		"2014-05-15": "20/2014/NĐ-CP",
		"2025-06-30": "20/2014/NĐ-CP",
		"2025-07-01": "142/2025/NĐ-CP",
	} {
		v, err := b.Show("TH1.P", on)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, span := range v.History {
			if span.Current {
				got += span.Citation.Number
			}
		}
		if got != want {
			t.Errorf("on %s %q holds, want %q", on, got, want)
		}
	}
}

func TestShowRefuses(t *testing.T) {
	b := national(t)
	for _, c := range []struct {
		id, on, want string
		kind         fault.Kind
	}{
		{"TH2", "2026-11-23", "Có TH2.C0, TH2.C1", fault.NotFound},
		{"th2.c2", "2026-11-23", "TH2.C2", fault.NotFound},
		{"nothing", "2026-11-23", "fault.rule_unknown", fault.NotFound},
		{"XMC3", "2026-11-23", "fault.literacy_level", fault.Refused},
		{"XMC3.C", "2026-11-23", "fault.literacy_level", fault.Refused},
		{"TH2.C2", "30/9/2025", "không đọc được", fault.Invalid},
	} {
		_, err := b.Show(c.id, c.on)
		if err == nil || !strings.Contains(err.Error(), c.want) || fault.KindOf(err) != c.kind {
			t.Errorf("%s on %s: %v", c.id, c.on, err)
		}
	}
}

func TestStale(t *testing.T) {
	b := national(t)
	reasons := func(list []rule.Concern) map[string]rule.Reason {
		out := map[string]rule.Reason{}
		for _, c := range list {
			if _, known := out[c.ID]; !known {
				out[c.ID] = c.Reason
			}
		}
		return out
	}
	now := reasons(b.Stale("2026-11-24", 365))
	for id, want := range map[string]rule.Reason{
		"MN5.P": rule.IsUnknown, "MN35": rule.IsUnknown, "decree-277-2025": rule.IsUnknown,
		"THCS2.P": rule.IsMemory, "TH3.C0": rule.IsMemory, "COND.MN.8": rule.IsMemory,
		"XMC1.P": rule.IsDerived, "THCS2.C1": rule.IsDerived, "up_to_14": rule.IsDerived,
		"preschool.completed_own_age": rule.IsUnknown,
	} {
		if now[id] != want {
			t.Errorf("%s is %q, want %q", id, now[id], want)
		}
	}
	for _, id := range []string{"TH1.C1", "ALL.DIS", "decree-20-2014", "DRAFT.TH.C1", "draft-decree-2026"} {
		if now[id] != "" {
			t.Errorf("%s is %q a day after it was checked", id, now[id])
		}
	}
	later := reasons(b.Stale("2028-01-01", 365))
	for _, id := range []string{"TH1.C1", "ALL.DIS", "decree-20-2014"} {
		if later[id] != rule.LongAgo {
			t.Errorf("%s is %q a year later", id, later[id])
		}
	}
	seen := map[rule.Concern]bool{}
	for _, c := range b.Stale("2028-01-01", 365) {
		if seen[c] {
			t.Errorf("%v is listed twice", c)
		}
		seen[c] = true
		row := c.Row()
		if len(row) != 5 || row[0] == "" || row[1] == "" || row[2] == "" || row[3] == "" {
			t.Errorf("row %q", row)
		}
	}
}
