package paper

import (
	"time"

	"hoctap/internal/viet"
)

// Report is a paper of words, with tables between them: a report, minutes. It is
// given out to be finished by hand, so what is not known is room to write in.
type Report struct {
	Name    string
	Lang    viet.Lang
	Words   Words
	Issuers []string
	Number  string // số, ký hiệu: Số: …/BC-BCĐ
	Issued  string // place and day, under the motto
	Title   string // BÁO CÁO
	Subject string // what about, below the title
	Blocks  []Block
	Sent    []string // nơi nhận, the first line is its head
	Signers []Signer
	Trace   string
	Stamp   time.Time
}

// BlockKind says what a block is.
type BlockKind int

// The kinds of blocks. Room is a line to be written on by hand.
const (
	Paragraph BlockKind = iota
	Heading
	Lower // a heading below another
	Item
	Room
	Grid
)

// Block is one part of the text of a report.
type Block struct {
	Kind  BlockKind
	Text  string
	Table *Table
}
