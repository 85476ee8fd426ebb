package web

import (
	"slices"

	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

const publicPath = "/public"

// publicList is the first public page: the places of which anything was published,
// and where to take all of it. Nothing here reaches a person: what public pages ask
// of the store are publications and decisions.
func publicList(v *visit) error {
	tree, err := v.kiosk().Places(v.ctx())
	if err != nil {
		return err
	}
	published, err := v.kiosk().PublishedYears(v.ctx())
	if err != nil {
		return err
	}
	text := viet.Clean(v.r.URL.Query().Get("q"))
	title := v.say.T("open.title")
	page := view.PublicList{
		Page: v.publicFrame(title), Heading: title, Lead: v.say.T("open.lead"),
		Search: view.Field{Name: "q", Label: v.say.T("open.search"), Hint: v.say.T("open.search_hint"), Value: text},
		About:  view.Link{Text: v.say.T("open.about"), Href: publicPath + "/about"},
	}
	for _, id := range inPublicOrder(tree, published) {
		at := unitOf(tree, id, published[id])
		if text == "" || matches(at, viet.SearchTerms(text), text) {
			page.Places = append(page.Places, v.publicPlace(at, published[id]))
		}
	}
	for _, year := range publicYears(published) {
		page.Data = append(page.Data, view.PublicData{Year: year, CSV: publicData(year, "csv"), JSON: publicData(year, "json")})
	}
	if len(page.Places) == 0 {
		page.Empty = &view.Empty{Title: v.say.T("open.none"), Text: v.say.T("open.none_text")}
	}
	v.mayBeKept()
	return v.show("public_list", page)
}

// kiosk is all that public pages may ask of the store; a test keeps them from asking
// more.
func (v *visit) kiosk() Public { return v.server.Store }

// publicFrame is the frame of a public page: it leads nowhere that asks for an account.
func (v *visit) publicFrame(title string) view.Page {
	frame := v.frame(title)
	frame.HomeHref, frame.SearchHref = publicPath, publicPath
	return frame
}

// mayBeKept lets an answer to somebody without an account be kept for some minutes.
func (v *visit) mayBeKept() {
	v.w.Header().Add("Vary", "Cookie")
	if v.account == nil {
		v.w.Header().Set("Cache-Control", "public, max-age=300")
	}
}

// unitOf is the unit as it was in the last year published.
func unitOf(tree *place.Tree, id place.ID, years []int) place.Attributes {
	at, _ := tree.Nearest(id, rule.ReferenceDay(years[len(years)-1]))
	return at
}

// inPublicOrder puts the units above first, then communes by name.
func inPublicOrder(tree *place.Tree, published map[place.ID][]int) []place.ID {
	var out []place.ID
	for id := range published {
		out = append(out, id)
	}
	rank := map[place.Kind]int{place.Province: 0, place.District: 1}
	slices.SortFunc(out, func(a, b place.ID) int {
		one, two := unitOf(tree, a, published[a]), unitOf(tree, b, published[b])
		ra, known := rank[one.Kind]
		if !known {
			ra = 2
		}
		rb, known := rank[two.Kind]
		if !known {
			rb = 2
		}
		if ra != rb {
			return ra - rb
		}
		return orElse(viet.Compare(one.Name, two.Name), func() int { return int(a - b) })
	})
	return out
}

func (v *visit) publicPlace(at place.Attributes, years []int) view.PublicPlace {
	out := view.PublicPlace{Name: at.Name, Kind: v.say.T("kind." + string(at.Kind))}
	for _, year := range slices.Backward(years) {
		out.Years = append(out.Years, view.Link{Text: yearText(year), Href: publicPlacePath(at.Code, year)})
	}
	return out
}

func publicPlacePath(code string, year int) string {
	return publicPath + "/" + code + "/" + yearText(year)
}

func publicData(year int, kind string) string {
	return publicPath + "/data/" + yearText(year) + "." + kind
}

func publicYears(published map[place.ID][]int) []int {
	var out []int
	for _, years := range published {
		for _, year := range years {
			if !slices.Contains(out, year) {
				out = append(out, year)
			}
		}
	}
	slices.SortFunc(out, func(a, b int) int { return b - a })
	return out
}
