package web

// sessionEnd signs the account out everywhere but here.
func sessionEnd(v *visit) error {
	err := v.server.Store.EndSessions(v.ctx(), v.account.ID, v.session.Digest)
	if err != nil {
		return err
	}
	return elsewhere(accountPath)
}
