package place_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"hoctap/internal/place"
	"hoctap/internal/words"
)

const placesHeader = "key,code,name,kind,parent,from,until\n"

// sound is a small province in which every rule is kept; each bad case below
// changes one thing in it. Line 1 is the header.
const sound = placesHeader + `p,38,Tỉnh P,province,,2012-01-01,
d,381,Huyện D,district,p,2012-01-01,2025-07-01
a,14812,Xã A,commune,d,2012-01-01,2025-07-01
b,14815,Xã B,commune,d,2012-01-01,2019-12-01
c,14818,Xã C,commune,d,2012-01-01,2020-06-01
c,14818,Phường C,commune,d,2020-06-01,2025-07-01
c,14818,Phường C,commune,p,2025-07-01,
n,14812,Xã N,commune,p,2025-07-01,
h,,Thôn 1,hamlet,a,2012-01-01,2025-07-01
`

const soundSuccession = `from_key,to_key,on,extent,instrument
b,c,2019-12-01,all,Nghị quyết 1
a,n,2025-07-01,all,Nghị quyết 2
`

func read(places, successions string) (place.File, []place.CSVProblem) {
	in := place.CSVInput{Places: strings.NewReader(places)}
	if successions != "" {
		in.Successions = strings.NewReader(successions)
	}
	return place.ReadCSV(in)
}

// said writes a problem as "file line column key".
func said(p place.CSVProblem) string {
	return fmt.Sprintf("%s %d %s %s", p.File, p.Line, p.Column, strings.TrimPrefix(p.Key, "place."))
}

func saidAll(problems []place.CSVProblem) []string {
	all := make([]string, len(problems))
	for i, p := range problems {
		all[i] = said(p)
	}
	return all
}

func printers(t *testing.T) []*words.Printer {
	t.Helper()
	catalogue, err := words.New(os.DirFS("../../pages/words"))
	if err != nil {
		t.Fatal(err)
	}
	return []*words.Printer{catalogue.For(words.Vietnamese), catalogue.For(words.English)}
}

// change swaps one line of the sound file.
func change(old, new string) string {
	if !strings.Contains(sound, old) {
		panic("not in the sound file: " + old)
	}
	return strings.Replace(sound, old, new, 1)
}

func TestReadCSVSound(t *testing.T) {
	file, problems := read(sound, soundSuccession)
	if len(problems) > 0 {
		t.Fatal(saidAll(problems))
	}
	if want := []string{"p", "d", "a", "b", "c", "n", "h"}; !slices.Equal(file.Keys, want) {
		t.Errorf("keys %q, want %q", file.Keys, want)
	}
	if len(file.Rows["c"]) != 3 || file.Rows["c"][1].Name != "Phường C" || file.Rows["c"][1].Line != 7 {
		t.Errorf("rows of c: %+v", file.Rows["c"])
	}
	ids := map[string]place.ID{"p": 10, "d": 20, "a": 30, "b": 40, "c": 50, "n": 60, "h": 70}
	data := file.Data(func(key string) place.ID { return ids[key] }, 1)
	if data.Attributes[0].Parent != 1 || data.Attributes[1].Parent != 10 {
		t.Errorf("the province stands below %d, the district below %d", data.Attributes[0].Parent, data.Attributes[1].Parent)
	}
	want := place.Succession{From: 40, To: 50, On: "2019-12-01", Extent: place.All, Instrument: "Nghị quyết 1"}
	if data.Successions[0] != want {
		t.Errorf("succession %+v, want %+v", data.Successions[0], want)
	}
}

// The same file as different offices write it.
func TestReadCSVForms(t *testing.T) {
	shuffled := "until;FROM;parent;kind;name;code;key\n;2012-01-01;;province;Tỉnh P;38;p\n2025-07-01;2012-01-01;p;district;Huyện D;381;d\n"
	plain := placesHeader + "p,38,Tỉnh P,province,,2012-01-01,\nd,381,Huyện D,district,p,2012-01-01,2025-07-01\n"
	for name, text := range map[string]string{
		"plain":                       plain,
		"byte-order mark":             "\ufeff" + plain,
		"semicolons, other order":     shuffled,
		"tabs":                        strings.ReplaceAll(plain, ",", "\t"),
		"carriage returns":            strings.ReplaceAll(plain, "\n", "\r\n"),
		"separator told by Excel":     "sep=;\r\n" + shuffled,
		"empty lines and rows at end": "\n" + strings.ReplaceAll(plain, "\nd", "\n\n,,,,,,\nd") + ",,,,,,\n",
		"quoted":                      strings.ReplaceAll(plain, "Huyện D", `"Huyện D"`),
		"decomposed letters, spaces":  strings.ReplaceAll(plain, "Huyện D", " Huye\u0323\u0302n\u00a0 D "),
		"kind in capitals":            strings.ReplaceAll(plain, "district", "District"),
	} {
		t.Run(name, func(t *testing.T) {
			file, problems := read(text, "")
			if len(problems) > 0 {
				t.Fatal(saidAll(problems))
			}
			got := file.Rows["d"][0]
			got.Line = 0
			want := place.Row{Key: "d", Code: "381", Name: "Huyện D", Kind: place.District, Parent: "p", From: "2012-01-01", Until: "2025-07-01"}
			if got != want {
				t.Errorf("read %+v, want %+v", got, want)
			}
		})
	}
}

func TestReadCSVProblems(t *testing.T) {
	printers := printers(t)
	for _, test := range []struct {
		name        string
		places      string
		successions string
		want        []string
	}{
		{"empty file", "", "", []string{"places 0  file_empty"}},
		{"not UTF-8", placesHeader + "p,38,T\xe1nh,province,,2012-01-01,\n", "", []string{"places 2  file_not_utf8"}},
		{"columns", "key,code,name,Loại,parent,from,from\n", "", []string{
			"places 1 Loại column_unknown", "places 1 kind column_missing", "places 1 from column_twice", "places 1 until column_missing"}},
		{"quotation mark", change("Xã A", `Xã "A"`), "", []string{"places 4  quotes"}},
		{"comma in a name", change("Thôn 1", "Thôn 1, 2"), "", []string{"places 10  cells_many"}},
		{"row twice", sound + "h,,Thôn 1,hamlet,a,2012-01-01,2025-07-01\n", "", []string{"places 11  row_twice"}},
		{"no key", change("h,,Thôn", ",,Thôn"), "", []string{"places 10 key key_missing"}},
		{"no name, no code", change("14815,Xã B", ","), "", []string{"places 5 code code_missing", "places 5 name name_missing"}},
		{"kind", change("hamlet", "thôn"), "", []string{"places 10 kind kind_wrong"}},
		{"no such day", change("p,2025-07-01,\nh", "p,2025-02-29,\nh"), "", []string{"places 9 from date_wrong"}},
		{"Vietnamese date", change("a,2012-01-01,2025-07-01\n", "a,01/01/2012,2025-07-01\n"), "", []string{"places 10 from date_wrong"}},
		{"no date", change("p,2025-07-01,\nn", "p,,\nn"), "", []string{"places 8 from date_missing"}},
		{"unknown parent", change("hamlet,a", "hamlet,x"), "", []string{"places 10 parent parent_unknown"}},
		{"no parent", change("commune,d,2012-01-01,2019", "commune,,2012-01-01,2019"), "", []string{"places 5 parent parent_none"}},
		{"parent ends", change("p,2025-07-01,\nn", "d,2025-07-01,\nn"), "", []string{"places 8 parent parent_missing"}},
		{"parent ends meanwhile", change("hamlet,a,2012-01-01,2025-07-01", "hamlet,a,2012-01-01,"), "", []string{"places 10 parent parent_missing"}},
		{"parent of the same rank", change("commune,d,2012-01-01,2019", "commune,c,2012-01-01,2019"), "", []string{"places 5 parent parent_rank"}},
		{"hamlet below a district", change("hamlet,a", "hamlet,d"), "", []string{"places 10 parent parent_rank"}},
		{"own parent", change("commune,d,2012-01-01,2019", "commune,b,2012-01-01,2019"), "", []string{"places 5 parent cycle"}},
		{"circle of parents", placesHeader + "x,1,X,commune,y,2012-01-01,\ny,2,Y,commune,x,2012-01-01,\n", "", []string{
			"places 2 parent cycle", "places 3 parent cycle"}},
		{"period ends before it starts", change("a,2012-01-01,2025-07-01\n", "a,2012-01-01,2012-01-01\n"), "", []string{"places 10 until period_empty"}},
		{"overlap", change("d,2020-06-01,2025", "d,2020-05-31,2025"), "", []string{"places 7 from period_overlap"}},
		{"overlap behind a short period", placesHeader + "p,38,P,province,,2012-01-01,2020-01-01\np,38,P1,province,,2013-01-01,2014-01-01\np,38,P2,province,,2015-01-01,\n", "", []string{
			"places 3 from period_overlap", "places 4 from period_overlap"}},
		{"gap", change("d,2020-06-01,2025", "d,2020-06-02,2025"), "", []string{"places 7 from period_gap"}},
		{"code twice", change("h,,Thôn 1", "m,14815,Xã M,commune,d,2019-11-30,2025-07-01\nh,,Thôn 1"), "", []string{"places 10 code code_twice"}},
		{"code twice behind others", placesHeader + "p,38,P,province,,2012-01-01,\nd,381,D,district,p,2012-01-01,\nx,00001,X,commune,p,2012-01-01,\n" +
			"h,00001,Thôn,hamlet,x,2013-01-01,\ny,00001,Y,commune,p,2014-01-01,2015-01-01\nz,00001,Z,commune,p,2016-01-01,\n", "",
			[]string{"places 6 code code_twice", "places 7 code code_twice"}},

		{"extent", sound, strings.Replace(soundSuccession, "all", "toàn bộ", 1), []string{"succession 2 extent extent_wrong"}},
		{"unknown key", sound, strings.Replace(soundSuccession, "b,c", "x,c", 1), []string{"succession 2 from_key key_unknown"}},
		{"no key in succession", sound, strings.Replace(soundSuccession, "b,c", ",c", 1), []string{"succession 2 from_key key_missing"}},
		{"no day", sound, strings.Replace(soundSuccession, "2019-12-01", "", 1), []string{"succession 2 on date_missing"}},
		{"to itself", sound, soundSuccession + "c,c,2025-07-01,part,NQ\n", []string{"succession 4 to_key succession_self"}},
		{"successor not yet there", sound, strings.Replace(soundSuccession, "b,c", "b,n", 1), []string{"succession 2 to_key successor_missing"}},
		{"successor ended", sound, strings.Replace(soundSuccession, "a,n", "a,b", 1), []string{"succession 3 to_key successor_missing"}},
		{"predecessor ended before", sound, soundSuccession + "b,n,2025-07-01,part,NQ\n", []string{"succession 4 from_key predecessor_missing"}},
		{"predecessor begins that day", sound, soundSuccession + "n,c,2025-07-01,part,NQ\n", []string{"succession 4 from_key predecessor_missing"}},
		{"predecessor lasts", sound, strings.Replace(soundSuccession, "a,n,2025-07-01", "a,c,2024-07-01", 1), []string{"succession 3 on predecessor_lasts"}},
		{"said twice", sound, soundSuccession + "b,c,2019-12-01,all,NQ\n", []string{"succession 4 to_key succession_twice"}},
		{"all and yet a part", sound, soundSuccession + "b,a,2019-12-01,part,NQ\n", []string{"succession 4 extent succession_shared"}},
		{"circle", sound, "from_key,to_key,on,extent,instrument\nb,a,2019-12-01,all,\na,b,2025-07-01,all,\n", []string{
			"succession 3 to_key successor_missing", "succession 3 to_key succession_cycle"}},
		{"parts exchanged on one day", sound, soundSuccession + "a,c,2020-06-01,part,NQ\nc,a,2020-06-01,part,NQ\n", nil},

		{"one cell, one problem", change("commune,d,2012-01-01,2020-06-01", "xã,d,2012-01-01,2020-06-01"), soundSuccession, []string{"places 6 kind kind_wrong"}},
		{"a bad parent is not told again", change("province,,2012-01-01", "province,,2012-13-01"), "", []string{"places 2 from date_wrong"}},
		{"all at once", change("Xã A", "") + ",,x,y,z,1,2\n", "from_key,to_key\n", []string{
			"places 4 name name_missing",
			"places 11 key key_missing", "places 11 kind kind_wrong", "places 11 from date_wrong", "places 11 until date_wrong",
			"succession 1 on column_missing", "succession 1 extent column_missing", "succession 1 instrument column_missing"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := read(test.places, test.successions)
			got := saidAll(problems)
			want := slices.Clone(test.want)
			slices.Sort(want)
			sorted := slices.Sorted(slices.Values(got))
			if !slices.Equal(sorted, want) {
				t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			for _, problem := range problems {
				say(t, printers, problem.Key, problem.Args)
			}
		})
	}
}

func say(t *testing.T, printers []*words.Printer, key string, args map[string]any) {
	t.Helper()
	for _, printer := range printers {
		_, err := printer.Say(key, args)
		if err != nil {
			t.Error(err)
		}
	}
}

func TestReadCSVDifficulties(t *testing.T) {
	header := "key,code,name,kind,parent,from,until,sd_from,sd_until,sd_decision\n"
	top := header + "p,38,P,province,,2012-01-01,,,,\n"
	good := top + "a,1,A,commune,p,2012-01-01,2020-01-01,2012-01-01,2016-01-01,QĐ 1\n" +
		"a,1,B,commune,p,2020-01-01,,2016-01-01,,QĐ 2\n" +
		"b,2,C,commune,p,2012-01-01,2020-01-01,2016-01-01,,QĐ 2\n" +
		"b,2,D,commune,p,2020-01-01,,2016-01-01,,QĐ 2\n" +
		"c,3,E,commune,p,2012-01-01,,2012-01-01,2016-01-01,QĐ 1\n" +
		"c,3,E,commune,p,2012-01-01,,2018-01-01,,QĐ 3\n"
	file, problems := read(good, "")
	if len(problems) > 0 {
		t.Fatal(saidAll(problems))
	}
	if len(file.Difficulties) != 5 || len(file.Rows["c"]) != 1 {
		t.Errorf("difficulties %+v, rows of c %+v", file.Difficulties, file.Rows["c"])
	}
	tree := place.NewTree(file.Data(func(key string) place.ID { return place.ID(1 + strings.Index("pabc", key)) }, 0))
	for on, want := range map[string]string{"2015-12-31": "QĐ 1", "2016-01-01": "", "2018-01-01": "QĐ 3"} {
		d, _ := tree.Difficult(4, on)
		if d.Decision != want {
			t.Errorf("c on %s: %q, want %q", on, d.Decision, want)
		}
	}
	printers := printers(t)
	for _, test := range []struct{ name, rows, want string }{
		{"no first day", "a,1,A,commune,p,2012-01-01,,,,QĐ 1\n", "places 3 sd_from difficulty_from_missing"},
		{"bad day", "a,1,A,commune,p,2012-01-01,,2012,,QĐ 1\n", "places 3 sd_from date_wrong"},
		{"ends before it starts", "a,1,A,commune,p,2012-01-01,,2016-01-01,2016-01-01,QĐ 1\n", "places 3 sd_until difficulty_empty"},
		{"before the commune", "a,1,A,commune,p,2012-01-01,,2011-12-31,,QĐ 1\n", "places 3 sd_from difficulty_missing"},
		{"district", "a,1,A,district,p,2012-01-01,,2012-01-01,,QĐ 1\n", "places 3 sd_from difficulty_kind"},
		{"overlap", "a,1,A,commune,p,2012-01-01,,2012-01-01,,QĐ 1\na,1,A,commune,p,2012-01-01,,2016-01-01,,QĐ 2\n", "places 4 sd_from difficulty_overlap"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := read(top+test.rows, "")
			if len(problems) != 1 || said(problems[0]) != test.want {
				t.Fatalf("problems %q, want %q", saidAll(problems), test.want)
			}
			say(t, printers, problems[0].Key, problems[0].Args)
		})
	}
}

func TestReadCSVTotals(t *testing.T) {
	header := "key,kind,from,until,number,source\n"
	printers := printers(t)
	for _, test := range []struct{ name, rows, want string }{
		{"sound", "p,commune,2012-01-01,2020-01-01,637,báo\np,commune,2020-01-01,,,\n", ""},
		{"unknown key", "x,commune,2012-01-01,,637,báo\n", "totals 2 key key_unknown"},
		{"number", "p,commune,2012-01-01,,-1,báo\n", "totals 2 number number_wrong"},
		{"empty period", "p,commune,2012-01-01,2012-01-01,1,báo\n", "totals 2 until total_empty"},
		{"overlap", "p,commune,2012-01-01,2020-01-01,637,báo\np,commune,2019-01-01,,1,báo\n", "totals 3 from total_overlap"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, problems := place.ReadCSV(place.CSVInput{Places: strings.NewReader(sound), Totals: strings.NewReader(header + test.rows)})
			if got := strings.Join(saidAll(problems), "; "); got != test.want {
				t.Fatalf("problems %q, want %q", got, test.want)
			}
			for _, problem := range problems {
				say(t, printers, problem.Key, problem.Args)
			}
			if test.want == "" && (file.Totals[0].Number != 637 || file.Totals[1].Number != place.Unknown) {
				t.Errorf("totals %+v", file.Totals)
			}
		})
	}
}

func TestReadCSVUnreadable(t *testing.T) {
	printers := printers(t)
	endless := place.CSVInput{Places: endless{}}
	broken := place.CSVInput{Places: iotest.ErrReader(os.ErrClosed)}
	for want, in := range map[string]place.CSVInput{"places 0  file_large": endless, "places 0  file_unreadable": broken} {
		_, problems := place.ReadCSV(in)
		if len(problems) != 1 || said(problems[0]) != want {
			t.Fatalf("problems %q, want %q", saidAll(problems), want)
		}
		say(t, printers, problems[0].Key, problems[0].Args)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// whole is a province of 600 communes and 10,000 hamlets.
func whole() string {
	var b strings.Builder
	b.WriteString(placesHeader + "p,38,Tỉnh P,province,,2012-01-01,\n")
	for i := range 600 {
		fmt.Fprintf(&b, "c%d,%05d,Xã %d,commune,p,2012-01-01,\n", i, i, i)
	}
	for i := range 10_000 {
		fmt.Fprintf(&b, "h%d,,Thôn Đồng Tâm %d,hamlet,c%d,2012-01-01,2019-12-01\nh%d,,Thôn %d,hamlet,c%d,2019-12-01,\n", i, i, i%600, i, i, i%600)
	}
	return b.String()
}

func TestReadCSVWholeProvince(t *testing.T) {
	text := whole()
	start := time.Now()
	file, problems := read(text, "")
	took := time.Since(start)
	if len(problems) > 0 || len(file.Keys) != 10_601 {
		t.Fatalf("%d keys, problems %v", len(file.Keys), problems)
	}
	if took > time.Second {
		t.Errorf("took %v", took)
	}
}

func BenchmarkReadCSV(b *testing.B) {
	text := whole()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		read(text, "")
	}
}

// Whatever is read, it does not panic, and what has no problem passes Check.
func FuzzReadCSV(f *testing.F) {
	f.Add(sound, soundSuccession)
	f.Add("sep=;\n\ufeffkey;code", "from_key\t\"to")
	f.Add(placesHeader+"a,1,\"x\ny\",nation,,2012-01-01,\n", "")
	f.Fuzz(func(t *testing.T, places, successions string) {
		file, problems := read(places, successions)
		lines := strings.Count(places, "\n") + strings.Count(successions, "\n") + 2
		for _, p := range problems {
			if p.Line < 0 || p.Line > lines {
				t.Errorf("line %d of %d: %+v", p.Line, lines, p)
			}
		}
		if len(problems) > 0 {
			return
		}
		ids := map[string]place.ID{}
		for i, key := range file.Keys {
			ids[key] = place.ID(i + 1)
		}
		found := place.Check(file.Data(func(key string) place.ID { return ids[key] }, 0))
		if len(found) > 0 {
			t.Errorf("no problem in the file, but Check finds %v", found)
		}
	})
}
