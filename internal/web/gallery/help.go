package gallery

import (
	"html/template"

	"hoctap/internal/web/view"
)

// helpSpecimens are the guide inside the program.
func helpSpecimens() []Specimen {
	search := view.Field{Name: "q", Label: "Tìm trong hướng dẫn", Hint: "Gõ vài chữ, có dấu hay không dấu đều được.", Value: "sua o sai"}
	list := view.HelpPage{Page: frame("Hướng dẫn"), Heading: "Hướng dẫn", Lead: "Mỗi bài một việc.", Search: search, Pages: []view.Hit{{Href: Root + "/help-article", Name: []view.Piece{{Text: "Nhập phiếu điều tra"}}, Facts: "Nhập tệp, sửa ô sai."}}}
	found := list
	found.Found = []view.HelpFound{{Title: "Sửa ô sai", Of: "Nhập phiếu điều tra", Href: "#", Excerpt: []view.Piece{{Text: "Tải tệp có đánh dấu, "}, {Text: "sửa", Marked: true}, {Text: " những ô đó rồi nhập lại …"}}}, {Title: "Hỏi đáp", Href: "#"}}
	none := list
	none.Empty = &empties()[1]
	article := view.HelpArticle{
		Page: frame("Nhập phiếu điều tra"), Heading: "Nhập phiếu điều tra", Back: view.Link{Text: "Hướng dẫn", Href: Root + "/help"}, Sections: []view.Link{{Text: "Sửa ô sai", Href: "#sua"}, {Text: "Ai là ai", Href: "#ai"}}, Foreign: "The guide is in Vietnamese.", Next: &view.Link{Text: "Đọc kết luận", Href: "#"},
		Body: template.HTML(`<p>Bấm <strong>Kiểm tra tệp</strong>.</p><h2 id="sua">Sửa ô sai</h2><ul><li>Tải tệp.</li></ul><table><thead><tr><th>Việc</th><th>Bài</th></tr></thead><tbody><tr><td>Sửa</td><td><a href="#ai">Ai là ai</a></td></tr></tbody></table><h2 id="ai">Ai là ai</h2><pre><code>hoctap import survey --place 14812 --year 2025 pcgd_nhapphieudieutra_2025_ban_cuoi_cung.xlsx</code></pre>`),
	}
	return []Specimen{
		{Name: "help", Page: "help", Title: "Hướng dẫn", Data: list},
		{Name: "help-found", Page: "help", Title: "Hướng dẫn, tìm thấy", Data: found},
		{Name: "help-none", Page: "help", Title: "Hướng dẫn, không tìm thấy", Data: none},
		{Name: "help-article", Page: "help_article", Title: "Một bài hướng dẫn", Data: article},
	}
}
