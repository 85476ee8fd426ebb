package web

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/hook"
	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// hooksPath is where it is kept which programs are told of what happens.
const hooksPath = "/webhooks"

// hookList shows the hooks of the places that the visitor keeps them of.
func hookList(v *visit) error {
	page, err := v.hookPage("", "", nil)
	if err != nil {
		return err
	}
	return v.show("hook_list", page)
}

func (v *visit) hookPage(code, url string, wrong map[string]string) (view.HookList, error) {
	title := v.say.T("hook.title")
	page := view.HookList{
		Page: v.frame(title), Heading: title, Action: hooksPath, Docs: view.Link{Text: v.say.T("api.docs"), Href: apiDocsPath},
		Place: view.Field{Name: "place", Label: v.say.T("hook.place"), Hint: v.say.T("hook.place_hint"), Value: code, Width: "10", Error: wrong["place"]},
		URL:   view.Field{Name: "url", Label: v.say.T("hook.url_label"), Hint: v.say.T("hook.url_hint"), Value: url, Type: "url", Error: wrong["url"]},
	}
	page.Errors = summary(page.Place, page.URL)
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return page, err
	}
	list, err := v.server.Store.Hooks(v.ctx())
	if err != nil {
		return page, err
	}
	for _, h := range list {
		if !v.may(right.ManageHooks, h.Place) {
			continue
		}
		line, err := v.hookLine(tree, h)
		if err != nil {
			return page, err
		}
		page.Hooks = append(page.Hooks, line)
	}
	return page, nil
}

// mostDeliveries is how many deliveries of a hook the page shows.
const mostDeliveries = 20

func (v *visit) hookLine(tree *place.Tree, h hook.Hook) (view.Hook, error) {
	line := view.Hook{URL: h.URL, Text: v.say.T("hook.since", "moment", moment(h.MadeAt), "who", v.actor(h.MadeBy))}
	if at, ok := tree.Nearest(h.Place, today(v.Now())); ok {
		line.Place = at.Name
	}
	if h.Ended != "" {
		line.Text = v.say.T("hook.ended_at", "moment", moment(h.Ended))
	} else {
		line.End = fmt.Sprintf("%s/%d/end", hooksPath, h.ID)
	}
	list, err := v.server.Store.Deliveries(v.ctx(), h.ID, mostDeliveries)
	if err != nil {
		return line, err
	}
	table := &view.Table{Caption: v.say.T("hook.deliveries"), Fold: true, Columns: []view.Column{
		{Text: v.say.T("hook.when")}, {Text: v.say.T("hook.event")}, {Text: v.say.T("hook.tries"), Number: true}, {Text: v.say.T("hook.outcome")},
	}}
	for _, d := range list {
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{
			{Text: moment(d.MadeAt)}, {Text: v.say.T("hook.event_" + hookWord(d.Event))}, {Text: strconv.Itoa(d.Tries)}, {Text: v.hookOutcome(&d)},
		}})
	}
	if len(table.Rows) > 0 {
		line.Deliveries = table
	}
	return line, nil
}

func hookWord(event string) string {
	if event == hook.DecisionAdded {
		return "decision"
	}
	return "round"
}

func (v *visit) hookOutcome(d *hook.Delivery) string {
	switch {
	case d.Done != "":
		return v.say.T("hook.done", "moment", moment(d.Done))
	case d.Next != "" && d.Tries == 0:
		return v.say.T("hook.waits")
	case d.Next != "":
		return v.say.T("hook.again", "answered", v.hookAnswer(d.Answered), "moment", moment(d.Next))
	}
	return v.say.T("hook.given_up", "answered", v.hookAnswer(d.Answered))
}

func (v *visit) hookAnswer(answered string) string {
	if slices.Contains([]string{"unreachable", "inside", "ended"}, answered) {
		return v.say.T("hook.answer_" + answered)
	}
	return answered
}

// hookAdd keeps a new hook; its secret is shown this once.
func hookAdd(v *visit) error {
	err := v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	code, url := viet.Clean(v.r.PostForm.Get("place")), viet.Clean(v.r.PostForm.Get("url"))
	wrong := map[string]string{}
	at, err := v.hookPlace(code)
	if f, ok := fault.As(err); ok {
		wrong["place"] = v.faultText(f)
	} else if err != nil {
		return err
	}
	if f, ok := fault.As(hook.CheckURL(url)); ok {
		wrong["url"] = v.faultText(f)
	}
	if len(wrong) > 0 {
		page, err := v.hookPage(code, url, wrong)
		if err != nil {
			return err
		}
		return v.showAs(http.StatusUnprocessableEntity, "hook_list", page)
	}
	secret := make([]byte, 32)
	_, err = rand.Read(secret)
	if err != nil {
		return fmt.Errorf("secret: %w", err)
	}
	h := &hook.Hook{Place: at, URL: url, Secret: "whsec_" + base64.StdEncoding.EncodeToString(secret)}
	err = v.server.Store.AddHook(v.ctx(), h)
	if err != nil {
		return err
	}
	page, err := v.hookPage("", "", nil)
	if err != nil {
		return err
	}
	page.Secret = h.Secret
	return v.show("hook_list", page)
}

// hookPlace is the unit that bears a code today and whose hooks the visitor keeps.
func (v *visit) hookPlace(code string) (place.ID, error) {
	tree, err := v.Store.Places(v.ctx())
	if err != nil {
		return 0, err
	}
	at, err := tree.ByCode(code, today(v.Now()))
	if err != nil {
		return 0, err
	}
	if !v.may(right.ManageHooks, at.PlaceID) {
		return 0, right.Refuse()
	}
	return at.PlaceID, nil
}

// hookEnd ends a hook.
func hookEnd(v *visit) error {
	id, err := strconv.ParseInt(v.r.PathValue("hook"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "hook.unknown")
	}
	list, err := v.server.Store.Hooks(v.ctx())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(h hook.Hook) bool { return h.ID == hook.ID(id) && v.may(right.ManageHooks, h.Place) })
	if i < 0 {
		return fault.New(fault.NotFound, "hook.unknown")
	}
	err = v.server.Store.EndHook(v.ctx(), list[i].Place, list[i].ID)
	if err != nil {
		return err
	}
	v.redirect(hooksPath)
	return nil
}
