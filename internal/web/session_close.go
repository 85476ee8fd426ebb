package web

// sessionClose signs this browser out.
func sessionClose(v *visit) error {
	if v.session != nil {
		err := v.server.Store.EndSession(v.ctx(), v.session.Account, v.session.Digest)
		if err != nil {
			return err
		}
	}
	v.setCookie(sessionName, "", -1)
	return elsewhere(signInPath)
}
