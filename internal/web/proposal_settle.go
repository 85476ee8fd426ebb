package web

import (
	"slices"
	"strconv"

	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/internal/web/view"
)

// proposalSettle records a decision that was proposed, or turns it down. Whoever
// proposed it may take it back.
func proposalSettle(v *visit) error {
	t, err := v.target()
	if err != nil {
		return err
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	p, err := v.proposal(t)
	if err != nil {
		return err
	}
	if v.r.PostForm.Get("do") == "record" {
		err = v.desk().Record(v.ctx(), p)
	} else {
		err = v.desk().Withdraw(v.ctx(), p)
	}
	if err != nil {
		return err
	}
	return elsewhere(t.path("decisions"))
}

func (v *visit) proposal(t *target) (*verdict.Proposal, error) {
	id, err := strconv.ParseInt(v.r.PathValue("proposal"), 10, 64)
	if err != nil {
		return nil, fault.New(fault.NotFound, "deciding.proposal_gone")
	}
	list, err := v.Store.Proposals(v.ctx(), t.at.PlaceID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list, func(p verdict.Proposal) bool { return p.ID == id })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "deciding.proposal_gone")
	}
	return &list[i], nil
}

// proposals are the decisions on a place that wait for a second hand.
func (v *visit) proposals(t *target) ([]view.Proposal, error) {
	list, err := v.Store.Proposals(v.ctx(), t.at.PlaceID)
	if err != nil {
		return nil, err
	}
	able, err := v.desk().Able(v.ctx(), right.RecordDecision, t.at.PlaceID)
	if err != nil {
		return nil, err
	}
	var out []view.Proposal
	for i := range list {
		out = append(out, v.proposalView(t, &list[i], able))
	}
	return out, nil
}

func (v *visit) proposalView(t *target, p *verdict.Proposal, able []string) view.Proposal {
	shown := view.Proposal{
		Number: p.Number, Standard: p.Standard, Action: t.path("decisions", "proposals", strconv.FormatInt(p.ID, 10)),
		Level:  v.say.T("deciding.level_year", "level", v.decidedLevel(verdict.Decision{Standard: p.Standard, Level: p.Level}), "year", p.Year),
		Signed: v.say.T("deciding.signed_on", "date", viet.Date(p.On), "signer", p.Signer),
		By:     v.say.T("deciding.proposed", "who", v.actor(p.ProposedBy), "when", moment(p.ProposedAt)),
	}
	if std := v.Book.Standard(p.Standard); std != nil {
		shown.Standard = v.law(std.Title)
	}
	allowed, _ := right.Separate(p.ProposedBy, v.Actor, able)
	mayRecord := v.may(right.RecordDecision, t.at.PlaceID)
	shown.MayRecord = mayRecord && allowed
	shown.MayWithdraw = mayRecord || p.ProposedBy == v.Actor
	return shown
}
