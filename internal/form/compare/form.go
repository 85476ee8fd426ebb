package compare

import (
	"context"

	"hoctap/internal/form"
	"hoctap/internal/words"
)

// Order is what is compared: a form of ours for a place and year.
type Order struct {
	Forms        *form.Library
	Suppositions []*Supposition
	Store        Store
	Form         *form.Form
	Of           form.For
	Words        *words.Printer
}

// Form makes the form out as the data stand now, sets the sheets beside it, and
// explains what differs.
func Form(ctx context.Context, o Order, sheets []*Sheet) (*Result, error) {
	filled, err := o.Forms.Fill(ctx, o.Store, o.Form, o.Of)
	if err != nil {
		return nil, err
	}
	if filled.List != nil {
		return List(ctx, o.Forms, o.Store, filled, sheets, o.Words)
	}
	r, err := Tables(filled, sheets)
	if err != nil {
		return nil, err
	}
	e := &Explainer{Forms: o.Forms, Source: NewSource(o.Store), Form: o.Form, Of: o.Of, Suppositions: o.Suppositions}
	return r, e.Explain(ctx, r)
}
