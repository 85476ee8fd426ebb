package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"hoctap/internal/audit"
	"hoctap/internal/centre"
	"hoctap/internal/fault"
	"hoctap/internal/place"
	"hoctap/internal/register"
)

func scanLearner(rows *sql.Rows, byID map[centre.ID]*centre.Whole) error {
	var class centre.ID
	var l centre.Learner
	var before string
	err := rows.Scan(&class, &l.Person, &l.State, &l.Why, &l.AddedAt, &l.CompletedOn, &l.Result, &l.Certificate, &before)
	if err == nil && before != "" {
		err = json.Unmarshal([]byte(before), &l.Before)
	}
	if w := byID[class]; w != nil {
		w.Learners = append(w.Learners, l)
	}
	return err
}

// Complete carries a completion out, or its undoing: the records of the round, what the
// learners are, and the entries, in one transaction or not at all. It fails with a
// conflict when the round or a learner changed since it was worked out.
func (db *DB) Complete(ctx context.Context, c *centre.Completion, kind audit.Kind) error {
	return db.Transact(ctx, func(tx *DB) error {
		if c.Plan != nil {
			err := tx.Apply(ctx, c.Plan)
			if err != nil {
				return err
			}
		}
		var persons []register.ID
		for i := range c.Learners {
			err := tx.setLearner(ctx, c.Class, &c.Learners[i])
			if err != nil {
				return err
			}
			persons = append(persons, c.Learners[i].Person)
		}
		return tx.note(ctx, audit.New(kind, c.Class.Commune, c.Class.Year, audit.Detail{"class": c.Class.ID}).About(persons...))
	})
}

func (db *DB) setLearner(ctx context.Context, w *centre.Whole, l *centre.Learner) error {
	before := ""
	if len(l.Before) > 0 {
		text, err := json.Marshal(l.Before)
		if err != nil {
			return fmt.Errorf("completion: %w", err)
		}
		before = string(text)
	}
	was := w.Learner(l.Person).State
	n, err := db.change(ctx, `UPDATE learners SET state = $1, completed_on = $2, result = $3, certificate = $4, before = $5
		WHERE commune_id = $6 AND class_id = $7 AND person_id = $8 AND state = $9`,
		string(l.State), l.CompletedOn, l.Result, l.Certificate, before, w.Commune, w.ID, l.Person, string(was))
	if err != nil {
		return fmt.Errorf("completion: %w", err)
	}
	if n != 1 {
		return fault.New(fault.Conflict, "class.moved_meanwhile")
	}
	return nil
}

// IssueCertificates gives codes to those who completed and have none yet. A code is what
// a paper is checked by.
func (db *DB) IssueCertificates(ctx context.Context, w *centre.Whole, codes map[register.ID]string) error {
	return db.Transact(ctx, func(tx *DB) error {
		var persons []register.ID
		for _, l := range w.Learners {
			code, ok := codes[l.Person]
			if !ok {
				continue
			}
			err := tx.exec(ctx, `INSERT INTO certificates (code, commune_id, class_id, person_id) VALUES ($1, $2, $3, $4)`, code, w.Commune, w.ID, l.Person)
			if err != nil {
				return fmt.Errorf("certificate: %w", err)
			}
			n, err := tx.change(ctx, `UPDATE learners SET certificate = $1 WHERE commune_id = $2 AND class_id = $3 AND person_id = $4 AND state = 'completed' AND certificate = ''`,
				code, w.Commune, w.ID, l.Person)
			if err != nil {
				return fmt.Errorf("certificate: %w", err)
			}
			if n != 1 {
				return fault.New(fault.Conflict, "class.moved_meanwhile")
			}
			persons = append(persons, l.Person)
		}
		return tx.note(ctx, audit.New(audit.CertificateIssue, w.Commune, w.Year, audit.Detail{"class": w.ID}).About(persons...))
	})
}

// Certified is whom a code names: the class, the learner, and their record of its year.
// Found is false where no certificate ever had the code.
func (db *DB) Certified(ctx context.Context, code string) (w *centre.Whole, l *centre.Learner, r *register.Record, err error) {
	var commune place.ID
	var class centre.ID
	var person register.ID
	err = db.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&commune, &class, &person) },
		`SELECT commune_id, class_id, person_id FROM certificates WHERE code = $1`, code)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("certificate: %w", err)
	}
	if class == 0 {
		return nil, nil, nil, nil
	}
	w, _, err = db.Class(ctx, commune, class)
	if err != nil || w == nil {
		return nil, nil, nil, err
	}
	records, err := db.RecordsByPerson(ctx, commune, w.Year, []register.ID{person})
	if err != nil || len(records) == 0 {
		return w, w.Learner(person), nil, err
	}
	return w, w.Learner(person), records[0], nil
}
