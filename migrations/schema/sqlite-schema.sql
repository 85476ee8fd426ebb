-- What the migrations come to. Written by scripts/dump-schema; do not edit.

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

CREATE TABLE answers (
    token   TEXT NOT NULL,
    key     TEXT NOT NULL,
    asked   TEXT NOT NULL, -- digest of what was asked
    status  INTEGER NOT NULL,
    body    TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (token, key)
);

CREATE INDEX answers_by_time ON answers (made_at);

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

CREATE TABLE attempts (
    digest   TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  TEXT NOT NULL
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

CREATE TABLE boundaries (
    place_id BIGINT NOT NULL REFERENCES places (id),
    from_on  TEXT NOT NULL,
    drawn    BOOLEAN NOT NULL,
    source   TEXT NOT NULL,
    shape    TEXT NOT NULL, -- corners in steps of 1/100,000 degree, each from the one before
    PRIMARY KEY (place_id, from_on)
);

CREATE TABLE ceremonies (
    digest     TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL, -- 0 where somebody signs in
    data       TEXT NOT NULL,
    until_at   TEXT NOT NULL
);

CREATE INDEX ceremonies_by_end ON ceremonies (until_at);

CREATE TABLE certificates (
    code       TEXT PRIMARY KEY,
    commune_id BIGINT NOT NULL,
    class_id   BIGINT NOT NULL,
    person_id  BIGINT NOT NULL
);

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

CREATE TABLE decisions (
    place_id    BIGINT NOT NULL REFERENCES places (id),
    id          BIGINT NOT NULL,
    year        INTEGER NOT NULL,
    standard    TEXT NOT NULL,
    level       INTEGER NOT NULL,
    number      TEXT NOT NULL,
    decided_on  TEXT NOT NULL,
    signer      TEXT NOT NULL,
    authority   TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    actor       TEXT NOT NULL,
    rule_set    TEXT NOT NULL,
    rule_hash   TEXT NOT NULL,
    inputs      TEXT NOT NULL, -- JSON
    explanation TEXT NOT NULL, -- JSON: the verdict as it stood
    PRIMARY KEY (place_id, id),
    UNIQUE (place_id, year, standard, number)
);

CREATE TABLE deliveries (
    id       BIGINT PRIMARY KEY,
    hook_id  BIGINT NOT NULL REFERENCES hooks (id),
    event    TEXT NOT NULL,
    body     TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0,
    next_at  TEXT NOT NULL, -- empty: nothing more is tried
    done_at  TEXT NOT NULL DEFAULT '',
    answered TEXT NOT NULL DEFAULT '' -- the last answer, in a few words
);

CREATE INDEX deliveries_by_hook ON deliveries (hook_id, made_at);

CREATE INDEX deliveries_due ON deliveries (next_at) WHERE next_at <> '';

CREATE TABLE devices (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    digest     TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    PRIMARY KEY (account_id, digest)
);

CREATE TABLE fact_changes (
    commune_id  BIGINT NOT NULL,
    id          BIGINT NOT NULL,
    year        INTEGER NOT NULL,
    school_code TEXT NOT NULL,
    fact_id     TEXT NOT NULL,
    before      TEXT NOT NULL,
    after       TEXT NOT NULL,
    happens_at  TEXT NOT NULL,
    actor       TEXT NOT NULL,
    PRIMARY KEY (commune_id, id)
);

CREATE TABLE facts (
    commune_id  BIGINT NOT NULL,
    year        INTEGER NOT NULL,
    school_code TEXT NOT NULL DEFAULT '',
    fact_id     TEXT NOT NULL,
    value       TEXT NOT NULL,
    evidence    TEXT NOT NULL DEFAULT '',
    entered_at  TEXT NOT NULL,
    actor       TEXT NOT NULL,
    PRIMARY KEY (commune_id, year, school_code, fact_id)
);

CREATE TABLE followups (
    commune_id BIGINT NOT NULL,
    person_id  BIGINT NOT NULL,
    lacked     TEXT NOT NULL, -- measures, by id, with a comma between
    follower   BIGINT NOT NULL DEFAULT 0, -- account; 0: nobody yet
    since      TEXT NOT NULL DEFAULT '',
    won_on     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (commune_id, person_id)
);

CREATE TABLE hooks (
    id       BIGINT PRIMARY KEY,
    place_id BIGINT NOT NULL,
    url      TEXT NOT NULL,
    secret   TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    made_by  TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT ''
);

CREATE TABLE identities (
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    linked_at  TEXT NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, account_id)
);

CREATE TABLE imports (
    commune_id  BIGINT NOT NULL,
    id          BIGINT NOT NULL,
    year        INTEGER NOT NULL,
    happens_at  TEXT NOT NULL,
    actor       TEXT NOT NULL,
    source      TEXT NOT NULL,
    new_persons INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    PRIMARY KEY (commune_id, id)
);

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

CREATE TABLE log_checkpoints (
    number  BIGINT PRIMARY KEY,
    made_at TEXT NOT NULL,
    body    TEXT NOT NULL
);

CREATE TABLE log_entries (
    commune_id   BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    encoding     INTEGER NOT NULL, -- of the text that is hashed
    happens_at   TEXT NOT NULL,
    account      TEXT NOT NULL,
    role         TEXT NOT NULL,
    from_address TEXT NOT NULL,
    trace        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    kind         TEXT NOT NULL,
    year         INTEGER NOT NULL,
    persons      TEXT NOT NULL, -- ids with a comma between
    whole        BOOLEAN NOT NULL,
    detail       TEXT NOT NULL, -- JSON
    prev         TEXT NOT NULL,
    hash         TEXT NOT NULL,
    PRIMARY KEY (commune_id, seq)
);

CREATE INDEX log_entries_by_time ON log_entries (happens_at, commune_id, seq);

CREATE INDEX log_entries_whole ON log_entries (commune_id, year, seq) WHERE whole;

CREATE TABLE log_heads (
    commune_id BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    hash       TEXT NOT NULL,
    PRIMARY KEY (commune_id)
);

CREATE TABLE log_persons (
    commune_id BIGINT NOT NULL,
    person_id  BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    PRIMARY KEY (commune_id, person_id, seq)
);

CREATE TABLE passkeys (
    handle     TEXT PRIMARY KEY, -- what the device calls the key
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    name       TEXT NOT NULL,
    credential TEXT NOT NULL, -- JSON
    added_at   TEXT NOT NULL,
    used_at    TEXT NOT NULL DEFAULT ''
);

CREATE INDEX passkeys_by_account ON passkeys (account_id);

CREATE TABLE persons (
    commune_id  BIGINT NOT NULL,
    id          BIGINT NOT NULL,
    search_name TEXT NOT NULL,
    birth_date  TEXT NOT NULL,
    last_year   INTEGER NOT NULL,
    PRIMARY KEY (commune_id, id)
);

CREATE INDEX persons_by_commune ON persons (commune_id, last_year, search_name, id);

CREATE INDEX persons_by_id ON persons (id);

CREATE INDEX persons_by_name ON persons (search_name, birth_date);

CREATE TABLE place_attributes (
    place_id  BIGINT NOT NULL REFERENCES places (id),
    from_on   TEXT NOT NULL,
    until_on  TEXT NOT NULL DEFAULT '',
    code      TEXT NOT NULL DEFAULT '',
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    parent_id BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (place_id, from_on)
);

CREATE TABLE place_difficulties (
    place_id BIGINT NOT NULL REFERENCES places (id),
    from_on  TEXT NOT NULL,
    until_on TEXT NOT NULL DEFAULT '',
    decision TEXT NOT NULL,
    PRIMARY KEY (place_id, from_on)
);

CREATE TABLE place_successions (
    from_id    BIGINT NOT NULL REFERENCES places (id),
    to_id      BIGINT NOT NULL REFERENCES places (id),
    happens_on TEXT NOT NULL,
    extent     TEXT NOT NULL,
    instrument TEXT NOT NULL,
    PRIMARY KEY (from_id, to_id, happens_on)
);

CREATE TABLE place_totals (
    place_id BIGINT NOT NULL REFERENCES places (id),
    kind     TEXT NOT NULL,
    from_on  TEXT NOT NULL,
    until_on TEXT NOT NULL DEFAULT '',
    number   INTEGER NOT NULL,
    source   TEXT NOT NULL,
    PRIMARY KEY (place_id, kind, from_on)
);

CREATE TABLE places (
    id  BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
);

CREATE TABLE profiles (
    id        BIGINT PRIMARY KEY,
    canonical TEXT NOT NULL
);

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

CREATE TABLE questions (
    commune_id   BIGINT NOT NULL,
    year         INTEGER NOT NULL,
    person_id    BIGINT NOT NULL,
    candidate_id BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    PRIMARY KEY (commune_id, year, person_id, candidate_id)
);

CREATE TABLE record_changes (
    commune_id BIGINT NOT NULL,
    id         BIGINT NOT NULL,
    year       INTEGER NOT NULL,
    person_id  BIGINT NOT NULL,
    happens_at TEXT NOT NULL,
    actor      TEXT NOT NULL,
    source     TEXT NOT NULL,
    fields     TEXT NOT NULL, -- JSON: {"grade_group": ["k5", "k6"]}
    PRIMARY KEY (commune_id, id)
);

CREATE INDEX record_changes_by_person ON record_changes (commune_id, person_id);

CREATE TABLE records (
    commune_id   BIGINT NOT NULL,
    year         INTEGER NOT NULL,
    person_id    BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    hamlet_id    BIGINT NOT NULL,
    profile_id   BIGINT NOT NULL,
    confirmed    BOOLEAN NOT NULL,
    school_here  TEXT NOT NULL,

    family_name TEXT NOT NULL,
    given_name  TEXT NOT NULL,
    birth_day   INTEGER NOT NULL,
    birth_month INTEGER NOT NULL,
    birth_year  INTEGER NOT NULL,
    female      BOOLEAN NOT NULL,
    ethnicity   TEXT NOT NULL,
    religion    TEXT NOT NULL,
    priority    TEXT NOT NULL,

    head_family_name TEXT NOT NULL,
    head_given_name  TEXT NOT NULL,
    address          TEXT NOT NULL,
    sheet_number     TEXT NOT NULL,
    residence        TEXT NOT NULL,
    presence         TEXT NOT NULL,

    grade_group     TEXT NOT NULL,
    class_name      TEXT NOT NULL,
    repeating       BOOLEAN NOT NULL,
    two_sessions    BOOLEAN NOT NULL,
    school_district TEXT NOT NULL,
    school_name     TEXT NOT NULL,
    school_code     TEXT NOT NULL,
    graduated       TEXT NOT NULL,
    continuing      BOOLEAN NOT NULL,
    graduated_in    TEXT NOT NULL,
    vocational      TEXT NOT NULL,
    diploma_number  TEXT NOT NULL,
    vocational_year INTEGER NOT NULL,
    finished_grade  INTEGER NOT NULL,
    finished_in     TEXT NOT NULL,
    dropout_grade   INTEGER NOT NULL,
    dropout_in      TEXT NOT NULL,

    literacy_attending INTEGER NOT NULL,
    literacy_completed INTEGER NOT NULL,
    relapse            INTEGER NOT NULL,

    disabled_movement       BOOLEAN NOT NULL,
    disabled_hearing_speech BOOLEAN NOT NULL,
    disabled_vision         BOOLEAN NOT NULL,
    disabled_mental         BOOLEAN NOT NULL,
    disabled_intellectual   BOOLEAN NOT NULL,
    disabled_learning       BOOLEAN NOT NULL,
    disabled_autism         BOOLEAN NOT NULL,
    disabled_other          BOOLEAN NOT NULL,
    certificate             BOOLEAN NOT NULL,
    able                    BOOLEAN NOT NULL,

    move            TEXT NOT NULL,
    move_detail     TEXT NOT NULL,
    relation        TEXT NOT NULL,
    guardian        TEXT NOT NULL,
    phone           TEXT NOT NULL,
    note            TEXT NOT NULL,
    personal_number TEXT NOT NULL, number_digest TEXT NOT NULL DEFAULT '',

    PRIMARY KEY (commune_id, year, person_id),
    FOREIGN KEY (commune_id, year) REFERENCES rounds (commune_id, year),
    FOREIGN KEY (commune_id, person_id) REFERENCES persons (commune_id, id)
);

CREATE INDEX records_by_household ON records (commune_id, household_id, year);

CREATE INDEX records_by_number ON records (number_digest, year) WHERE number_digest <> '';

CREATE INDEX records_by_profile ON records (commune_id, year, profile_id, hamlet_id);

CREATE INDEX records_unconfirmed ON records (commune_id, year) WHERE NOT confirmed;

CREATE TABLE recovery_codes (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    digest     TEXT NOT NULL,
    used_at    TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, digest)
);

CREATE TABLE round_steps (
    commune_id BIGINT NOT NULL,
    id         BIGINT NOT NULL,
    year       INTEGER NOT NULL,
    happens_at TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    actor      TEXT NOT NULL,
    reason     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (commune_id, id)
);

CREATE TABLE rounds (
    commune_id BIGINT NOT NULL,
    year       INTEGER NOT NULL,
    state      TEXT NOT NULL,
    opened_at  TEXT NOT NULL,
    stamp      BIGINT NOT NULL,
    PRIMARY KEY (commune_id, year)
);

CREATE TABLE schools (
    commune_id   BIGINT NOT NULL,
    year         INTEGER NOT NULL,
    code         TEXT NOT NULL,
    name         TEXT NOT NULL,
    level        TEXT NOT NULL,
    commune_name TEXT NOT NULL,
    system       TEXT NOT NULL,
    PRIMARY KEY (commune_id, year, code)
);

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

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE tallies (
    commune_id BIGINT NOT NULL,
    year       INTEGER NOT NULL,
    hamlet_id  BIGINT NOT NULL,
    profile_id BIGINT NOT NULL,
    persons    BIGINT NOT NULL,
    PRIMARY KEY (commune_id, year, hamlet_id, profile_id)
);

CREATE TABLE tokens (
    digest     TEXT PRIMARY KEY,
    id         BIGINT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    name       TEXT NOT NULL,
    role       TEXT NOT NULL, -- empty: every role of the owner
    place_id   BIGINT NOT NULL, -- 0: everywhere the owner reaches
    read_only  BOOLEAN NOT NULL,
    made_at    TEXT NOT NULL,
    ends_at    TEXT NOT NULL,
    used_at    TEXT NOT NULL DEFAULT '',
    revoked_at TEXT NOT NULL DEFAULT ''
);

CREATE INDEX tokens_by_account ON tokens (account_id);

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
