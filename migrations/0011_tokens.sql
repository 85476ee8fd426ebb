-- +goose Up
-- Tokens with which programs act for an account: never more than it may, and as much
-- less as its owner chose. Only the digest is kept.
CREATE TABLE tokens (
    digest     TEXT PRIMARY KEY,
    id         BIGINT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    name       TEXT NOT NULL,
    role       TEXT NOT NULL, -- empty: every role of the owner
    place_id   BIGINT NOT NULL, -- 0: everywhere the owner reaches
    read_only  BOOLEAN NOT NULL,
    made_at    TEXT NOT NULL,
    ends_at    TEXT NOT NULL,
    used_at    TEXT NOT NULL DEFAULT '',
    revoked_at TEXT NOT NULL DEFAULT ''
);
CREATE INDEX tokens_by_account ON tokens (account_id);

-- What a program was answered under a key of its own, so that asking again does
-- nothing twice. An answer of status 0 was never finished.
CREATE TABLE answers (
    token   TEXT NOT NULL,
    key     TEXT NOT NULL,
    asked   TEXT NOT NULL, -- digest of what was asked
    status  INTEGER NOT NULL,
    body    TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (token, key)
);
CREATE INDEX answers_by_time ON answers (made_at);
