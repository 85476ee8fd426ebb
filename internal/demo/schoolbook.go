package demo

import (
	"maps"
	"slices"
)

// graded fills in what primary and lower secondary are asked.
func (b *schoolBook) graded(f *gradedFigures, classes int) {
	rank := rankOf(classes, f.Ranks)
	for i, id := range []string{"rank_1", "rank_2", "rank_3"} {
		b.mark(id, i == rank)
	}
	b.figures["classes"] = classes
	b.figures["sites"] = max(1, f.Sites[b.school.spec.Code])
	for _, id := range f.Never {
		b.figures[id] = 0
	}
	b.teachers(f, b.posts("teachers", norm(f.PerClass, classes)))
	b.built(b.rooms(classes))
	for id, byRank := range f.Counts {
		b.figures[id] = byRank[rank]
	}
	for _, id := range slices.Sorted(maps.Keys(f.Areas)) {
		b.figures[id] = b.area(id, f.Areas[id])
	}
	b.say("yes", f.Yes...)
	b.say("no", f.No...)
}

// teachers parts them by post, training, field and rating, each part coming to all.
func (b *schoolBook) teachers(f *gradedFigures, n int) {
	contract := f.Contract.of(n, b.year)
	b.figures["teachers"], b.figures["teachers_qualified"], b.figures["teachers_professional"] = n, n, n
	b.figures["teachers_contract"], b.figures["teachers_permanent"] = contract, n-contract
	b.figures["teachers_female"], b.figures["teachers_minority"] = f.Female.of(n, b.year), f.Minority.of(n, b.year)
	for _, parting := range []struct {
		prefix string
		parts  map[string]int
	}{{"", f.degreesIn(b.year)}, {"", f.Trained}, {"rated_", f.Rated}} {
		for id, part := range apportion(n, parting.parts) {
			b.figures["teachers_"+parting.prefix+id] = part
		}
	}
}

// area is that of all of a kind; what one measures does not change.
func (b *schoolBook) area(id string, r areaRange) int {
	one := r.Low + r.Step*b.dice(id).between(0, (r.High-r.Low)/r.Step)
	return one * b.figures[r.Of]
}

// preschool fills in what preschools are asked: the nursery, 3 and 4, and 5.
func (b *schoolBook) preschool(pupils rolls) {
	all := &b.town.spec.Figures
	nursery := classes(pupils.by[1]+pupils.by[2], all.Classes.Nursery)
	middle := classes(pupils.by[3], all.Classes.Ages3To4) + classes(pupils.by[4], all.Classes.Ages3To4)
	five := classes(pupils.by[5], all.Classes.Age5)
	branches := all.Preschool.Branches[b.school.spec.Code]
	mixed := min(branches, max(0, middle-1))
	b.figures["groups_nursery"], b.figures["classes_3_4"], b.figures["classes_5"] = nursery, middle, five
	b.figures["classes_3_4_single"], b.figures["classes_3_4_mixed"] = middle-mixed, mixed
	b.figures["classes_5_single"], b.figures["classes_5_mixed"] = five, 0
	b.figures["sites"], b.figures["branch_sites"] = 1+branches, branches
	b.mark("independent", false)
	b.say("yes", "rooms_5_solid", "rooms_5_space", "clean_water", "toilets", "playground")
	b.preschoolStaff(nursery, middle, five, pupils.all)
	b.preschoolRooms(nursery, middle, five, 1+branches)
}

func (b *schoolBook) preschoolStaff(nursery, middle, five, children int) {
	f := &b.town.spec.Figures.Preschool
	short := b.town.spec.Figures.shortage(b.school.spec.Code, b.year)
	size := rankOf(nursery+middle+five, f.Sizes)
	young := b.posts("nursery", norm(f.PerGroup.Nursery, nursery))
	of34 := max(0, b.posts("3_4", norm(f.PerGroup.Ages3To4, middle))-short.Teachers)
	of5 := b.posts("5", norm(f.PerGroup.Age5, five))
	b.ageStaff("3_4", of34, short.Unqualified)
	b.ageStaff("5", of5, 0)
	b.figures["teachers"] = young + of34 + of5
	b.figures["managers"] = f.Managers[size]
	b.figures["other_staff"] = f.OfficeStaff[size] + classes(children, f.ChildrenPerCook)
	b.figures["staff_contract"] = b.figures["teachers_3_4_contract"] + b.figures["teachers_5_contract"] +
		f.Contract.of(young, b.year) + b.figures["other_staff"]
}

func (b *schoolBook) ageStaff(age string, n, unqualified int) {
	f := &b.town.spec.Figures.Preschool
	qualified := n - min(n, unqualified)
	at := "teachers_" + age
	b.figures[at], b.figures[at+"_policy"], b.figures[at+"_professional"] = n, n, n
	b.figures[at+"_qualified"], b.figures[at+"_above"] = qualified, f.Above.of(qualified, b.year)
	b.figures[at+"_contract"] = f.Contract.of(n, b.year)
}

// preschoolRooms: every class has its room, and what is to spare is the middle's.
func (b *schoolBook) preschoolRooms(nursery, middle, five, sites int) {
	rooms := b.rooms(nursery + middle + five)
	b.built(rooms)
	b.figures["rooms_nursery"], b.figures["rooms_5"], b.figures["rooms_3_4"] = nursery, five, rooms-nursery-five
	b.figures["classes_5_equipped"] = five
	b.figures["classes_3_4_equipped"] = middle - min(middle, b.figures["rooms_temporary"])
	b.figures["toilet_areas"], b.figures["toilet_areas_standard"] = rooms+1, rooms+1-b.figures["rooms_temporary"]
	for _, id := range []string{"water_works", "playgrounds"} {
		b.figures[id] = sites
	}
	b.figures["water_works_standard"], b.figures["playgrounds_toys"] = sites, sites
	b.figures["kitchens"], b.figures["kitchens_standard"] = sites, sites-b.figures["rooms_temporary"]
}
