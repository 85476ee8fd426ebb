-- +goose Up
-- Who did what and who looked at whom. A chain a place: entry n holds the hash of
-- entry n-1, so that communes do not wait for one another. The chain of what is of
-- the installation as a whole is that of commune 0.
CREATE TABLE log_entries (
    commune_id   BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    encoding     INTEGER NOT NULL, -- of the text that is hashed
    happens_at   TEXT NOT NULL,
    account      TEXT NOT NULL,
    role         TEXT NOT NULL,
    from_address TEXT NOT NULL,
    trace        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    kind         TEXT NOT NULL,
    year         INTEGER NOT NULL,
    persons      TEXT NOT NULL, -- ids with a comma between
    whole        BOOLEAN NOT NULL,
    detail       TEXT NOT NULL, -- JSON
    prev         TEXT NOT NULL,
    hash         TEXT NOT NULL,
    PRIMARY KEY (commune_id, seq)
);
CREATE INDEX log_entries_by_time ON log_entries (happens_at, commune_id, seq);
CREATE INDEX log_entries_whole ON log_entries (commune_id, year, seq) WHERE whole;

-- The end of each chain, which an entry locks and moves on.
CREATE TABLE log_heads (
    commune_id BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    hash       TEXT NOT NULL,
    PRIMARY KEY (commune_id)
);

-- Answers "who looked at this person".
CREATE TABLE log_persons (
    commune_id BIGINT NOT NULL,
    person_id  BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    PRIMARY KEY (commune_id, person_id, seq)
);

-- The ends of all chains at a moment, signed. A table of the whole installation.
CREATE TABLE log_checkpoints (
    number  BIGINT PRIMARY KEY,
    made_at TEXT NOT NULL,
    body    TEXT NOT NULL
);
