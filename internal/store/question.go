package store

import (
	"context"
	"database/sql"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/profile"
	"hoctap/internal/register"
	"hoctap/internal/survey"
)

// Questions gives who of a round still has to be told apart from people we know.
func (db *DB) Questions(ctx context.Context, commune place.ID, year int) ([]survey.OpenQuestion, error) {
	candidates := map[register.ID][]register.ID{}
	reasons := map[register.ID]string{}
	var order []register.ID
	err := db.each(ctx, func(rows *sql.Rows) error {
		var person, candidate register.ID
		var reason string
		err := rows.Scan(&person, &candidate, &reason)
		if len(candidates[person]) == 0 {
			order = append(order, person)
		}
		candidates[person] = append(candidates[person], candidate)
		reasons[person] = reason
		return err
	}, `SELECT person_id, candidate_id, reason FROM questions WHERE commune_id = $1 AND year = $2 ORDER BY person_id, candidate_id`, commune, year)
	if err != nil {
		return nil, fmt.Errorf("questions: %w", err)
	}
	people, err := db.RecordsByPerson(ctx, commune, year, order)
	if err != nil {
		return nil, err
	}
	var out []survey.OpenQuestion
	for _, r := range people {
		q := survey.OpenQuestion{Person: r, Reason: reasons[r.PersonID]}
		for _, id := range candidates[r.PersonID] {
			history, err := db.PersonHistory(ctx, id)
			if err != nil {
				return nil, err
			}
			if len(history) > 0 {
				q.Candidates = append(q.Candidates, history[len(history)-1])
			}
		}
		out = append(out, q)
	}
	return out, nil
}

// AnswerQuestion settles who a person of an open round is. Where it is a
// candidate, the record becomes theirs; where the candidate stands in the round
// already, the person was written twice and the second record goes. What was is
// kept in the trace of changes.
func (db *DB) AnswerQuestion(ctx context.Context, commune place.ID, year int, a survey.Answer) error {
	return db.Transact(ctx, func(tx *DB) error {
		err := tx.claimNow(ctx, commune, year)
		if err != nil {
			return err
		}
		err = tx.closeQuestion(ctx, commune, year, a)
		if err != nil {
			return err
		}
		entry := audit.New(audit.QuestionAnswer, commune, year, nil)
		if a.Same == 0 {
			return tx.note(ctx, entry.About(a.Person))
		}
		err = tx.unite(ctx, commune, year, a)
		if err != nil {
			return err
		}
		return tx.note(ctx, entry.About(a.Person, a.Same))
	})
}

// closeQuestion takes the question away; one that was never asked is refused, so
// that a stale page unites nobody.
func (db *DB) closeQuestion(ctx context.Context, commune place.ID, year int, a survey.Answer) error {
	if a.Same != 0 {
		var n int
		err := db.reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM questions WHERE commune_id = $1 AND year = $2 AND person_id = $3 AND candidate_id = $4`,
			commune, year, a.Person, a.Same).Scan(&n)
		if err != nil {
			return fmt.Errorf("questions: %w", err)
		}
		if n == 0 {
			return fault.New(fault.NotFound, "fault.question_unknown")
		}
	}
	n, err := db.change(ctx, `DELETE FROM questions WHERE commune_id = $1 AND year = $2 AND person_id = $3`, commune, year, a.Person)
	if err != nil {
		return fmt.Errorf("questions: %w", err)
	}
	if n == 0 {
		return fault.New(fault.NotFound, "fault.question_unknown")
	}
	return nil
}

func (db *DB) unite(ctx context.Context, commune place.ID, year int, a survey.Answer) error {
	list, err := db.RecordsByPerson(ctx, commune, year, []register.ID{a.Person, a.Same})
	if err != nil {
		return err
	}
	var mine *register.Record
	twice := false
	for _, r := range list {
		if r.PersonID == a.Person {
			mine = r
		} else {
			twice = true
		}
	}
	if mine == nil {
		return fault.New(fault.NotFound, "fault.question_unknown")
	}
	err = db.exec(ctx, `DELETE FROM records WHERE commune_id = $1 AND year = $2 AND person_id = $3`, commune, year, a.Person)
	if err != nil {
		return fmt.Errorf("unite: %w", err)
	}
	id := mine.Profile().ID()
	if twice {
		d := delta{}
		d.add(mine, id, -1)
		err = db.moveTally(ctx, commune, year, d)
	} else {
		after := *mine
		after.PersonID = a.Same
		err = db.writeRecords(ctx, []*register.Record{&after}, []profile.ID{id})
	}
	if err != nil {
		return err
	}
	return db.traceUnion(ctx, mine, a)
}

// traceUnion keeps the whole record that was taken back, under the person that
// goes on, and lets the other go where no year knows them.
func (db *DB) traceUnion(ctx context.Context, mine *register.Record, a survey.Answer) error {
	fields := map[string][2]any{"person": {fmt.Sprint(a.Person), fmt.Sprint(a.Same)}}
	for _, f := range register.Fields {
		fields[f.Key] = [2]any{f.Value(mine), nil}
	}
	text, err := db.sealedTrace(fields)
	if err != nil {
		return err
	}
	err = db.exec(ctx, `INSERT INTO record_changes (commune_id, id, year, person_id, happens_at, actor, source, fields) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		mine.CommuneID, db.ids(), mine.Year, a.Same, db.stampTime(), audit.Of(ctx).Account, "question", text)
	if err != nil {
		return fmt.Errorf("trace of changes: %w", err)
	}
	return db.exec(ctx, `DELETE FROM persons WHERE commune_id = $1 AND id = $2
		AND NOT EXISTS (SELECT 1 FROM records WHERE commune_id = $1 AND person_id = $2)`, mine.CommuneID, a.Person)
}
