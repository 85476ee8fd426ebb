-- +goose Up
-- Where places lie: a reference table like those of places. A shape holds from its
-- day until the next one of the same place, or until the place ends; drawn is a
-- picture of tiles and no outline on the earth.
CREATE TABLE boundaries (
    place_id BIGINT NOT NULL REFERENCES places (id),
    from_on  TEXT NOT NULL,
    drawn    BOOLEAN NOT NULL,
    source   TEXT NOT NULL,
    shape    TEXT NOT NULL, -- corners in steps of 1/100,000 degree, each from the one before
    PRIMARY KEY (place_id, from_on)
);
