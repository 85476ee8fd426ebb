package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hoctap/internal/register"
	"hoctap/internal/rule"
)

// A supposition is shared by an address that says how many of each kind of people are
// taken to have completed, and which thresholds were turned: no person is in it. Whoever
// opens it ticks as many of their own list, since the law counts people of one kind
// alike.
const (
	shareCount     = "n" // criteria with a comma between, a colon, how many
	shareThreshold = "t" // criterion, a colon, percent
)

// lackKind is what somebody lacks, as an address says it.
func lackKind(p *gapPerson) string {
	var keys []string
	for _, c := range p.criteria {
		keys = append(keys, criterionKey(c))
	}
	slices.Sort(keys)
	return strings.Join(keys, ",")
}

func (ask *supposing) shareHref(people []*gapPerson, chosen map[register.ID]bool, turned map[string]rule.Decimal) string {
	query := url.Values{}
	counts := map[string]int{}
	for _, p := range people {
		if chosen[p.person.Record.PersonID] {
			counts[lackKind(p)]++
		}
	}
	for kind, n := range counts {
		query.Add(shareCount, fmt.Sprintf("%s:%d", kind, n))
	}
	for id, value := range turned {
		query.Add(shareThreshold, id+":"+value.String())
	}
	if len(counts) == 0 && len(turned) > 0 {
		query.Add(shareCount, ":0") // nobody, and not the fewest who would do
	}
	slices.Sort(query[shareCount])
	slices.Sort(query[shareThreshold])
	return address(ask.t.path("whatif", ask.std.ID, strconv.Itoa(ask.level)), query)
}

// shared reads such an address. missing is how many people it asks for whom the
// reader's list does not have.
func (ask *supposing) shared(query url.Values, people []*gapPerson) (chosen map[register.ID]bool, turned map[string]rule.Decimal, missing int) {
	chosen, turned = map[register.ID]bool{}, map[string]rule.Decimal{}
	for _, text := range query[shareCount] {
		kind, number, _ := strings.Cut(text, ":")
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 {
			continue
		}
		for _, p := range people {
			if n > 0 && lackKind(p) == kind && !chosen[p.person.Record.PersonID] {
				chosen[p.person.Record.PersonID] = true
				n--
			}
		}
		missing += n
	}
	known := ask.turnable()
	for _, text := range query[shareThreshold] {
		id, number, _ := strings.Cut(text, ":")
		value, ok := percent(number)
		for i := range known {
			if ok && known[i].Verdict.Criterion.ID == id {
				turned[id] = value
			}
		}
	}
	return chosen, turned, missing
}

// origin is the address under which the visitor reached the program.
func (v *visit) origin() string {
	if v.encrypted() {
		return "https://" + v.r.Host
	}
	return "http://" + v.r.Host
}

// shares says whether an address holds a supposition.
func shares(query url.Values) bool { return query.Has(shareCount) || query.Has(shareThreshold) }
