package gallery

import "hoctap/internal/web/view"

func password(name, label, wrong string) view.Field {
	return view.Field{Name: name, Label: label, Type: "password", Width: "20", Error: wrong}
}

func signIn(wrong string) view.SignIn {
	page := view.SignIn{
		Page: guest("Đăng nhập"), Heading: "Đăng nhập", Lead: "Dùng tài khoản do người quản trị của đơn vị cấp.", Action: "#",
		Name: view.Field{Name: "name", Label: "Tên đăng nhập", Width: "20"}, Password: password("password", "Mật khẩu", wrong),
	}
	page.Passkey = &view.PasskeyAct{Begin: "#", End: "#"}
	page.SignOn = &view.Link{Text: "Đăng nhập bằng tài khoản của tỉnh", Href: "#"}
	if wrong != "" {
		page.SignOn, page.Name.Value = nil, "phuong"
		page.Errors = view.Errors{Lines: []view.Link{{Text: wrong, Href: "#password"}}}
	}
	return page
}

// guest is the frame of who is not signed in.
func guest(title string) view.Page {
	page := frame(title)
	page.User = nil
	return page
}

func sessions() view.Table {
	return view.Table{
		Caption: "Nơi đang đăng nhập", Fold: true,
		Columns: []view.Column{{Text: "Trình duyệt"}, {Text: "Địa chỉ mạng"}, {Text: "Đăng nhập lúc"}, {Text: "Dùng lần cuối"}},
		Rows: []view.Row{
			{Cells: []view.Cell{{Text: "Cốc Cốc, Windows (máy này)"}, {Text: "14.162.10.7"}, {Text: "07:32 21/09/2026"}, {Text: "08:04 21/09/2026"}}},
			{Cells: []view.Cell{{Text: "Chrome, Android"}, {Text: "2402:800:61c4:9f2a:1d2e:33ff:fe81:9a10"}, {Text: "19:40 20/09/2026"}, {Text: "20:02 20/09/2026"}}},
		},
	}
}

func rightFields(wrong string) view.RightFields {
	return view.RightFields{
		Role: view.Options{Name: "role", Label: "Vai trò", Error: wrong, Choices: []view.Option{
			{Value: "a", Text: "Người điều tra thôn, khu phố", Selected: true}, {Value: "b", Text: "Cán bộ phổ cập của trường"}, {Value: "c", Text: "Giám đốc trung tâm học tập cộng đồng"},
		}},
		Place: view.Field{Name: "place", Label: "Địa bàn", Hint: "Mã hoặc mã kèm tên xã, tỉnh; thôn, khu phố thì ghi cả tên xã.", Width: "20"},
		Until: view.DateField{Name: "until", Label: "Đến hết ngày", Hint: "Để trống nếu chưa định ngày kết thúc."},
	}
}

func accountEdit(wrong string) view.AccountEdit {
	page := view.AccountEdit{
		Page: frame(longName), Heading: longName, Lead: "Tên đăng nhập: thaonguyen", State: "Đang dùng", Back: view.Link{Text: "Tài khoản", Href: "#"},
		Rights: []view.HeldRight{
			{Role: "Người điều tra thôn, khu phố", Place: "Khu phố Ba Đình 9, Phường Bỉm Sơn", Term: "từ 01/07/2025 đến hết 31/12/2027", By: "phuong giao", End: "#"},
			{Role: "Cán bộ phổ cập của trường", Place: "Phường Ba Đình", Term: "từ 01/09/2022 đến hết 30/06/2025", By: "quantri giao"},
		},
		Give: "#", Right: rightFields(wrong),
		Reset:   view.Dialog{ID: "reset", Text: "Tạo mật khẩu mới để giao lại cho người dùng; người ấy phải đổi khi đăng nhập.", Action: "#", Confirm: "Đặt lại mật khẩu"},
		Disable: view.Dialog{ID: "disable", Text: "Người này không đăng nhập được nữa và bị đăng xuất ngay. Việc đã làm vẫn được giữ.", Action: "#", Confirm: "Khóa tài khoản", Danger: true},
	}
	if wrong != "" {
		page.Errors = view.Errors{Lines: []view.Link{{Text: wrong, Href: "#role"}}}
	}
	return page
}

// accountSpecimens are the pages of coming in, of accounts and of rights.
func accountSpecimens() []Specimen {
	back := view.Link{Text: "Tài khoản của tôi", Href: "#"}
	code := view.Field{Name: "code", Label: "Mã xác thực", Width: "10"}
	return []Specimen{
		{Name: "sign-in", Page: "sign_in", Title: "Đăng nhập", Data: signIn("")},
		{Name: "sign-in-wrong", Page: "sign_in", Title: "Đăng nhập, sai", Data: signIn("Tên đăng nhập hoặc mật khẩu không đúng.")},
		{Name: "sign-in-step", Page: "sign_in_step", Title: "Mã xác thực", Data: view.SignInStep{Page: guest("Nhập mã xác thực"), Heading: "Nhập mã xác thực", Lead: "Mở ứng dụng xác thực trên điện thoại và nhập mã sáu số của hoctap.", Action: "#", Code: code}},
		{Name: "setup", Page: "setup", Title: "Tài khoản đầu tiên", Data: view.SetupPage{
			Page: guest("Tạo tài khoản quản trị đầu tiên"), Heading: "Tạo tài khoản quản trị đầu tiên", Lead: "Máy chủ này chưa có tài khoản nào.", Action: "#",
			Code: view.Field{Name: "code", Label: "Mã cài đặt", Width: "20"}, FullName: view.Field{Name: "full_name", Label: "Họ và tên", Width: "20"}, Name: view.Field{Name: "name", Label: "Tên đăng nhập", Width: "20"},
			Place: view.Field{Name: "place", Label: "Xã, phường mình phụ trách", Width: "20", Optional: true}, Password: password("password", "Mật khẩu", ""), Again: password("again", "Nhập lại mật khẩu mới", ""),
		}},
		{Name: "account", Page: "account", Title: "Tài khoản của tôi", Data: view.AccountPage{
			Page: frame("Tài khoản của tôi"), Heading: "Trịnh Thị Lan", Lead: "Tên đăng nhập: phuong", Rights: []view.Fact{{Name: "Cán bộ phổ cập cấp xã", Value: "Phường Bỉm Sơn · từ 01/07/2025"}},
			Password: view.Link{Text: "Đổi mật khẩu", Href: "#"}, Codes: "Đăng nhập chỉ bằng mật khẩu.", Second: view.Link{Text: "Bật mã xác thực", Href: "#"}, Passkeys: &view.Passkeys{Begin: "#", Add: "#", List: []view.Passkey{{Name: "Chrome, Android", Text: "thêm ngày 02/11/2026, dùng lần cuối ngày 26/11/2026", Remove: "#"}}}, SignOn: &view.SignOn{Text: "Chưa liên kết với tài khoản của tỉnh.", Do: "Liên kết với tài khoản của tỉnh", Href: "#"}, Sessions: sessions(), SignOut: "#", EndAll: "#",
		}},
		{Name: "password", Page: "password", Title: "Đổi mật khẩu", Data: view.PasswordPage{
			Page: frame("Đổi mật khẩu"), Heading: "Đổi mật khẩu", Lead: "Mật khẩu đang dùng do người khác đặt. Đổi mật khẩu riêng trước khi làm việc.", Action: "#", Back: back,
			Old: password("old", "Mật khẩu hiện nay", ""), New: password("new", "Mật khẩu mới", "Mật khẩu này dễ đoán."), Again: password("again", "Nhập lại mật khẩu mới", ""),
			Errors: view.Errors{Lines: []view.Link{{Text: "Mật khẩu này dễ đoán.", Href: "#new"}}},
		}},
		{Name: "codes", Page: "codes", Title: "Bật mã xác thực", Data: view.CodesPage{Page: frame("Bật mã xác thực"), Heading: "Bật mã xác thực", Lead: "Quét hình này bằng ứng dụng xác thực trên điện thoại.", Action: "#", Picture: "/static/icon.svg", Secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", Code: &code, Confirm: "Bật mã xác thực", Back: back}},
		{Name: "codes-paper", Page: "codes", Title: "Mã dự phòng", Data: view.CodesPage{Page: frame("Mã dự phòng"), Heading: "Mã dự phòng", Lead: "Ghi các mã này ra giấy và cất kỹ.", Back: back, Paper: []string{"ab3d-9kkm-x2yz-p7qr", "qq2r-8tzx-m4nb-c5vd", "hj6k-3wes-t9ry-u2ii", "zz8x-c7vb-n5ma-s4dd"}}},
		{Name: "accounts", Page: "account_list", Title: "Các tài khoản", Data: view.AccountList{Page: frame("Tài khoản"), Heading: "Tài khoản", Lead: "Những tài khoản mình được quản lý.", New: view.Link{Text: "Tạo tài khoản", Href: "#"}, Accounts: &view.Table{
			Caption: "2 tài khoản", Fold: true, Columns: []view.Column{{Text: "Họ và tên"}, {Text: "Tên đăng nhập"}, {Text: "Được giao"}, {Text: "Tình trạng"}},
			Rows: []view.Row{
				{Cells: []view.Cell{{Text: longName, Href: "#"}, {Text: "thaonguyen"}, {Text: "Người điều tra thôn, khu phố, Khu phố Ba Đình 9, Phường Bỉm Sơn", Sub: "Cán bộ phổ cập của trường, Phường Bỉm Sơn"}, {Text: "Đang dùng"}}},
				{Cells: []view.Cell{{Text: "Mai Văn Sơn", Href: "#"}, {Text: "truong"}, {Text: "Chưa được giao việc gì"}, {Text: "Đã khóa"}}},
			},
		}}},
		{Name: "accounts-none", Page: "account_list", Title: "Chưa có tài khoản", Data: view.AccountList{Page: frame("Tài khoản"), Heading: "Tài khoản", Lead: "Những tài khoản mình được quản lý.", New: view.Link{Text: "Tạo tài khoản", Href: "#"}, Accounts: &view.Table{Caption: "0 tài khoản", Empty: &view.Empty{Title: "Chưa có tài khoản nào khác", Text: "Tạo tài khoản cho người điều tra, cán bộ trường và những người cùng làm việc."}}}},
		{Name: "account-new", Page: "account_form", Title: "Tạo tài khoản", Data: view.AccountForm{Page: frame("Tạo tài khoản"), Heading: "Tạo tài khoản", Action: "#", Back: view.Link{Text: "Tài khoản", Href: "#"}, FullName: view.Field{Name: "full_name", Label: "Họ và tên", Width: "20"}, Name: view.Field{Name: "name", Label: "Tên đăng nhập", Width: "20"}, Right: rightFields("")}},
		{Name: "account-edit", Page: "account_edit", Title: "Một tài khoản", Data: accountEdit("")},
		{Name: "account-edit-wrong", Page: "account_edit", Title: "Giao việc, sai", Data: accountEdit("Mình không được giao vai trò này ở địa bàn đó.")},
		{Name: "password-once", Page: "password_once", Title: "Mật khẩu vừa tạo", Data: view.PasswordOnce{Page: frame("Mật khẩu"), Heading: "Mật khẩu của Mai Văn Sơn", Lead: "Giao mật khẩu này tận tay người dùng. Trang này không hiện lại.", Name: "truong", Password: "k7mq-2xzd-9pwa-h4rt", Back: view.Link{Text: "Tài khoản", Href: "#"}}},
	}
}

// programSpecimens are the tokens of an account and the interface they open.
func programSpecimens() []Specimen {
	page := view.TokenList{
		Page: frame("Mã kết nối"), Heading: "Mã kết nối", Back: view.Link{Text: "Tài khoản của tôi", Href: "#"}, Docs: view.Link{Text: "Tài liệu kết nối", Href: "#"}, Action: "#",
		Tokens: []view.Token{{Name: "Sổ tổng hợp của tỉnh", Text: "hiệu lực đến 26/02/2027 · Chỉ đọc · dùng lần cuối 26/11/2026 10:42", Revoke: "#"}, {Name: "Bảng điều hành", Text: "thu hồi lúc 20/11/2026 08:00"}},
		Name:   view.Field{Name: "name", Label: "Dùng cho chương trình nào", Width: "20"}, Role: view.Options{Name: "role", Label: "Vai trò", Choices: []view.Option{{Text: "Mọi vai trò của tài khoản"}}},
		Reads:    view.Options{Name: "reads", Label: "Được làm gì", Choices: []view.Option{{Value: "yes", Text: "Chỉ đọc", Selected: true}, {Value: "no", Text: "Đọc và ghi"}}},
		Place:    view.Field{Name: "place", Label: "Chỉ ở đơn vị có mã", Width: "10", Optional: true},
		Days:     view.Field{Name: "days", Label: "Số ngày hiệu lực", Value: "90", Width: "4"},
		Password: view.Field{Name: "password", Label: "Mật khẩu hiện tại", Type: "password", Width: "20"},
	}
	made := page
	made.Secret = "hoctap_q2bd7r2btbwgzse2pb89b2fy4d53zumd9irk5yfinia8zsch"
	none := page
	none.Tokens = nil
	none.Password.Error = "Mật khẩu không đúng."
	none.Errors = view.Errors{Lines: []view.Link{{Text: "Mật khẩu không đúng.", Href: "#password"}}}
	return []Specimen{
		{Name: "tokens", Page: "token_list", Title: "Mã kết nối của tài khoản", Data: page},
		{Name: "token-made", Page: "token_list", Title: "Mã vừa tạo", Data: made},
		{Name: "tokens-none", Page: "token_list", Title: "Chưa có mã, mật khẩu sai", Data: none},
		{Name: "hooks", Page: "hook_list", Title: "Báo cho chương trình khác", Data: hookPage()},
		{Name: "hooks-none", Page: "hook_list", Title: "Chưa báo cho ai, địa chỉ sai", Data: view.HookList{
			Page: frame("Báo cho chương trình khác"), Heading: "Báo cho chương trình khác", Action: "#", Docs: view.Link{Text: "Tài liệu kết nối", Href: "#"},
			Errors: view.Errors{Lines: []view.Link{{Text: "Địa chỉ không đúng.", Href: "#url"}}}, Place: view.Field{Name: "place", Label: "Đơn vị có mã", Width: "10"}, URL: view.Field{Name: "url", Label: "Địa chỉ nhận", Value: "ftp://x", Error: "Địa chỉ không đúng."},
		}},
		{Name: "api", Page: "api", Title: "Tài liệu kết nối", Data: view.APIPage{
			Page: frame("Kết nối với chương trình khác"), Heading: "Kết nối với chương trình khác", Lead: "Chương trình khác hỏi số liệu ở /api/v1.", Links: []view.Link{{Text: "openapi.json", Href: "#"}},
			Operations: []view.APIOperation{{ID: "getVerdicts", Method: "GET", Path: "/api/v1/places/{place}/{year}/verdicts", Summary: "The verdicts under the law of the year, with every criterion", Inputs: []view.Fact{{Name: "place (path)", Value: "Official code of the unit"}}, Needs: []string{"see_figures"}}},
		}},
	}
}

func hookPage() view.HookList {
	return view.HookList{
		Page: frame("Báo cho chương trình khác"), Heading: "Báo cho chương trình khác", Action: "#", Docs: view.Link{Text: "Tài liệu kết nối", Href: "#"}, Secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
		Place: view.Field{Name: "place", Label: "Đơn vị có mã", Hint: "Tin của đơn vị này và mọi đơn vị trực thuộc.", Width: "10"}, URL: view.Field{Name: "url", Label: "Địa chỉ nhận", Hint: "Bắt đầu bằng https://"},
		Hooks: []view.Hook{{URL: "https://so.example.vn/hoctap", Place: "Tỉnh Thanh Hóa", Text: "từ 01/09/2026 08:00, Trịnh Thị Lan thêm", End: "#", Deliveries: &view.Table{
			Caption: "Các tin gần đây", Fold: true, Columns: []view.Column{{Text: "Lúc"}, {Text: "Việc"}, {Text: "Số lần gửi", Number: true}, {Text: "Kết quả"}},
			Rows: []view.Row{{Cells: []view.Cell{{Text: "02/10/2026 08:00"}, {Text: "Đợt điều tra chuyển bước"}, {Text: "2"}, {Text: "không kết nối được; gửi lại lúc 02/10/2026 08:35"}}}},
		}}},
	}
}
