package cli_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A province's own forms stand on the pages in place of the national ones.
func TestServeWithFormsOfAProvince(t *testing.T) {
	national, err := os.ReadFile("../../forms/TH/TH-M1.yaml")
	check(t, err)
	const title = "vi: Thống kê trẻ em trong độ tuổi 6–14, phổ cập giáo dục tiểu học năm {year}"
	own := strings.Replace(string(national), title, "vi: Biểu của tỉnh về trẻ em, năm {year}", 1)
	if own == string(national) {
		t.Fatal("the title of the national form has changed")
	}
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, "th-m1.yaml"), []byte(own), 0o600))
	w := startWard(t, "--forms", dir)
	status, _, page := w.get(w.place + "/forms")
	if status != http.StatusOK || !strings.Contains(page, "Biểu của tỉnh về trẻ em, năm 2025") || strings.Contains(page, "trong độ tuổi 6–14, phổ cập giáo dục tiểu học") {
		t.Errorf("status %d, and not the form of the province\n%s", status, page)
	}
}
