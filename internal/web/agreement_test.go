package web_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"hoctap/internal/rule"
	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

// Before a form is printed its page says whether other forms bear it out; a sum
// that does not is told with both figures and the way to each.
func TestAgreementStandsBesideTheForm(t *testing.T) {
	tn := newTown(t)
	tn.page(of(storetest.Joined, lastYear, "forms", "th-m1"), testkit.Count(".agreement", 1), testkit.In(".agreement .message", testkit.Matches(`\S`)))
	tn.page(of(storetest.Joined, lastYear, "forms"), testkit.In(`a[href$="/agreement"]`, testkit.Contains("Soát khớp")))
	// Nobody has entered what this one holds: nothing was compared, and nothing is
	// called equal.
	tn.page(of(storetest.Joined, lastYear, "forms", "thcs-csvc"), testkit.Count(".agreement", 0))
	whole := of(storetest.Joined, lastYear, "agreement")
	tn.page(whole, testkit.In(".agreement .message", testkit.Contains("nên xem lại")))

	// More classes of several grades than there are classes: no page lets that in,
	// an older program may have.
	_, err := tn.SaveFacts(storetest.By(t.Context(), "chị Lan"), storetest.Joined, lastYear, []rule.FactValue{
		{School: "38201", Fact: "primary.classes", Value: "5"}, {School: "38201", Fact: "primary.classes_multigrade", Value: "9"},
	})
	check(t, err)
	tn.page(whole, testkit.In(".agreement .message", testkit.Contains("1 chỗ không khớp")), testkit.In(".agreement-items", testkit.Contains("số lớp ghép không quá số lớp")))
	tn.page(of(storetest.Joined, lastYear, "forms", "th-01-csvc"), testkit.In(".agreement .message", testkit.Contains("1 chỗ không khớp")),
		testkit.Each(".agreement-items li", testkit.Contains("TH-01-CSVC")))
	tn.page(of(storetest.Joined, lastYear, "forms", "th-m1"), testkit.In(".agreement .message", testkit.Contains("nên xem lại")))

	// Whoever downloads from the list is told there, at the form it is about.
	tn.page(of(storetest.Joined, lastYear, "forms"), testkit.In("main .message", testkit.Contains("1 chỗ không khớp"), testkit.Contains("Soát khớp")),
		testkit.Count(".form-list .wrong", 1), testkit.In(".form-list .wrong", testkit.Contains("1 chỗ không khớp")))
	page, err := goquery.NewDocumentFromReader(strings.NewReader(tn.get(whole).body))
	check(t, err)
	links := page.Find(".agreement-items a[href]")
	if links.Length() < 2 {
		t.Errorf("%d links lead to what does not agree", links.Length())
	}
	for _, link := range links.EachIter() {
		tn.page(link.AttrOr("href", ""))
	}
}
