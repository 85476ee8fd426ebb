package testkit

import (
	"os"
	"path/filepath"
	"testing"
)

func TestNeedSkipsAndIsWrittenDown(t *testing.T) {
	list := filepath.Join(t.TempDir(), "needs")
	t.Setenv(needsFile, list)
	for range 2 {
		p := &probe{TB: t}
		p.during(func() { Need(p, "PostgreSQL", "no initdb") })
		if p.skipped != "NEEDS: PostgreSQL: no initdb" {
			t.Errorf("reason of the skip is %q", p.skipped)
		}
	}
	line := "PostgreSQL\tTestNeedSkipsAndIsWrittenDown\tno initdb\n"
	got, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != line+line {
		t.Errorf("list is %q", got)
	}
}

func TestNeedThatCannotBeWrittenDownFails(t *testing.T) {
	t.Setenv(needsFile, filepath.Join(t.TempDir(), "no", "such", "folder"))
	p := &probe{TB: t}
	p.during(func() { Need(p, "PostgreSQL", "no initdb") })
	if p.failed == "" {
		t.Error("a need nobody would hear of was passed over")
	}
}
