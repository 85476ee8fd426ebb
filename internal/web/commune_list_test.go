package web_test

import (
	"net/http"
	"testing"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// The page of all communes finds without accents, sorts by what is lacking, and leads
// to the very people.
func TestCommuneList(t *testing.T) {
	tn := newTown(t)
	path := of(storetest.Province, lastYear) + "/communes"
	tn.page(of(storetest.Province, lastYear), testkit.In(`nav a[href="`+path+`"]`))
	tn.page(path, testkit.In("tbody", testkit.Contains("Phường Bắc Nam"), testkit.Contains("cần thêm")),
		testkit.In(`th[aria-sort="ascending"]`, testkit.Contains("Xã, phường")))
	tn.page(path+"?q=bac+nam&sort=XMC", testkit.Count("tbody tr", 1), testkit.In(`th[aria-sort="ascending"]`, testkit.Contains("mù chữ")))
	tn.page(path+"?q=zzz", testkit.None("table"), testkit.In(".empty a", testkit.Href(path)))
	tn.page(of(storetest.Province, 2012)+"/communes", testkit.None("table"), testkit.In(".empty"))
	if got := tn.get(of(storetest.Joined, lastYear) + "/communes").status; got != http.StatusNotFound {
		t.Errorf("the communes of a commune: status %d", got)
	}
}
