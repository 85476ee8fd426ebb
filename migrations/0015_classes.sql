-- +goose Up
-- Classes of the community learning centre of a commune: who is invited, when they
-- meet, who came, who completed, and what completing changed in the register.
CREATE TABLE classes (
    commune_id BIGINT NOT NULL,
    id         BIGINT NOT NULL,
    year       INTEGER NOT NULL,
    programme  TEXT NOT NULL,
    name       TEXT NOT NULL,
    organiser  TEXT NOT NULL, -- empty: the centre itself
    venue      TEXT NOT NULL,
    teacher    TEXT NOT NULL,
    begins_on  TEXT NOT NULL,
    ends_on    TEXT NOT NULL,
    timetable  TEXT NOT NULL,
    seats      INTEGER NOT NULL, -- 0: no limit
    state      TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    PRIMARY KEY (commune_id, id)
);
CREATE INDEX classes_by_year ON classes (commune_id, year);

CREATE TABLE learners (
    commune_id   BIGINT NOT NULL,
    class_id     BIGINT NOT NULL,
    person_id    BIGINT NOT NULL,
    state        TEXT NOT NULL,
    why          TEXT NOT NULL, -- what they lacked when they were invited: a measure
    added_at     TEXT NOT NULL,
    completed_on TEXT NOT NULL DEFAULT '',
    result       TEXT NOT NULL DEFAULT '',
    certificate  TEXT NOT NULL DEFAULT '', -- the code on the paper
    before       TEXT NOT NULL DEFAULT '', -- JSON: what completing changed in the record, as it was
    PRIMARY KEY (commune_id, class_id, person_id),
    FOREIGN KEY (commune_id, class_id) REFERENCES classes (commune_id, id)
);
CREATE INDEX learners_by_person ON learners (commune_id, person_id);

CREATE TABLE class_sessions (
    commune_id BIGINT NOT NULL,
    class_id   BIGINT NOT NULL,
    id         BIGINT NOT NULL,
    held_on    TEXT NOT NULL,
    begins     TEXT NOT NULL, -- 19:00
    ends       TEXT NOT NULL,
    topic      TEXT NOT NULL,
    PRIMARY KEY (commune_id, class_id, id),
    FOREIGN KEY (commune_id, class_id) REFERENCES classes (commune_id, id)
);

CREATE TABLE attendance (
    commune_id BIGINT NOT NULL,
    class_id   BIGINT NOT NULL,
    session_id BIGINT NOT NULL,
    person_id  BIGINT NOT NULL,
    mark       TEXT NOT NULL,
    marked_at  TEXT NOT NULL,
    marked_by  TEXT NOT NULL,
    PRIMARY KEY (commune_id, class_id, session_id, person_id),
    FOREIGN KEY (commune_id, class_id, session_id) REFERENCES class_sessions (commune_id, class_id, id)
);

-- Whose a certificate is, by the code on it: a code names no commune. One that was
-- taken back stays here, so that its paper is told from one that never was.
CREATE TABLE certificates (
    code       TEXT PRIMARY KEY,
    commune_id BIGINT NOT NULL,
    class_id   BIGINT NOT NULL,
    person_id  BIGINT NOT NULL
);
