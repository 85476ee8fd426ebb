package store

import (
	"context"

	"hoctap/internal/audit"
	"hoctap/internal/right"
)

// quietly is a write that tells nothing of what anybody did: a counter of wrong
// passwords, a sign of life, the same value under another key. It is the one way
// past the log.
func (db *DB) quietly(ctx context.Context, do func(*DB) error) error {
	return db.Transact(ctx, func(tx *DB) error {
		wrote := tx.acts.wrote
		err := do(tx)
		tx.acts.wrote = wrote
		return err
	})
}

// actorOf is how a trace names an account.
func actorOf(name string) string { return "account:" + name }

// inOwnName is the act of an account that nobody has signed in to yet: who signs in
// does so in that name.
func inOwnName(ctx context.Context, name string) context.Context {
	act := audit.Of(ctx)
	if act.Account != "" {
		return ctx
	}
	act.Account = actorOf(name)
	return audit.With(ctx, act)
}

// noteAccount enters an act on an account. What stands in the detail is whose
// account it is: these are people who work here, and none of the register.
func (db *DB) noteAccount(ctx context.Context, kind audit.Kind, id right.ID, detail audit.Detail) error {
	who, err := db.Account(ctx, id)
	if err != nil {
		return err
	}
	if detail == nil {
		detail = audit.Detail{}
	}
	detail["account"] = who.Name
	return db.note(ctx, audit.New(kind, installation, 0, detail))
}

// noteComing enters that an account came or went, in its own name where nobody is
// signed in.
func (db *DB) noteComing(ctx context.Context, kind audit.Kind, id right.ID, detail audit.Detail) error {
	who, err := db.Account(ctx, id)
	if err != nil {
		return err
	}
	return db.noteAccount(inOwnName(ctx, who.Name), kind, id, detail)
}
