// Package audit says what is kept of every act: who did it or looked, in which
// role, from where, why, and at whom; how the entries of a place are chained, and
// how the ends of the chains are signed. It knows no database: package store keeps
// the chains.
package audit

import "context"

// An Act is who does something, and under which circumstances.
type Act struct {
	Account string // a name in the system, or operator:<user of the machine>
	Role    string
	From    string // address of the machine
	Trace   string // number of the request
	Reason  string // stated by the account, where one was asked
}

type actKey struct{}

// With puts the act into a context: whatever is written or shown under it is
// entered in its name.
func With(ctx context.Context, act Act) context.Context {
	return context.WithValue(ctx, actKey{}, act)
}

// Of gives the act of a context, empty where nobody acts.
func Of(ctx context.Context) Act {
	act, _ := ctx.Value(actKey{}).(Act)
	return act
}

// Because is the same act with the reason that its account has stated.
func Because(ctx context.Context, reason string) context.Context {
	act := Of(ctx)
	act.Reason = reason
	return With(ctx, act)
}

type aloneKey struct{}

// Alone says of the acts of a context that they belong in two hands and were done by
// one, because the place has nobody else: the log says so.
func Alone(ctx context.Context) context.Context { return context.WithValue(ctx, aloneKey{}, true) }

// IsAlone tells it of a context.
func IsAlone(ctx context.Context) bool {
	alone, _ := ctx.Value(aloneKey{}).(bool)
	return alone
}

type throughKey struct{}

// Through says of the acts of a context by which token a program does them.
func Through(ctx context.Context, token string) context.Context {
	return context.WithValue(ctx, throughKey{}, token)
}

// TokenOf is the name of that token, empty where no program acts.
func TokenOf(ctx context.Context) string {
	name, _ := ctx.Value(throughKey{}).(string)
	return name
}
