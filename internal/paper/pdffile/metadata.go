package pdffile

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"
	"unicode/utf16"
)

// textString is text outside of pages: UTF-16 behind its mark, in hexadecimals.
func textString(s string) string {
	b := []byte("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", unit)
	}
	return string(append(b, '>'))
}

func dateString(t time.Time) string {
	return "(" + t.UTC().Format("D:20060102150405Z") + ")"
}

func (i Info) modified() time.Time {
	if i.Taken.IsZero() {
		return i.Stamp
	}
	return i.Taken
}

// author and creator are nothing at all where nobody is named: such a file is the
// same to the byte whenever it is made again.
func (i Info) author() string {
	if i.Author == "" {
		return ""
	}
	return "/Author" + textString(i.Author)
}

func (i Info) creator() string {
	if i.Author == "" {
		return ""
	}
	return "<dc:creator><rdf:Seq><rdf:li>" + escaped(i.Author) + "</rdf:li></rdf:Seq></dc:creator>\n"
}

// putMetadata says once more in XMP what the file is; readers of today look there.
func (f *File) putMetadata(id int) {
	stamp, taken := f.info.Stamp.UTC().Format(time.RFC3339), f.info.modified().UTC().Format(time.RFC3339)
	text := fmt.Sprintf(`<?xpacket begin="`+"\ufeff"+`" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
%s<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate><pdf:Producer>hoctap</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, escaped(f.info.Title), escaped(f.info.Subject), f.info.creator(), escaped(f.info.Language), stamp, taken)
	f.stream(id, "/Type/Metadata/Subtype/XML", []byte(text))
}

func escaped(s string) string {
	var b bytes.Buffer
	err := xml.EscapeText(&b, []byte(s))
	if err != nil {
		return ""
	}
	return b.String()
}
