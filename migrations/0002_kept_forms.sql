-- +goose Up
-- A form of a round that is no longer open, as it was made out: printed again in
-- ten years it is the same to the byte, whatever became of law, form or program.
CREATE TABLE kept_forms (
    commune_id BIGINT NOT NULL,
    year       INTEGER NOT NULL,
    code       TEXT NOT NULL,
    hamlet_id  BIGINT NOT NULL DEFAULT 0,
    stamp      BIGINT NOT NULL, -- of the round: reopened and handed in again it is another
    kept_at    TEXT NOT NULL,
    filled     TEXT NOT NULL,   -- JSON
    PRIMARY KEY (commune_id, year, code, hamlet_id, stamp)
);
