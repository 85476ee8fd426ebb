package rule

import (
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

var kindsInWords = map[string]string{
	"instrument": "Văn bản", "standard": "Tiêu chuẩn", "criterion": "Tiêu chí", "measure": "Chỉ số",
	"predicate": "Điều kiện về người", "parameter": "Điểm còn nhiều cách hiểu", "fact": "Số liệu nhập",
	"rule_set": "Bộ quy tắc",
}

// Text writes the view for a terminal, in Vietnamese.
func (v View) Text() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s\n%s\n\n", kindsInWords[v.Kind], v.ID, v.Title.Vi)
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, d := range v.Details {
		fmt.Fprintf(w, "%s\t%s\n", d.Label, d.Value)
	}
	if v.Citation != nil {
		for _, line := range v.Citation.lines() {
			fmt.Fprintf(w, "%s\t%s\n", line.Label, line.Value)
		}
	}
	w.Flush()
	v.writeHistory(&out)
	return out.String()
}

func (v View) writeHistory(out *strings.Builder) {
	if len(v.History) == 0 {
		return
	}
	fmt.Fprintf(out, "\nLịch sử (xét ngày %s)\n", dayInWords(v.On))
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, s := range v.History {
		mark := " "
		if s.Current {
			mark = "→"
		}
		fmt.Fprintf(w, "%s %s\t%s\t%s, %s\t%s\n", mark, periodInWords(s.From, s.Until), s.Says, s.Citation.Number, s.Citation.At, s.Citation.Mark.inWords())
	}
	w.Flush()
}

func (c *Citation) lines() []Detail {
	lines := []Detail{
		{Label: "Căn cứ", Value: c.Number + ", " + c.At},
		{Label: "", Value: c.Title.Vi},
		{Label: "  hiệu lực", Value: periodInWords(c.InForce.From, c.InForce.Until)},
		{Label: "  mức tin cậy", Value: c.Mark.inWords()},
	}
	if len(c.Refs) > 0 {
		lines = append(lines, Detail{Label: "  nguồn", Value: strings.Join(c.Refs, ", ")})
	}
	if c.LastCheckedOn != "" {
		lines = append(lines, Detail{Label: "  đối chiếu", Value: dayInWords(c.LastCheckedOn)})
	}
	if c.Note != "" {
		lines = append(lines, Detail{Label: "  ghi chú", Value: c.Note})
	}
	return lines
}

// says puts a value into words: what the criterion asks for in that period.
func (b *Book) says(c *Criterion, v *Value) string {
	switch {
	case v.Absent:
		return "không quy định"
	case c.Kind == Prerequisite || c.Kind == ConditionKind:
		return "phải có"
	case c.Operator == All:
		return "tất cả"
	case v.Threshold.State == Unknown:
		return "chưa rõ ngưỡng" + c.unit(v)
	}
	says := "từ " + decimalInWords(v.Threshold) + "%" + c.unit(v)
	if d := v.Difficult; d != nil {
		says += "; xã đặc biệt khó khăn từ " + decimalInWords(d.Threshold) + "%"
		if d.Measure != "" {
			of := []rune(b.Measure(d.Measure).OfText.Vi)
			says += " của " + strings.ToLower(string(of[:1])) + string(of[1:])
		}
	}
	return says
}

func (c *Criterion) unit(v *Value) string {
	switch {
	case c.Kind != ShareOfPlaces:
		return ""
	case v.Places == "district":
		return " số huyện"
	case c.Only == "difficult":
		return " số xã đặc biệt khó khăn"
	case c.Only == "other":
		return " số xã còn lại"
	}
	return " số xã"
}

func (c *Check) says() string {
	switch {
	case len(c.AllYes) > 0:
		return "tất cả đều có"
	case c.Percent:
		return "từ " + decimalInWords(c.AtLeast) + "%"
	}
	return "từ " + decimalInWords(c.AtLeast)
}

func decimalInWords(d Decimal) string { return strings.Replace(d.String(), ".", ",", 1) }

func levelInWords(s *Standard, level int) string {
	if level == 0 {
		return s.Short.Vi
	}
	return s.Short.Vi + " mức độ " + strconv.Itoa(level)
}

func tierInWords(tier string) string {
	return map[string]string{"commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh"}[tier]
}

func (m Mark) inWords() string {
	return map[Mark]string{Confirmed: "đã xác nhận", Derived: "suy ra từ nguồn khác", FromMemory: "theo trí nhớ, chưa kiểm chứng"}[m]
}

func (d Day) inWords() string {
	if d.State == Unknown {
		return "chưa rõ"
	}
	return dayInWords(d.On)
}

func dayInWords(on Date) string {
	t, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return on
	}
	return t.Format("02/01/2006")
}

// periodInWords gives the last day, as papers do, where files give the day
// after it.
func periodInWords(from, until Day) string {
	words := "từ " + from.inWords()
	if from.State == Unknown {
		words = "chưa rõ ngày bắt đầu"
	}
	switch {
	case until.State == Unknown:
		return words + ", chưa rõ ngày hết hiệu lực"
	case until.State == Open:
		return words
	}
	t, err := time.Parse(time.DateOnly, until.On)
	if err != nil {
		return words
	}
	return words + " đến " + t.AddDate(0, 0, -1).Format("02/01/2006")
}

func yearsInWords(from, until int) string {
	if until == 0 {
		return fmt.Sprintf("từ %d", from)
	}
	return fmt.Sprintf("%d–%d", from, until-1)
}
