package survey

import (
	"strings"
	"testing"
)

// The lists that the law and the state fix, by their published numbers.
func TestListsAreWhole(t *testing.T) {
	if got := len(ethnicGroups) - 2; got != 54 {
		t.Errorf("%d ethnic groups, want 54", got)
	}
	if got := len(strings.Fields(provinces)); got != 63 {
		t.Errorf("%d provinces, want 63", got)
	}
	l := ownList("ethnicity", nil)
	if len(l.keys) < len(ethnicGroups) {
		t.Error("two groups read alike")
	}
	for _, name := range ethnicGroups {
		got, ok := l.find(strings.ToUpper(name))
		if !ok || got != name {
			t.Errorf("%q is read as %q", name, got)
		}
	}
	for typed, want := range map[string]string{"": "", "Việt": "Kinh", "kinh (việt)": "Kinh", "H'Mông": "Mông", "BRU_VAN_KIEU": "Bru-Vân Kiều", "Êđê": "Ê-đê"} {
		got, _ := l.find(typed)
		if got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
}

// Every code of a coded column has one way out, and comes back by it.
func TestCodesComeBack(t *testing.T) {
	lists := listsOf(nil)
	for field := range coded {
		for _, code := range Codes(field) {
			got, ok := lists[field].find(Written(field, code))
			if !ok || got != code {
				t.Errorf("%s %s comes back as %q", field, code, got)
			}
		}
	}
}
