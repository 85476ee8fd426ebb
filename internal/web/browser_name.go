package web

import "strings"

// browsers and systems by the word with which a browser names itself, the more
// telling ones first: nearly all of them say Safari, too.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"coc_coc", "Cốc Cốc"}, {"Firefox", "Firefox"}, {"SamsungBrowser", "Samsung Internet"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}}
	systems  = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "macOS"}, {"Linux", "Linux"}}
)

// browserName is what a reader can tell a browser by: what it is and on what it
// runs.
func browserName(agent string) string {
	var parts []string
	for _, list := range [][][2]string{browsers, systems} {
		for _, one := range list {
			if strings.Contains(agent, one[0]) {
				parts = append(parts, one[1])
				break
			}
		}
	}
	if len(parts) == 0 {
		return "–"
	}
	return strings.Join(parts, ", ")
}
