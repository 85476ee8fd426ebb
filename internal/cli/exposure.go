package cli

import (
	"net"
	"net/netip"
	"time"

	"github.com/spf13/pflag"

	"hoctap/internal/fault"
	"hoctap/internal/gate"
)

// exposure is who can reach the pages, and how.
type exposure struct {
	addr      string
	hosts     []string // names by which the server may be asked
	cert, key string
	acme      authority
	plain     string // address of plain HTTP that leads to TLS
	proxied   bool
	proxies   []string
	metrics   string
	leave     time.Duration
	grace     time.Duration
}

// authority is where certificates come from by themselves.
type authority struct {
	on                       bool
	directory, email, folder string
}

// defaultAddr is reached from this machine alone.
const defaultAddr = "127.0.0.1:8080"

// defaultGrace is enough for the import of a large ward on an old PC.
const defaultGrace = time.Minute

// onThisMachine is how demo and gallery are reached.
func onThisMachine(addr string) exposure { return exposure{addr: addr, grace: defaultGrace} }

func (e *exposure) flags(f *pflag.FlagSet) {
	f.StringVar(&e.addr, "addr", defaultAddr, "địa chỉ và cổng")
	f.StringSliceVar(&e.hosts, "host", nil, "tên miền mà người dùng mở; nhiều tên thì ghi nhiều lần")
	f.StringVar(&e.cert, "tls-cert", "", "tệp chứng thư TLS (PEM); thay tệp thì tự đọc lại")
	f.StringVar(&e.key, "tls-key", "", "tệp khóa của chứng thư (PEM)")
	f.BoolVar(&e.acme.on, "acme", false, "tự xin và gia hạn chứng thư cho các --host; dùng tức là đồng ý điều khoản của nơi cấp")
	f.StringVar(&e.acme.directory, "acme-directory", gate.LetsEncrypt, "nơi cấp chứng thư")
	f.StringVar(&e.acme.email, "acme-email", "", "thư điện tử để nơi cấp báo tin")
	f.StringVar(&e.acme.folder, "acme-folder", "hoctap-acme", "thư mục giữ chứng thư và khóa")
	f.StringVar(&e.plain, "redirect-addr", "", "địa chỉ HTTP thường để chuyển sang TLS, ví dụ :80")
	f.BoolVar(&e.proxied, "behind-proxy", false, "có máy chủ trung gian (proxy) lo TLS ở phía trước")
	f.StringSliceVar(&e.proxies, "trusted-proxy", nil, "địa chỉ hoặc dải địa chỉ của proxy được tin, ví dụ 127.0.0.1/32")
	f.StringVar(&e.metrics, "metrics-addr", "", "địa chỉ cho Prometheus lấy số đo, chỉ trên máy này, ví dụ 127.0.0.1:9090")
	f.DurationVar(&e.leave, "leave-time", 0, "khi dừng, chờ chừng này trước khi đóng cổng để bộ cân bằng tải chuyển đi")
	f.DurationVar(&e.grace, "grace", defaultGrace, "khi dừng, chờ việc đang làm tối đa chừng này")
}

// check holds the words of the command against the rules of who may be reached
// how: the one place for them.
func (e *exposure) check() error {
	local, err := isLocal(e.addr)
	if err != nil {
		return err
	}
	err = e.reached(local)
	if err != nil {
		return err
	}
	return e.fits()
}

// reached is what must be there before others than this machine may come: an
// encrypted way to the end of it, and the names that are ours.
func (e *exposure) reached(local bool) error {
	switch {
	case !local && !e.encrypted() && !e.proxied:
		return fault.New(fault.Refused, "fault.addr_clear", "addr", e.addr)
	case (!local || e.proxied) && len(e.hosts) == 0:
		return fault.New(fault.Invalid, "fault.addr_host")
	case e.proxied != (len(e.proxies) > 0):
		return fault.New(fault.Invalid, "fault.proxy_which")
	}
	_, err := e.trusted()
	return err
}

// fits refuses words that do not go together.
func (e *exposure) fits() error {
	switch {
	case (e.cert == "") != (e.key == ""):
		return fault.New(fault.Invalid, "fault.tls_pair")
	case e.cert != "" && e.acme.on:
		return fault.New(fault.Invalid, "fault.tls_twice")
	case e.acme.on && len(e.hosts) == 0:
		return fault.New(fault.Invalid, "fault.acme_host")
	case e.plain != "" && !e.encrypted():
		return fault.New(fault.Invalid, "fault.redirect_tls")
	}
	if e.metrics == "" {
		return nil
	}
	local, err := isLocal(e.metrics)
	if err == nil && !local {
		err = fault.New(fault.Refused, "fault.metrics_addr", "addr", e.metrics)
	}
	return err
}

func (e *exposure) encrypted() bool { return e.cert != "" || e.acme.on }

// isLocal tells an address that only this machine reaches.
func isLocal(addr string) (bool, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false, fault.New(fault.Invalid, "fault.addr", "addr", addr)
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback(), nil
}

// trusted are the proxies that are believed.
func (e *exposure) trusted() ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range e.proxies {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			one, err := netip.ParseAddr(text)
			if err != nil {
				return nil, fault.New(fault.Invalid, "fault.proxy_addr", "addr", text)
			}
			prefix = netip.PrefixFrom(one, one.BitLen())
		}
		out = append(out, prefix.Masked())
	}
	return out, nil
}

// names are those the server goes by. Where nobody stands before it, this machine
// may always ask by its own.
func (e *exposure) names() []string {
	if e.proxied || len(e.hosts) == 0 {
		return e.hosts
	}
	return append([]string{"localhost", "127.0.0.1", "::1"}, e.hosts...)
}

// url is what a reader types.
func (e *exposure) url(l net.Listener) string {
	scheme, at := "http://", l.Addr().String()
	if e.encrypted() || e.proxied {
		scheme = "https://"
	}
	if len(e.hosts) > 0 {
		at = e.hosts[0]
		if port := e.port(); port != "443" && !e.proxied {
			at = net.JoinHostPort(at, port)
		}
	}
	return scheme + at
}

func (e *exposure) port() string {
	_, port, _ := net.SplitHostPort(e.addr)
	return port
}
