package gallery

import (
	"fmt"

	"hoctap/internal/boundary"
	"hoctap/internal/web/view"
)

// mapSpecimens are maps of tiles and of outlines: a ward, a province of 166, one unit
// alone, names that no label holds, nothing at all, and no right to look further.
func mapSpecimens() []Specimen {
	page := view.MapPage{
		Page: placeFrame("Bản đồ Phường Bỉm Sơn năm 2025", "map"), Heading: "Bản đồ Phường Bỉm Sơn năm 2025",
		Lead: "10 trong 41 thôn, khu phố thấp hơn mức mà xã, phường phải đạt.",
		Choose: view.Options{Name: "by", Label: "Tô màu theo", Choices: []view.Option{
			{Value: "a", Text: "THCS: người 15–18 tuổi đang học trung học phổ thông, giáo dục thường xuyên cấp trung học phổ thông hoặc nghề", Selected: true}, {Value: "b", Text: "Tiểu học: trẻ em 6 tuổi vào lớp 1"},
		}},
	}
	with := func(units []view.MapUnit, drawn bool, source string) view.MapPage {
		out := page
		out.Map = view.NewMap(page.Choose.Choices[0].Text, units, drawn)
		out.Map.Source = source
		out.Map.Count(func(s view.State) string { return stateWords[s] })
		out.Table = mapTable(units)
		return out
	}
	outlines := with(outlineUnits(), false, "Ranh giới: Sở Nông nghiệp và Môi trường, có hiệu lực từ 01/07/2025.")
	outlines.Missing = "Chưa có ranh giới nên không vẽ: Thôn Suối Lạnh, Thôn Đồi Chè."
	empty := page
	empty.Lead, empty.Empty = "", &empties()[0]
	return []Specimen{
		{Name: "map", Page: "map", Title: "Bản đồ: sơ đồ ô", Data: with(tileUnits(41, "Khu phố %d", "#"), true, "Sơ đồ vẽ cho thị xã mẫu, không theo vị trí và tỷ lệ thực địa")},
		{Name: "map-many", Page: "map", Title: "Bản đồ: 166 xã", Data: with(tileUnits(166, "Xã số %d", "#"), true, "Chưa có ranh giới: mỗi ô là một đơn vị.")},
		{Name: "map-one", Page: "map", Title: "Bản đồ: một khu phố", Data: with(tileUnits(1, "Khu phố %d", "#"), true, "Chưa có ranh giới: mỗi ô là một đơn vị.")},
		{Name: "map-closed", Page: "map", Title: "Bản đồ: không có quyền xem tiếp", Data: with(tileUnits(9, "Khu phố %d", ""), true, "Chưa có ranh giới: mỗi ô là một đơn vị.")},
		{Name: "map-outlines", Page: "map", Title: "Bản đồ: ranh giới, tên rất dài", Data: outlines},
		{Name: "map-empty", Page: "map", Title: "Bản đồ: chưa có số liệu", Data: empty},
	}
}

// wardMap is the map on an overview.
func wardMap() *view.Map {
	m := view.NewMap("THCS: người 15–18 tuổi tốt nghiệp trung học cơ sở", tileUnits(23, "Khu phố %d", "#"), true)
	m.Count(func(s view.State) string { return stateWords[s] })
	m.Source, m.Onward = "Chưa có ranh giới: mỗi ô là một đơn vị.", &view.Link{Text: "Xem bản đồ", Href: Root + "/map"}
	return m
}

var stateWords = map[view.State]string{
	view.Met: "Đạt", view.NotMet: "Chưa đạt", view.NotEnoughData: "Chưa đủ dữ liệu", view.NotApplicable: "Không áp dụng", view.NotInForce: "Không có hiệu lực",
}

func tileUnits(n int, name, href string) []view.MapUnit {
	units := make([]view.MapUnit, n)
	for i, cell := range boundary.Block(n) {
		units[i] = view.MapUnit{
			Name: fmt.Sprintf(name, i+1), Short: fmt.Sprint(i + 1), Value: "93,83 %", State: view.States()[i*i%7%5%4], Href: href,
			Shape: boundary.Tiles([]boundary.Cell{cell}),
		}
	}
	return units
}

// outlineUnits are three neighbours on the coast and an island that is too small for
// a label.
func outlineUnits() []view.MapUnit {
	corner := func(x, y int32) boundary.Point { return boundary.Point{X: 10580000 + 40*x, Y: 2010000 + 40*y} }
	river := boundary.Ring{corner(90, 0), corner(96, 22), corner(84, 41), corner(99, 63), corner(91, 90)}
	west := append(boundary.Ring{corner(4, 11)}, river...)
	west = append(west, corner(40, 97), corner(0, 80))
	back := boundary.Ring{river[4], river[3], river[2], river[1], river[0]}
	east := append(boundary.Ring{corner(170, 3), corner(181, 40), corner(166, 49), corner(172, 83)}, back...)
	north := boundary.Ring{corner(40, 97), corner(91, 90), corner(172, 83), corner(160, 128), corner(70, 136)}
	island := boundary.Ring{corner(192, 60), corner(197, 62), corner(194, 67)}
	unit := func(name, short, value string, state view.State, rings ...boundary.Ring) view.MapUnit {
		var shape boundary.Shape
		for _, ring := range rings {
			shape = append(shape, boundary.Polygon{ring})
		}
		return view.MapUnit{Name: name, Short: short, Value: value, State: state, Href: "#", Shape: shape}
	}
	return []view.MapUnit{
		unit("Thôn "+longName, "Công Tằng T…", "88,57 %", view.Met, west),
		unit("Khu phố Lam Sơn 7", "Lam Sơn 7", "31,37 %", view.NotMet, east, island),
		unit("Khu phố Làng Thượng", "Làng Thượng", "–", view.NotEnoughData, north),
		unit("Thôn Đảo Nhỏ", "Đảo Nhỏ", "100,00 %", view.Met, boundary.Ring{corner(189, 90), corner(193, 91), corner(191, 96)}),
	}
}

func mapTable(units []view.MapUnit) *view.Table {
	table := &view.Table{Caption: "Số liệu trên bản đồ", Tall: true, Columns: []view.Column{{Text: "Thôn, khu phố"}, {Text: "Kết quả"}, {Text: "Tỷ lệ", Number: true}}}
	for _, unit := range units {
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{{Text: unit.Name, Href: unit.Href}, {Badge: &view.Badge{State: unit.State}}, {Text: unit.Value, Sub: "61 / 65"}}})
	}
	return table
}
