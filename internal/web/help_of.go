package web

import (
	"strings"

	"hoctap/internal/web/view"
)

// helpOfPage is where the guide speaks of a page; a page that is not here has none.
var helpOfPage = map[string]string{
	"home": "bat-dau#tim-xa-phuong-cua-minh", "sign_in": "tai-khoan#dang-nhap", "sign_in_step": "tai-khoan#dang-nhap", "setup": "bat-dau#dang-nhap",
	"search": "bat-dau#tim-xa-phuong-cua-minh", "place_list": "bat-dau#tim-xa-phuong-cua-minh", "place_home": "bat-dau#trang-cua-mot-dia-ban",
	"account": "tai-khoan", "password": "tai-khoan#dang-nhap", "codes": "tai-khoan#dang-nhap", "account_list": "tai-khoan#tao-tai-khoan-giao-viec",
	"account_form": "tai-khoan#tao-tai-khoan-giao-viec", "account_edit": "tai-khoan#ai-duoc-lam-gi", "password_once": "tai-khoan#tao-tai-khoan-giao-viec",
	"request": "tai-khoan#nguoi-dan-hoi-ve-du-lieu-cua-minh", "request_list": "tai-khoan#nguoi-dan-hoi-ve-du-lieu-cua-minh", "privacy": "tai-khoan#nguoi-dan-hoi-ve-du-lieu-cua-minh",
	"verdict": "ket-luan#tung-tieu-chi", "people": "ket-luan#tung-tieu-chi", "rule_list": "ket-luan#doc-quy-dinh", "rule": "ket-luan#doc-quy-dinh", "rule_changes": "ket-luan#doc-quy-dinh",
	"gap": "danh-sach", "follow": "danh-sach#giao-nguoi-theo-doi-ghi-lan-den-van-dong", "whatif": "danh-sach#thu-truoc",
	"import_form": "nhap-phieu#tren-trang", "import_progress": "nhap-phieu#tren-trang", "import_result": "nhap-phieu#sua-o-sai", "question_list": "nhap-phieu#ai-la-ai",
	"household": "phieu-ho", "household_list": "phieu-ho", "household_edit": "phieu-ho", "person": "ket-luan#tuoi-va-ngay-chot",
	"round": "dot-dieu-tra#bon-buoc", "round_compare": "dot-dieu-tra#so-sanh-hai-dot", "quality": "dot-dieu-tra#ra-so-lieu-truoc-khi-nop",
	"school_list": "so-lieu-truong", "school_form": "so-lieu-truong",
	"form_list": "bieu-mau#lap-va-in", "form": "bieu-mau#lap-va-in", "form_people": "bieu-mau#lap-va-in", "form_compare": "bieu-mau#doi-chieu-voi-he-thong-cua-bo", "agreement": "bieu-mau#lap-va-in",
	"decision_form": "quyet-dinh", "decision_list": "quyet-dinh", "log": "nhat-ky#nhat-ky-cua-don-vi", "reason": "nhat-ky#lay-tep-co-ten-nguoi",
	"class_list": "lop-hoc", "class_form": "lop-hoc#mo-lop", "class": "lop-hoc#moi-vao-lop", "session": "lop-hoc#diem-danh", "invitation": "lop-hoc#moi-vao-lop", "certificate": "lop-hoc#hoan-thanh",
	"token_list": "ket-noi", "api": "ket-noi", "hook_list": "ket-noi",
	"map": "ban-do#doc-ban-do", "commune_list": "ket-luan#ca-tinh-mot-trang", "history": "dia-gioi#don-vi-nao-thanh-don-vi-nao",
	"public_list": "cong-khai", "public_place": "cong-khai#vi-sao-co-dau", "public_about": "cong-khai",
}

// helpOfField is where the guide speaks of something to fill in, or of a figure: by
// page and name, or by name alone.
var helpOfField = map[string]string{
	"group.who": "phieu-ho#ly-lich", "group.where": "phieu-ho#cu-tru", "group.school": "phieu-ho#hoc-tap", "group.literacy": "phieu-ho#xoa-mu-chu", "group.disability": "phieu-ho#khuyet-tat",
	"group.move": "phieu-ho#bien-dong", "group.contact": "phieu-ho#lien-lac",
	"card": "ket-luan#nam-cach-ket-luan", "who": "danh-sach#giao-nguoi-theo-doi-ghi-lan-den-van-dong", "follower": "danh-sach#giao-nguoi-theo-doi-ghi-lan-den-van-dong",
	"follow/outcome": "danh-sach#giao-nguoi-theo-doi-ghi-lan-den-van-dong", "words": "danh-sach#giao-nguoi-theo-doi-ghi-lan-den-van-dong",
	"gap/standard": "ket-luan#nam-cach-ket-luan", "gap/level": "ket-luan#nguoi-hoc-du-ma-van-chua-dat", "gap/hamlet": "danh-sach#in",
	"import_form/file": "nhap-phieu#tep-bi-tu-choi", "school_list/file": "so-lieu-truong#nhap-bang-tep", "form_compare/file": "bieu-mau#doi-chieu-voi-he-thong-cua-bo",
	"question_list/same": "nhap-phieu#ai-la-ai", "reason/reason": "nhat-ky#lay-tep-co-ten-nguoi", "round/reason": "dot-dieu-tra#bon-buoc",
	"search/number": "tai-khoan#so-dinh-danh-dien-thoai", "role": "tai-khoan#ai-duoc-lam-gi", "account_form/place": "tai-khoan#tao-tai-khoan-giao-viec", "account_edit/place": "tai-khoan#tao-tai-khoan-giao-viec",
	"request/kind": "tai-khoan#nguoi-dan-hoi-ve-du-lieu-cua-minh", "request/on": "tai-khoan#nguoi-dan-hoi-ve-du-lieu-cua-minh",
	"sign_in_step/code": "tai-khoan#dang-nhap", "codes/code": "tai-khoan#dang-nhap", "whatif/threshold": "danh-sach#thu-truoc",
	"decision_form/number": "quyet-dinh", "decision_form/signer": "quyet-dinh", "decision_form/date": "quyet-dinh", "decision_form/level": "quyet-dinh", "decision_form/standard": "quyet-dinh",
}

// helpOf gives the way to the help about a page, and about what it asks for under a
// name. What stands many times bears a number or an id behind a dash.
func helpOf(page string) func(name string) string {
	return func(name string) string {
		if name == view.HelpPageName {
			return helpHref(helpOfPage[page])
		}
		stem, _, _ := strings.Cut(name, "-")
		for _, key := range []string{page + "/" + name, page + "/" + stem, name} {
			if ref, ok := helpOfField[key]; ok {
				return helpHref(ref)
			}
		}
		return ""
	}
}
