package cli

import (
	"os"
	"strings"

	"github.com/spf13/pflag"

	"hoctap/internal/fault"
	"hoctap/internal/signon"
)

// signOn is how a province's own sign-on is named on the command line.
type signOn struct{ issuer, client, secretFile, name string }

// signOnSecret holds the secret in place of a file.
const signOnSecret = "HOCTAP_OIDC_SECRET"

func (s *signOn) flags(f *pflag.FlagSet) {
	f.StringVar(&s.issuer, "oidc-issuer", "", "đăng nhập chung của tỉnh (OpenID Connect): địa chỉ nơi cấp, https://…")
	f.StringVar(&s.client, "oidc-client", "", "mã ứng dụng (client id) mà nơi cấp đặt cho hoctap")
	f.StringVar(&s.secretFile, "oidc-secret-file", "", "tệp chứa mật khẩu ứng dụng; hoặc đặt trong biến "+signOnSecret)
	f.StringVar(&s.name, "oidc-name", "tài khoản của tỉnh", "tên hiện trên nút đăng nhập")
}

// provider is the sign-on that was named, nil where none was.
func (s *signOn) provider() (*signon.Provider, error) {
	if s.issuer == "" && s.client == "" && s.secretFile == "" {
		return nil, nil
	}
	secret := os.Getenv(signOnSecret)
	if s.secretFile != "" {
		text, err := os.ReadFile(s.secretFile)
		if err != nil {
			return nil, fault.Wrap(err, fault.NotFound, "fault.file_missing", "file", s.secretFile)
		}
		secret = strings.TrimSpace(string(text))
	}
	if s.issuer == "" || s.client == "" {
		return nil, fault.New(fault.Invalid, "signon.incomplete")
	}
	return signon.New(signon.Config{Issuer: s.issuer, ClientID: s.client, Secret: secret, Name: s.name}), nil
}
