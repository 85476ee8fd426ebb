package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/verdict"
)

const proposalList = `place_id, id, year, standard, level, number, decided_on, signer, proposed_by, proposed_at`

// Proposals gives the decisions on a place that wait to be recorded, oldest first.
func (db *DB) Proposals(ctx context.Context, id place.ID) ([]verdict.Proposal, error) {
	var out []verdict.Proposal
	err := db.each(ctx, func(rows *sql.Rows) error {
		var p verdict.Proposal
		err := rows.Scan(&p.PlaceID, &p.ID, &p.Year, &p.Standard, &p.Level, &p.Number, &p.On, &p.Signer, &p.ProposedBy, &p.ProposedAt)
		out = append(out, p)
		return err
	}, `SELECT `+proposalList+` FROM decision_proposals WHERE place_id = $1 AND outcome = '' ORDER BY id`, id)
	if err != nil {
		return nil, fmt.Errorf("proposals: %w", err)
	}
	return out, nil
}

// Propose puts a decision forward. A number that was recorded already, or waits,
// is refused as it would be later.
func (db *DB) Propose(ctx context.Context, p verdict.Proposal) error {
	return db.Transact(ctx, func(tx *DB) error {
		var n int
		err := tx.reader().QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM decisions WHERE place_id = $1 AND year = $2 AND standard = $3 AND number = $4)
			+ (SELECT COUNT(*) FROM decision_proposals WHERE place_id = $1 AND year = $2 AND standard = $3 AND number = $4 AND outcome = '')`,
			p.PlaceID, p.Year, p.Standard, p.Number).Scan(&n)
		if err != nil {
			return fmt.Errorf("proposal: %w", err)
		}
		if n > 0 {
			return fault.New(fault.Conflict, "fault.decision_twice", "number", p.Number, "standard", p.Standard, "year", p.Year)
		}
		err = tx.exec(ctx, `INSERT INTO decision_proposals (`+proposalList+`) VALUES (`+placeholders(1, 10)+`)`,
			p.PlaceID, tx.ids(), p.Year, p.Standard, p.Level, p.Number, p.On, p.Signer, audit.Of(ctx).Account, tx.stampTime())
		if err != nil {
			return fmt.Errorf("proposal: %w", err)
		}
		return tx.note(ctx, audit.New(audit.DecisionPropose, p.PlaceID, p.Year, audit.Detail{"standard": p.Standard, "level": p.Level, "number": p.Number}))
	})
}

// RecordProposal makes a decision of a proposal.
func (db *DB) RecordProposal(ctx context.Context, d verdict.Decision, proposal int64) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.settle(ctx, d.PlaceID, proposal, "recorded")
		if err != nil {
			return err
		}
		return tx.AddDecision(ctx, d)
	})
}

// WithdrawProposal takes a proposal back, or turns it down.
func (db *DB) WithdrawProposal(ctx context.Context, id place.ID, proposal int64) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.settle(ctx, id, proposal, "withdrawn")
		if err != nil {
			return err
		}
		return tx.note(ctx, audit.New(audit.DecisionWithdraw, id, 0, nil))
	})
}

// settle ends a proposal once: of two hands the second finds it gone.
func (db *DB) settle(ctx context.Context, id place.ID, proposal int64, outcome string) error {
	n, err := db.change(ctx, `UPDATE decision_proposals SET outcome = $1, settled_by = $2, settled_at = $3 WHERE place_id = $4 AND id = $5 AND outcome = ''`,
		outcome, audit.Of(ctx).Account, db.stampTime(), id, proposal)
	if err != nil {
		return fmt.Errorf("proposal: %w", err)
	}
	if n != 1 {
		return fault.New(fault.NotFound, "deciding.proposal_gone")
	}
	return nil
}
