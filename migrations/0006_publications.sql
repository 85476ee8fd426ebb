-- +goose Up
-- What the public may see, as it was published. It never changes: two publications
-- of one year held against each other would tell who came and went between them.
CREATE TABLE publications (
    place_id     BIGINT NOT NULL,
    year         INTEGER NOT NULL,
    measure      TEXT NOT NULL,
    withheld     BOOLEAN NOT NULL,
    fulfil       BIGINT NOT NULL,
    of_all       BIGINT NOT NULL,
    parts        INTEGER NOT NULL,
    whole        INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (place_id, year, measure)
);
CREATE INDEX publications_by_year ON publications (year, place_id);
