package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"hoctap/internal/fault"
	"hoctap/internal/right"
	"hoctap/internal/survey"
	"hoctap/internal/verdict"
)

func (p *programs) registerRounds() {
	moves := needs(right.WriteRegister, right.SubmitRound, right.CheckRound, right.ReopenRound)
	decides := needs(right.ProposeDecision, right.RecordDecision)
	operate(p, http.MethodGet, "/places/{place}/{year}/round", "getRound", "How far the survey of the year has come", seeFigures, apiRoundShow)
	operate(p, http.MethodPost, "/places/{place}/{year}/round", "moveRound", "Hand a round in, check it, close it, open it again", moves, apiRoundMove)
	operate(p, http.MethodGet, "/places/{place}/{year}/decisions", "listDecisions", "Decisions on a place in a year, and those proposed", seeFigures, apiDecisions)
	operate(p, http.MethodPost, "/places/{place}/{year}/decisions", "proposeDecision", "Put a decision forward; where nobody else could record it, it is recorded", decides, apiDecisionAdd)
	operate(p, http.MethodPost, "/places/{place}/{year}/decisions/{proposal}", "settleDecision", "Record a decision that another hand proposed, or withdraw it", decides, apiDecisionSettle)
}

type apiRound struct {
	State       string `json:"state" enum:"open,submitted,checked,closed"`
	OpenedAt    string `json:"opened_at"`
	Records     int    `json:"records" doc:"People written in it"`
	Unconfirmed int    `json:"unconfirmed" doc:"People rolled forward and not looked at yet"`
}

func (v *visit) roundOut(c *recall, t *target) (*apiRound, error) {
	round, ok, err := c.RoundProgress(v.ctx(), t.at.PlaceID, t.year)
	if err != nil || !ok {
		return nil, err
	}
	return &apiRound{string(round.State), round.OpenedAt, round.Records, round.Unconfirmed}, nil
}

func apiRoundShow(v *visit, _ *InPlace) (apiRound, error) {
	t, err := v.commune()
	if err != nil {
		return apiRound{}, err
	}
	c, err := v.recall()
	if err != nil {
		return apiRound{}, err
	}
	round, err := v.roundOut(c, t)
	if err == nil && round == nil {
		err = noRound(t)
	}
	if err != nil {
		return apiRound{}, err
	}
	return *round, nil
}

type roundIn struct {
	InPlace
	Key  string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"100" doc:"Chosen by the program; asking again under it does nothing twice"`
	Body struct {
		To     string `json:"to" enum:"open,submitted,checked,closed"`
		Reason string `json:"reason,omitempty" maxLength:"1000" doc:"Needed to open a round again"`
	}
}

func apiRoundMove(v *visit, in *roundIn) (apiRound, error) {
	return underKey(v, in.Key, in.Body, func() (apiRound, error) {
		t, err := v.standing()
		if err != nil {
			return apiRound{}, err
		}
		_, stands, err := v.Store.Round(v.ctx(), t.at.PlaceID, t.year)
		if err != nil {
			return apiRound{}, err
		}
		if stands {
			err = v.desk().MoveRound(v.ctx(), t.at.PlaceID, t.year, survey.State(in.Body.To), in.Body.Reason)
		} else {
			err = v.openRound(t, survey.State(in.Body.To))
		}
		if err != nil {
			return apiRound{}, err
		}
		v.recalled = nil
		return apiRoundShow(v, nil)
	})
}

type decisionsOut struct {
	Decisions []decisionOut `json:"decisions"`
	Proposed  []decisionOut `json:"proposed"`
}

type decisionOut struct {
	ID        string `json:"id"`
	Standard  string `json:"standard"`
	Level     int    `json:"level"`
	Number    string `json:"number"`
	On        string `json:"on"`
	Signer    string `json:"signer"`
	Authority string `json:"authority,omitempty"`
	RuleSet   string `json:"rule_set,omitempty" doc:"The rules under which the verdict it rests on was reached"`
}

func apiDecisions(v *visit, _ *InPlace) (decisionsOut, error) {
	out := decisionsOut{Decisions: []decisionOut{}, Proposed: []decisionOut{}}
	t, err := v.target()
	if err != nil {
		return out, err
	}
	list, err := v.Store.PlaceDecisions(v.ctx(), t.at.PlaceID)
	if err != nil {
		return out, err
	}
	for _, d := range list {
		if d.Year == t.year {
			out.Decisions = append(out.Decisions, decisionOut{fmt.Sprint(d.ID), d.Standard, d.Level, d.Number, d.On, d.Signer, d.Authority, d.RuleSet})
		}
	}
	waiting, err := v.Store.Proposals(v.ctx(), t.at.PlaceID)
	if err != nil {
		return out, err
	}
	for _, p := range waiting {
		if p.Year == t.year {
			out.Proposed = append(out.Proposed, decisionOut{ID: fmt.Sprint(p.ID), Standard: p.Standard, Level: p.Level, Number: p.Number, On: p.On, Signer: p.Signer})
		}
	}
	return out, nil
}

type decisionIn struct {
	InPlace
	Key  string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"100"`
	Body struct {
		Standard string `json:"standard" example:"THCS"`
		Level    int    `json:"level" minimum:"0" maximum:"9"`
		Number   string `json:"number" minLength:"1" maxLength:"100"`
		On       string `json:"on" format:"date"`
		Signer   string `json:"signer" minLength:"1" maxLength:"200"`
	}
}

type decisionMade struct {
	Recorded bool `json:"recorded" doc:"False: it waits for another hand"`
}

func apiDecisionAdd(v *visit, in *decisionIn) (decisionMade, error) {
	return underKey(v, in.Key, in.Body, func() (decisionMade, error) {
		t, err := v.target()
		if err != nil {
			return decisionMade{}, err
		}
		if in.Body.On > today(v.Now()) {
			return decisionMade{}, fault.New(fault.Invalid, "deciding.date_future")
		}
		judge := verdict.Judge{Book: v.Book, Source: v.server.Store}
		j, err := judge.Judge(v.ctx(), t.at.PlaceID, t.year)
		if err != nil {
			return decisionMade{}, err
		}
		if j.Of(in.Body.Standard) == nil {
			return decisionMade{}, fault.New(fault.Invalid, "deciding.choose_standard")
		}
		d, err := j.Decide(verdict.Draft{Standard: in.Body.Standard, Level: &in.Body.Level, Number: in.Body.Number, On: in.Body.On, Signer: in.Body.Signer})
		if err != nil {
			return decisionMade{}, err
		}
		recorded, err := v.desk().PutForward(v.ctx(), d)
		return decisionMade{recorded}, err
	})
}

type settleIn struct {
	InPlace
	Proposal string `path:"proposal"`
	Key      string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"100"`
	Body     struct {
		Do string `json:"do" enum:"record,withdraw"`
	}
}

func apiDecisionSettle(v *visit, in *settleIn) (decisionMade, error) {
	return underKey(v, in.Key, in.Body, func() (decisionMade, error) {
		t, err := v.target()
		if err != nil {
			return decisionMade{}, err
		}
		p, err := v.proposal(t)
		if err != nil {
			return decisionMade{}, err
		}
		if in.Body.Do == "record" {
			return decisionMade{true}, v.desk().Record(v.ctx(), p)
		}
		return decisionMade{}, v.desk().Withdraw(v.ctx(), p)
	})
}

// keptAnswer is an answer as it is kept under a key.
type keptAnswer[O any] struct {
	Out     *O       `json:"out,omitempty"`
	Problem *problem `json:"problem,omitempty"`
}

// underKey does something once under a key, and answers the same every time that it is
// asked again. The key is taken before the act: a program that was cut off in its midst
// is told so, and looks what came of it, rather than acting twice.
func underKey[B, O any](v *visit, key string, body B, work func() (O, error)) (O, error) {
	var none O
	asked, err := askedDigest(v, body)
	if err != nil {
		return none, err
	}
	before, err := v.server.Store.TakeKey(v.ctx(), v.token.Digest, key, asked)
	switch {
	case err != nil:
		return none, err
	case before != nil && before.Asked != asked:
		return none, fault.New(fault.Conflict, "api.key_of_another")
	case before != nil && before.Status == 0:
		return none, fault.New(fault.Conflict, "api.key_unfinished")
	case before != nil:
		var kept keptAnswer[O]
		err = json.Unmarshal([]byte(before.Body), &kept)
		if err != nil {
			return none, fmt.Errorf("kept answer: %w", err)
		}
		if kept.Problem != nil {
			return none, kept.Problem
		}
		return *kept.Out, nil
	}
	out, err := work()
	kept := keptAnswer[O]{Out: &out}
	status := http.StatusOK
	if err != nil {
		told := v.problem(err)
		kept, status = keptAnswer[O]{Problem: told}, told.Status
		err = told
	}
	text, bad := json.Marshal(kept)
	if bad != nil {
		return none, fmt.Errorf("kept answer: %w", bad)
	}
	bad = v.server.Store.KeepAnswer(v.ctx(), v.token.Digest, key, status, string(text))
	if bad != nil {
		return none, bad
	}
	return out, err
}

// askedDigest names what was asked: where, and with what.
func askedDigest(v *visit, body any) (string, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return "", fmt.Errorf("what was asked: %w", err)
	}
	sum := sha256.Sum256([]byte(v.r.Method + " " + v.r.URL.Path + "\n" + string(text)))
	return hex.EncodeToString(sum[:]), nil
}
