package view

import (
	"fmt"
	"strconv"
	"strings"
)

// Pictures are drawn in units of their own (0 … 100 across) and stretched by the page.
// Floats are for drawing only: no figure is read from them.
const chartWidth = 100

// Share is a share of people with what the law asks for.
type Share struct {
	Numerator   int64
	Denominator int64
	// Need is the threshold in percent as the law writes it ("95", "12.5"); empty where
	// there is none.
	Need string
	// Of says of whom: "người 15–18 tuổi tốt nghiệp trung học cơ sở".
	Of string
}

// Bar draws a share and its need.
type Bar struct {
	Share Share
	State State
}

// NewBar makes the bar of a share.
func NewBar(share Share, state State) *Bar {
	return &Bar{Share: share, State: state}
}

// Width is how far the bar reaches.
func (b Bar) Width() string {
	if b.Share.Denominator <= 0 {
		return "0"
	}
	return coordinate(chartWidth * ratio(b.Share.Numerator, b.Share.Denominator))
}

// NeedAt is where the mark of the need stands; empty where nothing is asked.
func (b Bar) NeedAt() string {
	need, err := strconv.ParseFloat(b.Share.Need, 64)
	if err != nil {
		return ""
	}
	// A mark at the very edge would be cut in half.
	return coordinate(min(max(need, 1), 99))
}

func ratio(numerator, denominator int64) float64 {
	return min(max(float64(numerator)/float64(denominator), 0), 1)
}

func coordinate(value float64) string {
	return strconv.FormatFloat(value, 'f', -1, 32)
}

// Spark is the course of a share over years, with the outcome of each year under it.
type Spark struct {
	// Title says in a sentence what the picture shows.
	Title string
	Years []SparkYear
	// Line joins years that follow one another; Gaps bridge years without a survey.
	Line string
	Gaps string
	// NeedAt is the height of the threshold; empty where it lies outside the picture.
	NeedAt string
}

// SparkYear is one year. Without Known it has no survey and shows as a gap.
type SparkYear struct {
	Year    int
	Known   bool
	State   State
	Share   Share
	Level   string
	Href    string
	Current bool
	// X and Y place the year's dot; Y is empty where there is no share.
	X, Y string
}

// Short is the year in two figures, for the narrow axis.
func (y SparkYear) Short() string { return fmt.Sprintf("%02d", y.Year%100) }

// Path is the year's dot: a stroke of no length with round ends stays round however
// the picture is stretched.
func (y SparkYear) Path() string {
	return "M" + y.X + " " + y.Y + "h0"
}

// NewSpark lays the years out. They must be in order; years between them that are
// missing are filled in as gaps, so that the axis is true to time. At most span years
// are kept, the latest ones.
func NewSpark(title string, years []SparkYear, span int) *Spark {
	years = keepLatest(fillYears(years), span)
	spark := &Spark{Title: title, Years: years}
	low, high := sparkRange(years)
	for i := range years {
		years[i].X = coordinate(chartWidth * (float64(i) + 0.5) / float64(len(years)))
		if drawn(years[i]) {
			years[i].Y = coordinate(height(ratioPercent(years[i].Share), low, high))
		}
	}
	spark.Line, spark.Gaps = sparkPaths(years)
	spark.NeedAt = needHeight(years, low, high)
	return spark
}

func drawn(year SparkYear) bool { return year.Known && year.Share.Denominator > 0 }

func fillYears(years []SparkYear) []SparkYear {
	var filled []SparkYear
	for i, year := range years {
		if i > 0 {
			for missing := years[i-1].Year + 1; missing < year.Year; missing++ {
				filled = append(filled, SparkYear{Year: missing})
			}
		}
		filled = append(filled, year)
	}
	return filled
}

func keepLatest(years []SparkYear, span int) []SparkYear {
	if len(years) > span {
		return years[len(years)-span:]
	}
	return years
}

func ratioPercent(share Share) float64 {
	return 100 * ratio(share.Numerator, share.Denominator)
}

// sparkRange spans all shares and thresholds, and at least five points: a change of a
// tenth must not look like a fall.
func sparkRange(years []SparkYear) (low, high float64) {
	low, high = 100, 0
	for _, year := range years {
		if !drawn(year) {
			continue
		}
		low, high = min(low, ratioPercent(year.Share)), max(high, ratioPercent(year.Share))
		need, err := strconv.ParseFloat(year.Share.Need, 64)
		if err == nil {
			low, high = min(low, need), max(high, need)
		}
	}
	if high-low < 5 {
		low = max(high-5, 0)
		high = low + 5
	}
	return low, high
}

// The picture is 40 high, with room for the dots above and below.
const (
	sparkTop    = 6
	sparkBottom = 34
)

func height(percent, low, high float64) float64 {
	return sparkBottom - (sparkBottom-sparkTop)*(percent-low)/(high-low)
}

func sparkPaths(years []SparkYear) (line, gaps string) {
	var solid, dashed strings.Builder
	last := -1
	for i, year := range years {
		if !drawn(year) {
			continue
		}
		if last >= 0 {
			path := &solid
			if i-last > 1 {
				path = &dashed
			}
			fmt.Fprintf(path, "M%s %sL%s %s", years[last].X, years[last].Y, year.X, year.Y)
		}
		last = i
	}
	return solid.String(), dashed.String()
}

// needHeight is the latest threshold's.
func needHeight(years []SparkYear, low, high float64) string {
	for i := len(years) - 1; i >= 0; i-- {
		need, err := strconv.ParseFloat(years[i].Share.Need, 64)
		if err == nil && drawn(years[i]) {
			return coordinate(height(need, low, high))
		}
	}
	return ""
}

// Stack is a bar of parts that add up: who is at school, who has finished, who left.
type Stack struct {
	Parts []StackPart
	// Mirror grows the bar from right to left, for the left half of a pyramid.
	Mirror bool
}

// StackPart is one part; Kind chooses its pattern, from 1 to 5.
type StackPart struct {
	Kind  int
	Count int64
	// X and Width are filled by NewStack.
	X, Width string
}

// NewStack lays the parts out on a scale on which whole fills the bar.
func NewStack(parts []StackPart, whole int64, mirror bool) Stack {
	laid := make([]StackPart, 0, len(parts))
	at := 0.0
	for _, part := range parts {
		if part.Count <= 0 || whole <= 0 {
			continue
		}
		width := chartWidth * ratio(part.Count, whole)
		x := at
		if mirror {
			x = chartWidth - at - width
		}
		part.X, part.Width = coordinate(x), coordinate(width)
		laid = append(laid, part)
		at += width
	}
	return Stack{Parts: laid, Mirror: mirror}
}

// Total adds up the parts.
func (s Stack) Total() int64 {
	var total int64
	for _, part := range s.Parts {
		total += part.Count
	}
	return total
}

// Pyramid shows ages upward, men to the left and women to the right, by schooling.
type Pyramid struct {
	Title  string
	Kinds  []PyramidKind
	Rows   []PyramidRow
	Source string
	// Data is the same as counts by kind, for whoever cannot see the bars.
	Data []PyramidData
}

// PyramidData are the counts of an age, men and women together, in the order of Kinds.
type PyramidData struct {
	Age    string
	Counts []int64
}

// PyramidKind names a part of the bars.
type PyramidKind struct {
	Kind int
	Text string
}

// PyramidRow is one age, or a band of ages.
type PyramidRow struct {
	Age   string
	Men   Stack
	Women Stack
}

// PyramidCounts is what a row is made of: counts by kind, in the order of Kinds.
type PyramidCounts struct {
	Age        string
	Men, Women []int64
}

// NewPyramid draws all rows on one scale: that of the largest half row.
func NewPyramid(title, source string, kinds []string, rows []PyramidCounts) *Pyramid {
	pyramid := &Pyramid{Title: title, Source: source}
	for i, text := range kinds {
		pyramid.Kinds = append(pyramid.Kinds, PyramidKind{Kind: i + 1, Text: text})
	}
	var whole int64
	for _, row := range rows {
		whole = max(whole, sum(row.Men), sum(row.Women))
	}
	for _, row := range rows {
		pyramid.Rows = append(pyramid.Rows, PyramidRow{
			Age:   row.Age,
			Men:   NewStack(stackParts(row.Men), whole, true),
			Women: NewStack(stackParts(row.Women), whole, false),
		})
		data := PyramidData{Age: row.Age}
		for i := range row.Men {
			data.Counts = append(data.Counts, row.Men[i]+row.Women[i])
		}
		pyramid.Data = append(pyramid.Data, data)
	}
	return pyramid
}

func stackParts(counts []int64) []StackPart {
	parts := make([]StackPart, len(counts))
	for i, count := range counts {
		parts[i] = StackPart{Kind: i + 1, Count: count}
	}
	return parts
}

func sum(counts []int64) int64 {
	var total int64
	for _, count := range counts {
		total += count
	}
	return total
}
