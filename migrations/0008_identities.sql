-- +goose Up
-- Who somebody is at the sign-on of a province: its owner has linked it, signed in
-- here by password. A subject is the provider's own and never changes.
CREATE TABLE identities (
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    linked_at  TEXT NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, account_id)
);
