-- +goose Up
-- Passkeys of accounts: the public half of keys that devices hold.
CREATE TABLE passkeys (
    handle     TEXT PRIMARY KEY, -- what the device calls the key
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    name       TEXT NOT NULL,
    credential TEXT NOT NULL, -- JSON
    added_at   TEXT NOT NULL,
    used_at    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX passkeys_by_account ON passkeys (account_id);

-- Adding one, or signing in with one, between its two halves.
CREATE TABLE ceremonies (
    digest     TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL, -- 0 where somebody signs in
    data       TEXT NOT NULL,
    until_at   TEXT NOT NULL
);
CREATE INDEX ceremonies_by_end ON ceremonies (until_at);
