package gate

import (
	"crypto/tls"
	"net/http"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// ACME gets certificates from an authority and renews them.
type ACME struct {
	manager autocert.Manager
}

// LetsEncrypt is the authority where no other is named.
const LetsEncrypt = acme.LetsEncryptURL

// NewACME asks the authority at directory for certificates of these names alone,
// and keeps them, with the key of the account, in folder.
func NewACME(directory, email, folder string, hosts []string) *ACME {
	return &ACME{autocert.Manager{
		Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(folder), Email: email,
		HostPolicy: autocert.HostWhitelist(hosts...), Client: &acme.Client{DirectoryURL: directory},
	}}
}

// TLS is how a door uses the certificates; it also answers the authority, which
// asks at the same port whether the name is ours.
func (a *ACME) TLS() *tls.Config {
	config := secure(a.manager.GetCertificate)
	config.NextProtos = append(config.NextProtos, acme.ALPNProto)
	return config
}

// Plain answers the authority where it asks by plain HTTP, and hands all else on.
func (a *ACME) Plain(rest http.Handler) http.Handler { return a.manager.HTTPHandler(rest) }
