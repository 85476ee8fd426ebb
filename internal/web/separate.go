package web

import (
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/right"
)

// separate refuses the second of two acts to whoever did the first, where anybody
// else could do it.
func (v *visit) separate(first string, do right.Action, at place.ID) error {
	if first != v.Actor {
		return nil
	}
	able, err := v.able(do, at)
	if err != nil {
		return err
	}
	allowed, _ := right.Separate(first, v.Actor, able)
	if !allowed {
		return fault.New(fault.Refused, "right.twice")
	}
	return nil
}

// able names all who may do something in a place today.
func (v *visit) able(do right.Action, at place.ID) ([]string, error) {
	list, err := v.server.Store.Accounts(v.ctx())
	if err != nil {
		return nil, err
	}
	rights, err := v.server.Store.AllAssignments(v.ctx())
	if err != nil {
		return nil, err
	}
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return nil, err
	}
	var out []string
	for _, a := range list {
		if !a.Disabled && right.NewHolder(a.ID, a.Name, rights, tree, today(v.Now())).May(do, at) {
			out = append(out, actorOf(a))
		}
	}
	return out, nil
}
