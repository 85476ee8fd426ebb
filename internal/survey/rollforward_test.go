package survey

import (
	"testing"

	"hoctap/internal/register"
)

func TestRollForward(t *testing.T) {
	type rec = register.Record
	for _, test := range []struct {
		why      string
		from, to rec
	}{
		{"a child not at school stays so: nobody is enrolled by a calendar",
			rec{BirthYear: 2020}, rec{BirthYear: 2020}},
		{"an age group moves with its class",
			rec{GradeGroup: "t4", ClassName: "MG4D", TwoSessions: true, SchoolCode: "38381101"},
			rec{GradeGroup: "t5", ClassName: "MG5D", SchoolCode: "38381101"}},
		{"from kindergarten to grade 1 the school changes and preschool is completed",
			rec{GradeGroup: "t5", ClassName: "MG5A", SchoolCode: "38381101", SchoolName: "Hoa Mai", SchoolHere: "here"},
			rec{GradeGroup: "k1", Graduated: "MN", GraduatedIn: "2024-2025"}},
		{"inside a level the class moves, and who repeats is not known yet",
			rec{GradeGroup: "k3", ClassName: "3B", Repeating: true, Graduated: "MN", GraduatedIn: "2021-2022", SchoolCode: "38381202"},
			rec{GradeGroup: "k4", ClassName: "4B", Graduated: "MN", GraduatedIn: "2021-2022", SchoolCode: "38381202"}},
		{"two digits: 9 ends a level, 10 does not",
			rec{GradeGroup: "k10", ClassName: "10A1", Continuing: true, SchoolCode: "38381501"},
			rec{GradeGroup: "k11", ClassName: "11A1", Continuing: true, SchoolCode: "38381501"}},
		{"grade 5 ends primary",
			rec{GradeGroup: "k5", ClassName: "5A", Graduated: "MN", GraduatedIn: "2019-2020", SchoolCode: "38381201"},
			rec{GradeGroup: "k6", Graduated: "TH", GraduatedIn: "2024-2025"}},
		{"grade 9 ends lower secondary",
			rec{GradeGroup: "k9", ClassName: "9D", Graduated: "TH", GraduatedIn: "2020-2021"},
			rec{GradeGroup: "k10", Graduated: "THCS", GraduatedIn: "2024-2025"}},
		{"grade 12 ends school",
			rec{GradeGroup: "k12", ClassName: "12C", Graduated: "THCS", GraduatedIn: "2021-2022"},
			rec{Graduated: "THPT", GraduatedIn: "2024-2025"}},
		{"a level once completed is not lowered by a class below it",
			rec{GradeGroup: "k5", Graduated: "THCS", GraduatedIn: "1999-2000"},
			rec{GradeGroup: "k6", Graduated: "THCS", GraduatedIn: "1999-2000"}},
		{"how long a trade is learned is not on the sheet",
			rec{GradeGroup: "tdn", ClassName: "K25B", SchoolCode: "38381601"},
			rec{GradeGroup: "tdn", ClassName: "K25B", SchoolCode: "38381601"}},
		{"a literacy class is completed only when it says so",
			rec{LiteracyAttending: 4, LiteracyCompleted: 3}, rec{LiteracyAttending: 4, LiteracyCompleted: 3}},
		{"who moved in lives here now",
			rec{Move: "in", MoveDetail: "Từ xã Làng Bên"}, rec{}},
		{"who left school has left it",
			rec{DropoutGrade: 7, DropoutIn: "2023-2024"}, rec{DropoutGrade: 7, DropoutIn: "2023-2024"}},
	} {
		t.Run(test.why, func(t *testing.T) {
			test.from.Year, test.to.Year = 2024, 2025
			test.from.Confirmed = true
			got, keep := RollForward(&test.from, 2025)
			if !keep {
				t.Fatal("was not kept")
			}
			if *got != test.to {
				t.Errorf("got  %+v\nwant %+v", *got, test.to)
			}
			if !test.from.Confirmed || test.from.Year != 2024 {
				t.Error("the record of the former year was changed")
			}
		})
	}
}

func TestRollForwardDropsTheGone(t *testing.T) {
	for _, move := range []string{register.MoveOut, register.MoveDead} {
		_, keep := RollForward(&register.Record{Year: 2024, Move: move}, 2025)
		if keep {
			t.Errorf("%q was carried over", move)
		}
	}
}

// A round may have been left out: in three years a child of grade 4 has ended
// primary one year ago and sits in grade 7.
func TestRollForwardOverYears(t *testing.T) {
	got, _ := RollForward(&register.Record{Year: 2022, GradeGroup: "k4", ClassName: "4A"}, 2025)
	want := register.Record{Year: 2025, GradeGroup: "k7", Graduated: "TH", GraduatedIn: "2023-2024"}
	if *got != want {
		t.Errorf("got  %+v\nwant %+v", *got, want)
	}
}
