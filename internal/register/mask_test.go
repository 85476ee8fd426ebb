package register

import "testing"

func TestMasked(t *testing.T) {
	for value, want := range map[string]string{"038312000123": "•••••••••123", "0912345678": "•••••••678", "123456": "••••••", "": "", "1234567": "••••567"} {
		if got := Masked(value); got != want {
			t.Errorf("%q is shown as %q, want %q", value, got, want)
		}
	}
}
