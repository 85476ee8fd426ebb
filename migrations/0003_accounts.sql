-- +goose Up
-- Who may sign in, and what they may do. These are tables of the installation and
-- not of a commune; no account is ever deleted, since the log names it.
CREATE TABLE accounts (
    id          BIGINT PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    full_name   TEXT NOT NULL,
    password    TEXT NOT NULL,            -- PHC form; '' where there is none
    must_change BOOLEAN NOT NULL,
    totp        TEXT NOT NULL DEFAULT '', -- secret of one-time codes
    pending     TEXT NOT NULL DEFAULT '', -- one that its owner has not confirmed
    totp_step   BIGINT NOT NULL DEFAULT 0,
    disabled    BOOLEAN NOT NULL DEFAULT FALSE,
    created_at  TEXT NOT NULL
);

-- A role of a unit for a time; place 0 is the whole installation. Rights are ended
-- by a day and never removed.
CREATE TABLE assignments (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    id         BIGINT NOT NULL,
    role       TEXT NOT NULL,
    place_id   BIGINT NOT NULL,
    from_on    TEXT NOT NULL,
    until_on   TEXT NOT NULL DEFAULT '',
    given_by   TEXT NOT NULL,
    given_at   TEXT NOT NULL,
    PRIMARY KEY (account_id, id)
);
CREATE INDEX assignments_by_place ON assignments (place_id, role);

CREATE TABLE sessions (
    digest     TEXT PRIMARY KEY, -- SHA-256 of the token the browser holds
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    started_at TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    from_addr  TEXT NOT NULL,
    browser    TEXT NOT NULL,
    second     BOOLEAN NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE recovery_codes (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    digest     TEXT NOT NULL,
    used_at    TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, digest)
);

-- Browsers that have signed in to an account before.
CREATE TABLE devices (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    digest     TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    PRIMARY KEY (account_id, digest)
);

-- Sign-ins in vain, by a digest of what they are counted under.
CREATE TABLE attempts (
    digest   TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  TEXT NOT NULL
);

-- A decision that was proposed and waits for somebody else to record it.
CREATE TABLE decision_proposals (
    place_id    BIGINT NOT NULL REFERENCES places (id),
    id          BIGINT NOT NULL,
    year        INTEGER NOT NULL,
    standard    TEXT NOT NULL,
    level       INTEGER NOT NULL,
    number      TEXT NOT NULL,
    decided_on  TEXT NOT NULL,
    signer      TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    settled_by  TEXT NOT NULL DEFAULT '',
    settled_at  TEXT NOT NULL DEFAULT '',
    outcome     TEXT NOT NULL DEFAULT '', -- recorded or withdrawn
    PRIMARY KEY (place_id, id)
);
