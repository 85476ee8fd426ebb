package office

import (
	"context"

	"hoctap/internal/audit"
	"hoctap/internal/right"
	"hoctap/internal/verdict"
)

// PutForward leaves a decision to another hand to be recorded. Where nobody else
// may record it and whoever proposes it may, it is recorded at once.
func (d *Desk) PutForward(ctx context.Context, made verdict.Decision) (recorded bool, err error) {
	record := d.Holder.May(right.RecordDecision, made.PlaceID)
	if !record && !d.Holder.May(right.ProposeDecision, made.PlaceID) {
		return false, right.Refuse()
	}
	able, err := d.Able(ctx, right.RecordDecision, made.PlaceID)
	if err != nil {
		return false, err
	}
	_, alone := right.Separate(d.Actor, d.Actor, able)
	if alone && record {
		return true, d.Store.AddDecision(audit.Alone(ctx), made)
	}
	return false, d.Store.Propose(ctx, verdict.Proposal{
		PlaceID: made.PlaceID, Year: made.Year, Standard: made.Standard, Level: made.Level, Number: made.Number, On: made.On, Signer: made.Signer,
	})
}

// Record makes a decision of a proposal. The verdict is judged anew, not
// remembered: the decision keeps it for good.
func (d *Desk) Record(ctx context.Context, p *verdict.Proposal) error {
	if !d.Holder.May(right.RecordDecision, p.PlaceID) {
		return right.Refuse()
	}
	alone, err := d.separate(ctx, p.ProposedBy, right.RecordDecision, p.PlaceID)
	if err != nil {
		return err
	}
	if alone {
		ctx = audit.Alone(ctx)
	}
	judge := verdict.Judge{Book: d.Book, Source: d.Store}
	j, err := judge.Judge(ctx, p.PlaceID, p.Year)
	if err != nil {
		return err
	}
	made, err := j.Decide(p.Draft())
	if err != nil {
		return err
	}
	return d.Store.RecordProposal(ctx, made, p.ID)
}

// Withdraw takes a proposal back, or turns it down.
func (d *Desk) Withdraw(ctx context.Context, p *verdict.Proposal) error {
	if p.ProposedBy != d.Actor && !d.Holder.May(right.RecordDecision, p.PlaceID) {
		return right.Refuse()
	}
	return d.Store.WithdrawProposal(ctx, p.PlaceID, p.ID)
}
