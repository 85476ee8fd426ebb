-- +goose Up
-- Where other programs want to be told of what happens to rounds and decisions of a
-- place and all below it. The secret that signs is sealed.
CREATE TABLE hooks (
    id       BIGINT PRIMARY KEY,
    place_id BIGINT NOT NULL,
    url      TEXT NOT NULL,
    secret   TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    made_by  TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT ''
);

-- What is to be told, written in the transaction of the act, and what became of it.
CREATE TABLE deliveries (
    id       BIGINT PRIMARY KEY,
    hook_id  BIGINT NOT NULL REFERENCES hooks (id),
    event    TEXT NOT NULL,
    body     TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0,
    next_at  TEXT NOT NULL, -- empty: nothing more is tried
    done_at  TEXT NOT NULL DEFAULT '',
    answered TEXT NOT NULL DEFAULT '' -- the last answer, in a few words
);
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE next_at <> '';
CREATE INDEX deliveries_by_hook ON deliveries (hook_id, made_at);
