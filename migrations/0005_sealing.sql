-- +goose Up
-- Personal numbers, telephones and notes are sealed under a key outside the
-- database. A number is found by a digest that nobody makes without that key.
DROP INDEX records_by_number;
ALTER TABLE records ADD COLUMN number_digest TEXT NOT NULL DEFAULT '';
-- A number belongs to one person of the nation: found twice, it is looked at.
CREATE INDEX records_by_number ON records (number_digest, year) WHERE number_digest <> '';
