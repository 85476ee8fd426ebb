package testkit

import (
	"testing"

	"hoctap/internal/register"
)

func TestPrivateIsFound(t *testing.T) {
	p := Private{}
	p.Add(&register.Record{FamilyName: "Nguyễn Thị", GivenName: "Hòa", HeadFamilyName: "Lê", HeadGivenName: "Đức", PersonalNumber: "038215001234", Phone: "0912345678", PersonID: 456966688999473189, BirthDay: 3, BirthMonth: 5, BirthYear: 2014})
	for _, text := range []string{
		`q=Nguy%E1%BB%85n+Th%E1%BB%8B+H%C3%B2a`, "người nguyen thi hoa đã", "error=\"NGUYỄN THỊ HÒA\"", "Lê Đức", "number=038215001234", "gọi 0912345678.", "/persons/456966688999473189",
		"sinh 03/05/2014", "3/5/2014", "2014-05-03",
	} {
		if len(p.Told(text)) == 0 {
			t.Errorf("nothing is found in %q", text)
		}
	}
	for _, text := range []string{"", "time=2026-11-26T05:03:14 route=GET /persons/{person} status=200", "Nguyễn Thị Hồng", "Hòa", "id=4569666889994731890"} {
		if told := p.Told(text); len(told) > 0 {
			t.Errorf("%q is said to tell %v", text, told)
		}
	}
}
