package form

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"hoctap/internal/rule"
	"hoctap/internal/viet"
)

// Text lays a form out for a terminal, in Vietnamese: what it is, then every line
// with what it asks.
func (l *Library) Text(f *Form) string {
	var out strings.Builder
	v := vars{"year": "…", "place": "…", "hamlet": "…", "school_year": "…", "last_school_year": "…"}
	fmt.Fprintf(&out, "Mẫu %s\n%s\n\n", f.Code, v.fill(f.Title).Vi)
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "Dùng\t%s\n", period(f.Holds))
	fmt.Fprintf(w, "Lập cho\t%s\n", scopesInWords(f.Scopes))
	fmt.Fprintf(w, "Khổ giấy\t%s\n", paperInWords(f.Paper))
	source := f.Source
	i := l.book.Instrument(source.Instrument)
	fmt.Fprintf(w, "Căn cứ\t%s, %s\n", i.Number, source.At)
	fmt.Fprintf(w, "  mức tin cậy\t%s\n", markInWords[source.Mark])
	if len(source.Refs) > 0 {
		fmt.Fprintf(w, "  nguồn\t%s\n", strings.Join(source.Refs, ", "))
	}
	if source.Note != "" {
		fmt.Fprintf(w, "  ghi chú\t%s\n", source.Note)
	}
	fmt.Fprintf(w, "Mã băm\t%s\n", short(f.hash))
	w.Flush()
	for _, t := range f.Unknowns {
		fmt.Fprintf(&out, "Chưa rõ: %s\n", v.fill(t).Vi)
	}
	l.bodies(&out, f)
	return out.String()
}

var markInWords = map[rule.Mark]string{rule.Confirmed: "đã xác nhận", rule.Derived: "suy ra từ nguồn khác", rule.FromMemory: "theo trí nhớ, chưa kiểm chứng"}

func period(p rule.Period) string {
	text := "từ " + viet.Date(p.From.On)
	if p.Until.State == "" {
		text += " đến hết " + viet.Date(dayBefore(p.Until.On))
	}
	return text
}

func scopesInWords(scopes []Scope) string {
	names := map[Scope]string{OfHamlet: "thôn, khu phố", OfCommune: "xã, phường", OfDistrict: "huyện", OfProvince: "tỉnh"}
	out := make([]string, len(scopes))
	for i, s := range scopes {
		out[i] = names[s]
	}
	return strings.Join(out, "; ")
}

func paperInWords(p Paper) string {
	if p.Landscape {
		return p.Size + " ngang"
	}
	return p.Size + " dọc"
}

func (l *Library) bodies(out *strings.Builder, f *Form) {
	for i := range f.Tables {
		t := &f.Tables[i]
		fmt.Fprintf(out, "\nBảng %s\n", t.ID)
		if t.When != "" {
			fmt.Fprintf(out, "  chỉ người: %s\n", t.When)
		}
		fmt.Fprintln(out, " Cột")
		l.tree(out, t.Columns, 2)
		fmt.Fprintln(out, " Dòng")
		l.tree(out, t.Rows, 2)
		for _, o := range t.Cells {
			fmt.Fprintf(out, "  ô %s × %s: %s\n", o.Row, o.Column, o.says())
		}
	}
	if f.List != nil {
		fmt.Fprintf(out, "\nDanh sách người: %s\n Cột\n", f.List.Who)
		l.tree(out, f.List.Columns, 2)
	}
}

func (o *Override) says() string {
	switch {
	case o.When != "":
		return o.When
	case o.Blank != nil:
		return "để trống: " + o.Blank.Vi
	}
	return "gạch"
}

func (l *Library) tree(out *strings.Builder, lines []Line, depth int) {
	for i := range lines {
		d := &lines[i]
		if d.Use != "" {
			l.tree(out, l.sets[d.Use].Lines, depth)
			continue
		}
		head := ""
		if d.Head != nil {
			head = d.Head.Vi
		}
		fmt.Fprintf(out, "%s%s  %s%s\n", strings.Repeat("  ", depth), d.ID, head, d.says())
		l.tree(out, d.Lines, depth+1)
	}
}

// says puts what a line asks behind its head.
func (l *Line) says() string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if l.When != "" {
		add("%s", l.When)
	}
	if l.Each != nil {
		switch l.Each.Of {
		case Ages, Grades, Years:
			add("mỗi %s từ %d đến %d", l.Each.Of, l.Each.From, l.Each.To)
		default:
			add("mỗi %s %s", l.Each.Of, l.Each.Level)
		}
	}
	if len(l.Sum) > 0 {
		add("cộng %s", strings.Join(l.Sum, " + "))
	}
	if l.Share != nil {
		add("%s / %s", l.Share.Count, l.Share.Of)
	}
	for _, said := range [][2]string{{"số liệu", l.Fact}, {"chỉ số", l.Measure}, {"kết luận", l.Verdict}, {"điều kiện", strings.Join(l.Condition, ", ")},
		{"số trường", l.Schools}, {"ghi", string(l.Label)}, {"cột của phiếu", l.Field}, {"dấu x", l.Mark}} {
		if said[1] != "" {
			add("%s %s", said[0], said[1])
		}
	}
	if l.Units != nil {
		add("số xã %s %d", l.Units.Standard, l.Units.Level)
	}
	if l.Blank != nil {
		add("để trống: %s", l.Blank.Vi)
	}
	if len(parts) == 0 {
		return ""
	}
	return "  [" + strings.Join(parts, "; ") + "]"
}
