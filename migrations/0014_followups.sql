-- +goose Up
-- Who follows whom of a gap list. It belongs to the person and to no round: it goes on
-- when the next round opens.
CREATE TABLE followups (
    commune_id BIGINT NOT NULL,
    person_id  BIGINT NOT NULL,
    lacked     TEXT NOT NULL, -- measures, by id, with a comma between
    follower   BIGINT NOT NULL DEFAULT 0, -- account; 0: nobody yet
    since      TEXT NOT NULL DEFAULT '',
    won_on     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (commune_id, person_id)
);

-- Each time that somebody went to see them; the words are sealed.
CREATE TABLE visits (
    commune_id BIGINT NOT NULL,
    id         BIGINT NOT NULL,
    person_id  BIGINT NOT NULL,
    visited_on TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    words      TEXT NOT NULL DEFAULT '',
    account_id BIGINT NOT NULL,
    noted_at   TEXT NOT NULL,
    PRIMARY KEY (commune_id, id)
);
CREATE INDEX visits_by_person ON visits (commune_id, person_id);
