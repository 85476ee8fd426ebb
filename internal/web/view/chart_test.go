package view

import (
	"strings"
	"testing"
)

func TestBar(t *testing.T) {
	for _, test := range []struct {
		name          string
		share         Share
		width, needAt string
	}{
		{"below its need", Share{Numerator: 3, Denominator: 4, Need: "95"}, "75", "95"},
		{"nothing to divide by", Share{Need: "60"}, "0", "60"},
		{"nothing asked", Share{Numerator: 1, Denominator: 2}, "50", ""},
		{"more than all", Share{Numerator: 5, Denominator: 4, Need: "100"}, "100", "99"},
		{"half a percent asked", Share{Numerator: 1, Denominator: 8, Need: "12.5"}, "12.5", "12.5"},
	} {
		t.Run(test.name, func(t *testing.T) {
			bar := NewBar(test.share, NotMet)
			if bar.Width() != test.width || bar.NeedAt() != test.needAt {
				t.Errorf("width %q need at %q, want %q and %q", bar.Width(), bar.NeedAt(), test.width, test.needAt)
			}
		})
	}
}

func year(y int, numerator int64) SparkYear {
	return SparkYear{Year: y, Known: true, State: Met, Share: Share{Numerator: numerator, Denominator: 100, Need: "95"}}
}

func TestSparkIsTrueToTime(t *testing.T) {
	spark := NewSpark("", []SparkYear{year(2019, 90), year(2020, 100), year(2024, 95), year(2025, 90)}, 8)
	var years []int
	for _, y := range spark.Years {
		years = append(years, y.Year)
	}
	if len(years) != 7 || years[2] != 2021 || spark.Years[2].Known {
		t.Fatalf("years %v, want 2019 to 2025 with the missing ones as gaps", years)
	}
	if got := strings.Count(spark.Line, "M"); got != 2 {
		t.Errorf("%d solid strokes in %q, want 2: 2019–2020 and 2024–2025", got, spark.Line)
	}
	if got := strings.Count(spark.Gaps, "M"); got != 1 {
		t.Errorf("%d dashed strokes in %q, want 1: 2020–2024", got, spark.Gaps)
	}
	if spark.Years[0].Y != "34" || spark.Years[1].Y != "6" {
		t.Errorf("lowest at %s and highest at %s, want the edges 34 and 6", spark.Years[0].Y, spark.Years[1].Y)
	}
	if spark.NeedAt != "20" {
		t.Errorf("need at %s, want the middle, 20", spark.NeedAt)
	}
}

func TestSparkKeepsLatestYears(t *testing.T) {
	spark := NewSpark("", []SparkYear{year(2012, 50), year(2024, 96), year(2025, 97)}, 4)
	if len(spark.Years) != 4 || spark.Years[0].Year != 2022 {
		t.Fatalf("years begin with %d and are %d, want 4 from 2022", spark.Years[0].Year, len(spark.Years))
	}
}

// A change of a tenth of a point must not look like a fall.
func TestSparkDoesNotExaggerate(t *testing.T) {
	a, b := year(2024, 0), year(2025, 0)
	a.Share = Share{Numerator: 9990, Denominator: 10000}
	b.Share = Share{Numerator: 9980, Denominator: 10000}
	spark := NewSpark("", []SparkYear{a, b}, 8)
	if spark.Years[0].Y == "6" && spark.Years[1].Y == "34" {
		t.Error("a tenth of a point spans the whole height")
	}
}

func TestSparkWithoutShares(t *testing.T) {
	spark := NewSpark("", []SparkYear{{Year: 2025, Known: true, State: NotEnoughData}}, 8)
	if spark.Line != "" || spark.Gaps != "" || spark.NeedAt != "" || spark.Years[0].Y != "" {
		t.Errorf("something is drawn without a figure: %+v", spark)
	}
}

func TestStack(t *testing.T) {
	parts := []StackPart{{Kind: 1, Count: 30}, {Kind: 2, Count: 0}, {Kind: 3, Count: 20}}
	right := NewStack(parts, 100, false)
	if len(right.Parts) != 2 || right.Parts[1].X != "30" || right.Parts[1].Width != "20" {
		t.Errorf("parts %+v, want the second to begin at 30 and be 20 wide", right.Parts)
	}
	left := NewStack(parts, 100, true)
	if left.Parts[0].X != "70" || left.Parts[1].X != "50" {
		t.Errorf("mirrored parts %+v, want them to grow from the right edge", left.Parts)
	}
	if right.Total() != 50 {
		t.Errorf("total %d, want 50", right.Total())
	}
}

func TestPyramidHasOneScale(t *testing.T) {
	pyramid := NewPyramid("", "", []string{"a"}, []PyramidCounts{
		{Age: "6", Men: []int64{100}, Women: []int64{50}},
		{Age: "7", Men: []int64{25}, Women: []int64{200}},
	})
	widths := []string{pyramid.Rows[0].Men.Parts[0].Width, pyramid.Rows[0].Women.Parts[0].Width, pyramid.Rows[1].Men.Parts[0].Width, pyramid.Rows[1].Women.Parts[0].Width}
	if got := strings.Join(widths, " "); got != "50 25 12.5 100" {
		t.Errorf("widths %s, want 50 25 12.5 100", got)
	}
}

func TestPager(t *testing.T) {
	href := func(page int) string { return strings.Repeat("x", page) }
	if NewPager(1, 50, 50, href) != nil {
		t.Error("a list of one page has a pager")
	}
	pager := NewPager(7, 50, 1001, href)
	var shown []int
	for _, page := range pager.Pages {
		shown = append(shown, page.Number)
	}
	want := []int{1, 0, 6, 7, 8, 0, 21}
	if len(shown) != len(want) {
		t.Fatalf("pages %v, want %v", shown, want)
	}
	for i := range want {
		if shown[i] != want[i] {
			t.Fatalf("pages %v, want %v", shown, want)
		}
	}
	last := NewPager(99, 50, 1001, href)
	if last.From != 1001 || last.To != 1001 || last.Next != "" {
		t.Errorf("a page behind the last shows %d–%d, next %q", last.From, last.To, last.Next)
	}
}
