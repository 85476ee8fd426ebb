package view

import "testing"

// Two go into one, of which a part goes on elsewhere: what comes in is as high as
// what it came from, and no two boxes of a column lie over one another.
func TestFlow(t *testing.T) {
	f := NewFlow("", []string{"2018", "2020", "2025"}, []FlowNode{
		{Name: "Hà Lan", Column: 0}, {Name: "Đông Sơn", Column: 0}, {Name: "Ba Đình", Column: 0},
		{Name: "Đông Sơn", Column: 1}, {Name: "Ba Đình", Column: 1},
		{Name: "Bỉm Sơn", Column: 2}, {Name: "Khác", Column: 2},
	}, []FlowLink{{0, 3, false}, {1, 3, false}, {2, 4, false}, {3, 5, true}, {3, 6, true}, {4, 5, false}})
	if len(f.Bands) != 6 {
		t.Fatalf("%d bands of 6 links", len(f.Bands))
	}
	parts := 0
	for _, band := range f.Bands {
		if band.Part {
			parts++
		}
	}
	if parts != 2 {
		t.Errorf("%d bands are of a part, want 2", parts)
	}
	if both, one := f.Nodes[3].Height, f.Nodes[0].Height; both != 2*one+flowSpace {
		t.Errorf("what two went into is %d high, they are %d each", both, one)
	}
	for i, a := range f.Nodes {
		if a.Y+a.Height > f.Height || a.X+flowNode > f.Width {
			t.Errorf("%s lies outside the picture", a.Name)
		}
		for _, b := range f.Nodes[i+1:] {
			if a.Column == b.Column && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height {
				t.Errorf("%s lies over %s", a.Name, b.Name)
			}
		}
	}
}
