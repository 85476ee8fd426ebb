package view

import "reflect"

// Prune gives a page in which nothing leads where its reader may not go: a link in
// a list of links is left out, as is one that may be missing; any other becomes
// plain text, as does whatever has an Href. A page is asked as it is about to be
// shown, so that no handler has to think of it.
func Prune[T any](page T, opens func(href string) bool) T { return Prepare(page, opens, nil) }

// Prepare prunes a page, and gives every field and card of it the way to its help by
// its name; "" where there is none.
func Prepare[T any](page T, opens func(href string) bool, help func(name string) string) T {
	p := pruner{opens: opens, help: help}
	v := reflect.New(reflect.TypeOf(page)).Elem()
	v.Set(reflect.ValueOf(page))
	p.visit(v)
	return v.Interface().(T)
}

type pruner struct {
	opens func(string) bool
	help  func(string) string
}

var linkType = reflect.TypeFor[Link]()

func (p pruner) closed(link reflect.Value) bool {
	href := link.Interface().(Link).Href
	return href != "" && !p.opens(href)
}

func (p pruner) visit(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		p.pointer(v)
	case reflect.Slice:
		p.slice(v)
	case reflect.Struct:
		p.fields(v)
		p.explain(v.Addr().Interface())
	}
}

func (p pruner) pointer(v reflect.Value) {
	if v.IsNil() {
		return
	}
	if v.Type().Elem() == linkType && p.closed(v.Elem()) {
		v.SetZero()
		return
	}
	// What it points to may be shared with other pages: this one gets its own.
	own := reflect.New(v.Type().Elem())
	own.Elem().Set(v.Elem())
	p.visit(own.Elem())
	v.Set(own)
}

func (p pruner) slice(v reflect.Value) {
	switch v.Type().Elem().Kind() {
	case reflect.Struct, reflect.Pointer, reflect.Slice:
	default:
		return
	}
	own := reflect.MakeSlice(v.Type(), 0, v.Len())
	for i := range v.Len() {
		if v.Type().Elem() == linkType && p.closed(v.Index(i)) {
			continue
		}
		own = reflect.Append(own, v.Index(i))
		p.visit(own.Index(own.Len() - 1))
	}
	if v.Len() > 0 {
		v.Set(own)
	}
}

func (p pruner) fields(v reflect.Value) {
	for i := range v.NumField() {
		field := v.Field(i)
		switch {
		case !v.Type().Field(i).IsExported():
		case field.Kind() == reflect.String && v.Type().Field(i).Name == "Href":
			if href := field.String(); href != "" && !p.opens(href) {
				field.SetString("")
			}
		default:
			p.visit(field)
		}
	}
}
