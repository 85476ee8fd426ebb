package face

import (
	"bytes"

	"github.com/go-text/typesetting/font/opentype"
)

// WithCharacters gives a subset a table of characters with nothing in it, without
// which no library opens it.
func WithCharacters(ttf []byte) []byte {
	loader, err := opentype.NewLoader(bytes.NewReader(ttf))
	if err != nil {
		return nil
	}
	var tables []opentype.Table
	for _, tag := range loader.Tables() {
		content, err := loader.RawTable(tag)
		if err != nil {
			return nil
		}
		tables = append(tables, opentype.Table{Tag: tag, Content: content})
	}
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1,
		0, 0, 0, 32, 0, 0, 0, 32, 0, 0, 0, 1}
	return opentype.WriteTTF(append(tables, opentype.Table{Tag: opentype.MustNewTag("cmap"), Content: cmap}))
}
