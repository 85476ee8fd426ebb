package pdf

import (
	"io"
	"os"
	"testing"

	"hoctap/internal/paper/face"
	"hoctap/internal/paper/papertest"
)

// BenchmarkList prints a list of 30,000 people page by page.
func BenchmarkList(b *testing.B) {
	faces, err := face.Load(os.DirFS("../../../pages/dist/paper"))
	if err != nil {
		b.Skip(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		err = Write(io.Discard, faces, papertest.List(30_000))
		if err != nil {
			b.Fatal(err)
		}
	}
}
