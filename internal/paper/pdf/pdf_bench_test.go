package pdf

import (
	"io"
	"testing"

	"hoctap/internal/paper/papertest"
)

// BenchmarkList prints a list of 30,000 people page by page.
func BenchmarkList(b *testing.B) {
	faces := papertest.Faces(b)
	b.ReportAllocs()
	for b.Loop() {
		_, err := Write(io.Discard, faces, papertest.List(30_000))
		if err != nil {
			b.Fatal(err)
		}
	}
}
