-- +goose Up
-- What people ask of the commune that holds their data, with the clock of the law.
-- What they wrote, and what was told them, is sealed.
CREATE TABLE data_requests (
    commune_id  BIGINT NOT NULL,
    id          BIGINT NOT NULL,
    person_id   BIGINT NOT NULL,
    kind        TEXT NOT NULL,
    text        TEXT NOT NULL,
    received_on TEXT NOT NULL,
    answer_by   TEXT NOT NULL,
    finish_by   TEXT NOT NULL,
    state       TEXT NOT NULL,
    outcome     TEXT NOT NULL DEFAULT '',
    closed_on   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (commune_id, id)
);
CREATE INDEX data_requests_open ON data_requests (commune_id, state);
