-- What the migrations come to. Written by scripts/dump-schema; do not edit.

CREATE TABLE accounts (
    id bigint NOT NULL,
    name text NOT NULL,
    full_name text NOT NULL,
    password text NOT NULL,
    must_change boolean NOT NULL,
    totp text NOT NULL DEFAULT ''::text,
    pending text NOT NULL DEFAULT ''::text,
    totp_step bigint NOT NULL DEFAULT 0,
    disabled boolean NOT NULL DEFAULT false,
    created_at text NOT NULL,
    UNIQUE (name),
    PRIMARY KEY (id)
);

CREATE TABLE answers (
    token text NOT NULL,
    key text NOT NULL,
    asked text NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    made_at text NOT NULL,
    PRIMARY KEY (token, key)
);

CREATE INDEX answers_by_time ON public.answers USING btree (made_at);

CREATE TABLE assignments (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    role text NOT NULL,
    place_id bigint NOT NULL,
    from_on text NOT NULL,
    until_on text NOT NULL DEFAULT ''::text,
    given_by text NOT NULL,
    given_at text NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id) REFERENCES accounts(id)
);

CREATE INDEX assignments_by_place ON public.assignments USING btree (place_id, role);

CREATE TABLE attempts (
    digest text NOT NULL,
    failures integer NOT NULL,
    last_at text NOT NULL,
    PRIMARY KEY (digest)
);

CREATE TABLE attendance (
    commune_id bigint NOT NULL,
    class_id bigint NOT NULL,
    session_id bigint NOT NULL,
    person_id bigint NOT NULL,
    mark text NOT NULL,
    marked_at text NOT NULL,
    marked_by text NOT NULL,
    PRIMARY KEY (commune_id, class_id, session_id, person_id),
    FOREIGN KEY (commune_id, class_id, session_id) REFERENCES class_sessions(commune_id, class_id, id)
);

CREATE TABLE boundaries (
    place_id bigint NOT NULL,
    from_on text NOT NULL,
    drawn boolean NOT NULL,
    source text NOT NULL,
    shape text NOT NULL,
    PRIMARY KEY (place_id, from_on),
    FOREIGN KEY (place_id) REFERENCES places(id)
);

CREATE TABLE ceremonies (
    digest text NOT NULL,
    account_id bigint NOT NULL,
    data text NOT NULL,
    until_at text NOT NULL,
    PRIMARY KEY (digest)
);

CREATE INDEX ceremonies_by_end ON public.ceremonies USING btree (until_at);

CREATE TABLE certificates (
    code text NOT NULL,
    commune_id bigint NOT NULL,
    class_id bigint NOT NULL,
    person_id bigint NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE class_sessions (
    commune_id bigint NOT NULL,
    class_id bigint NOT NULL,
    id bigint NOT NULL,
    held_on text NOT NULL,
    begins text NOT NULL,
    ends text NOT NULL,
    topic text NOT NULL,
    PRIMARY KEY (commune_id, class_id, id),
    FOREIGN KEY (commune_id, class_id) REFERENCES classes(commune_id, id)
);

CREATE TABLE classes (
    commune_id bigint NOT NULL,
    id bigint NOT NULL,
    year integer NOT NULL,
    programme text NOT NULL,
    name text NOT NULL,
    organiser text NOT NULL,
    venue text NOT NULL,
    teacher text NOT NULL,
    begins_on text NOT NULL,
    ends_on text NOT NULL,
    timetable text NOT NULL,
    seats integer NOT NULL,
    state text NOT NULL,
    made_at text NOT NULL,
    PRIMARY KEY (commune_id, id)
);

CREATE INDEX classes_by_year ON public.classes USING btree (commune_id, year);

CREATE TABLE data_requests (
    commune_id bigint NOT NULL,
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    received_on text NOT NULL,
    answer_by text NOT NULL,
    finish_by text NOT NULL,
    state text NOT NULL,
    outcome text NOT NULL DEFAULT ''::text,
    closed_on text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (commune_id, id)
);

CREATE INDEX data_requests_open ON public.data_requests USING btree (commune_id, state);

CREATE TABLE decision_proposals (
    place_id bigint NOT NULL,
    id bigint NOT NULL,
    year integer NOT NULL,
    standard text NOT NULL,
    level integer NOT NULL,
    number text NOT NULL,
    decided_on text NOT NULL,
    signer text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at text NOT NULL,
    settled_by text NOT NULL DEFAULT ''::text,
    settled_at text NOT NULL DEFAULT ''::text,
    outcome text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (place_id, id),
    FOREIGN KEY (place_id) REFERENCES places(id)
);

CREATE TABLE decisions (
    place_id bigint NOT NULL,
    id bigint NOT NULL,
    year integer NOT NULL,
    standard text NOT NULL,
    level integer NOT NULL,
    number text NOT NULL,
    decided_on text NOT NULL,
    signer text NOT NULL,
    authority text NOT NULL,
    recorded_at text NOT NULL,
    actor text NOT NULL,
    rule_set text NOT NULL,
    rule_hash text NOT NULL,
    inputs text NOT NULL,
    explanation text NOT NULL,
    UNIQUE (place_id, year, standard, number),
    PRIMARY KEY (place_id, id),
    FOREIGN KEY (place_id) REFERENCES places(id)
);

CREATE TABLE deliveries (
    id bigint NOT NULL,
    hook_id bigint NOT NULL,
    event text NOT NULL,
    body text NOT NULL,
    made_at text NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    next_at text NOT NULL,
    done_at text NOT NULL DEFAULT ''::text,
    answered text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (id),
    FOREIGN KEY (hook_id) REFERENCES hooks(id)
);

CREATE INDEX deliveries_by_hook ON public.deliveries USING btree (hook_id, made_at);

CREATE INDEX deliveries_due ON public.deliveries USING btree (next_at) WHERE (next_at <> ''::text);

CREATE TABLE devices (
    account_id bigint NOT NULL,
    digest text NOT NULL,
    seen_at text NOT NULL,
    PRIMARY KEY (account_id, digest),
    FOREIGN KEY (account_id) REFERENCES accounts(id)
);

CREATE TABLE fact_changes (
    commune_id bigint NOT NULL,
    id bigint NOT NULL,
    year integer NOT NULL,
    school_code text NOT NULL,
    fact_id text NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    happens_at text NOT NULL,
    actor text NOT NULL,
    PRIMARY KEY (commune_id, id)
);

CREATE TABLE facts (
    commune_id bigint NOT NULL,
    year integer NOT NULL,
    school_code text NOT NULL DEFAULT ''::text,
    fact_id text NOT NULL,
    value text NOT NULL,
    evidence text NOT NULL DEFAULT ''::text,
    entered_at text NOT NULL,
    actor text NOT NULL,
    PRIMARY KEY (commune_id, year, school_code, fact_id)
);

CREATE TABLE followups (
    commune_id bigint NOT NULL,
    person_id bigint NOT NULL,
    lacked text NOT NULL,
    follower bigint NOT NULL DEFAULT 0,
    since text NOT NULL DEFAULT ''::text,
    won_on text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (commune_id, person_id)
);

CREATE TABLE hooks (
    id bigint NOT NULL,
    place_id bigint NOT NULL,
    url text NOT NULL,
    secret text NOT NULL,
    made_at text NOT NULL,
    made_by text NOT NULL,
    ended_at text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (id)
);

CREATE TABLE identities (
    issuer text NOT NULL,
    subject text NOT NULL,
    account_id bigint NOT NULL,
    linked_at text NOT NULL,
    UNIQUE (issuer, account_id),
    PRIMARY KEY (issuer, subject),
    FOREIGN KEY (account_id) REFERENCES accounts(id)
);

CREATE TABLE imports (
    commune_id bigint NOT NULL,
    id bigint NOT NULL,
    year integer NOT NULL,
    happens_at text NOT NULL,
    actor text NOT NULL,
    source text NOT NULL,
    new_persons integer NOT NULL,
    changed integer NOT NULL,
    PRIMARY KEY (commune_id, id)
);

CREATE TABLE kept_forms (
    commune_id bigint NOT NULL,
    year integer NOT NULL,
    code text NOT NULL,
    hamlet_id bigint NOT NULL DEFAULT 0,
    stamp bigint NOT NULL,
    kept_at text NOT NULL,
    filled text NOT NULL,
    PRIMARY KEY (commune_id, year, code, hamlet_id, stamp)
);

CREATE TABLE learners (
    commune_id bigint NOT NULL,
    class_id bigint NOT NULL,
    person_id bigint NOT NULL,
    state text NOT NULL,
    why text NOT NULL,
    added_at text NOT NULL,
    completed_on text NOT NULL DEFAULT ''::text,
    result text NOT NULL DEFAULT ''::text,
    certificate text NOT NULL DEFAULT ''::text,
    before text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (commune_id, class_id, person_id),
    FOREIGN KEY (commune_id, class_id) REFERENCES classes(commune_id, id)
);

CREATE INDEX learners_by_person ON public.learners USING btree (commune_id, person_id);

CREATE TABLE log_checkpoints (
    number bigint NOT NULL,
    made_at text NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE log_entries (
    commune_id bigint NOT NULL,
    seq bigint NOT NULL,
    encoding integer NOT NULL,
    happens_at text NOT NULL,
    account text NOT NULL,
    role text NOT NULL,
    from_address text NOT NULL,
    trace text NOT NULL,
    reason text NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    persons text NOT NULL,
    whole boolean NOT NULL,
    detail text NOT NULL,
    prev text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (commune_id, seq)
);

CREATE INDEX log_entries_by_time ON public.log_entries USING btree (happens_at, commune_id, seq);

CREATE INDEX log_entries_whole ON public.log_entries USING btree (commune_id, year, seq) WHERE whole;

CREATE TABLE log_heads (
    commune_id bigint NOT NULL,
    seq bigint NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (commune_id)
);

CREATE TABLE log_persons (
    commune_id bigint NOT NULL,
    person_id bigint NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (commune_id, person_id, seq)
);

CREATE TABLE passkeys (
    handle text NOT NULL,
    account_id bigint NOT NULL,
    name text NOT NULL,
    credential text NOT NULL,
    added_at text NOT NULL,
    used_at text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (handle),
    FOREIGN KEY (account_id) REFERENCES accounts(id)
);

CREATE INDEX passkeys_by_account ON public.passkeys USING btree (account_id);

CREATE TABLE persons (
    commune_id bigint NOT NULL,
    id bigint NOT NULL,
    search_name text NOT NULL,
    birth_date text NOT NULL,
    last_year integer NOT NULL,
    PRIMARY KEY (commune_id, id)
);

CREATE INDEX persons_by_commune ON public.persons USING btree (commune_id, last_year, search_name, id);

CREATE INDEX persons_by_id ON public.persons USING btree (id);

CREATE INDEX persons_by_name ON public.persons USING btree (search_name, birth_date);

CREATE TABLE place_attributes (
    place_id bigint NOT NULL,
    from_on text NOT NULL,
    until_on text NOT NULL DEFAULT ''::text,
    code text NOT NULL DEFAULT ''::text,
    name text NOT NULL,
    kind text NOT NULL,
    parent_id bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (place_id, from_on),
    FOREIGN KEY (place_id) REFERENCES places(id)
);

CREATE TABLE place_difficulties (
    place_id bigint NOT NULL,
    from_on text NOT NULL,
    until_on text NOT NULL DEFAULT ''::text,
    decision text NOT NULL,
    PRIMARY KEY (place_id, from_on),
    FOREIGN KEY (place_id) REFERENCES places(id)
);

CREATE TABLE place_successions (
    from_id bigint NOT NULL,
    to_id bigint NOT NULL,
    happens_on text NOT NULL,
    extent text NOT NULL,
    instrument text NOT NULL,
    PRIMARY KEY (from_id, to_id, happens_on),
    FOREIGN KEY (from_id) REFERENCES places(id),
    FOREIGN KEY (to_id) REFERENCES places(id)
);

CREATE TABLE place_totals (
    place_id bigint NOT NULL,
    kind text NOT NULL,
    from_on text NOT NULL,
    until_on text NOT NULL DEFAULT ''::text,
    number integer NOT NULL,
    source text NOT NULL,
    PRIMARY KEY (place_id, kind, from_on),
    FOREIGN KEY (place_id) REFERENCES places(id)
);

CREATE TABLE places (
    id bigint NOT NULL,
    key text NOT NULL,
    UNIQUE (key),
    PRIMARY KEY (id)
);

CREATE TABLE profiles (
    id bigint NOT NULL,
    canonical text NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE publications (
    place_id bigint NOT NULL,
    year integer NOT NULL,
    measure text NOT NULL,
    withheld boolean NOT NULL,
    fulfil bigint NOT NULL,
    of_all bigint NOT NULL,
    parts integer NOT NULL,
    whole integer NOT NULL,
    published_at text NOT NULL,
    PRIMARY KEY (place_id, year, measure)
);

CREATE INDEX publications_by_year ON public.publications USING btree (year, place_id);

CREATE TABLE questions (
    commune_id bigint NOT NULL,
    year integer NOT NULL,
    person_id bigint NOT NULL,
    candidate_id bigint NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (commune_id, year, person_id, candidate_id)
);

CREATE TABLE record_changes (
    commune_id bigint NOT NULL,
    id bigint NOT NULL,
    year integer NOT NULL,
    person_id bigint NOT NULL,
    happens_at text NOT NULL,
    actor text NOT NULL,
    source text NOT NULL,
    fields text NOT NULL,
    PRIMARY KEY (commune_id, id)
);

CREATE INDEX record_changes_by_person ON public.record_changes USING btree (commune_id, person_id);

CREATE TABLE records (
    commune_id bigint NOT NULL,
    year integer NOT NULL,
    person_id bigint NOT NULL,
    household_id bigint NOT NULL,
    hamlet_id bigint NOT NULL,
    profile_id bigint NOT NULL,
    confirmed boolean NOT NULL,
    school_here text NOT NULL,
    family_name text NOT NULL,
    given_name text NOT NULL,
    birth_day integer NOT NULL,
    birth_month integer NOT NULL,
    birth_year integer NOT NULL,
    female boolean NOT NULL,
    ethnicity text NOT NULL,
    religion text NOT NULL,
    priority text NOT NULL,
    head_family_name text NOT NULL,
    head_given_name text NOT NULL,
    address text NOT NULL,
    sheet_number text NOT NULL,
    residence text NOT NULL,
    presence text NOT NULL,
    grade_group text NOT NULL,
    class_name text NOT NULL,
    repeating boolean NOT NULL,
    two_sessions boolean NOT NULL,
    school_district text NOT NULL,
    school_name text NOT NULL,
    school_code text NOT NULL,
    graduated text NOT NULL,
    continuing boolean NOT NULL,
    graduated_in text NOT NULL,
    vocational text NOT NULL,
    diploma_number text NOT NULL,
    vocational_year integer NOT NULL,
    finished_grade integer NOT NULL,
    finished_in text NOT NULL,
    dropout_grade integer NOT NULL,
    dropout_in text NOT NULL,
    literacy_attending integer NOT NULL,
    literacy_completed integer NOT NULL,
    relapse integer NOT NULL,
    disabled_movement boolean NOT NULL,
    disabled_hearing_speech boolean NOT NULL,
    disabled_vision boolean NOT NULL,
    disabled_mental boolean NOT NULL,
    disabled_intellectual boolean NOT NULL,
    disabled_learning boolean NOT NULL,
    disabled_autism boolean NOT NULL,
    disabled_other boolean NOT NULL,
    certificate boolean NOT NULL,
    able boolean NOT NULL,
    move text NOT NULL,
    move_detail text NOT NULL,
    relation text NOT NULL,
    guardian text NOT NULL,
    phone text NOT NULL,
    note text NOT NULL,
    personal_number text NOT NULL,
    number_digest text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (commune_id, year, person_id),
    FOREIGN KEY (commune_id, person_id) REFERENCES persons(commune_id, id),
    FOREIGN KEY (commune_id, year) REFERENCES rounds(commune_id, year)
);

CREATE INDEX records_by_household ON public.records USING btree (commune_id, household_id, year);

CREATE INDEX records_by_number ON public.records USING btree (number_digest, year) WHERE (number_digest <> ''::text);

CREATE INDEX records_by_profile ON public.records USING btree (commune_id, year, profile_id, hamlet_id);

CREATE INDEX records_unconfirmed ON public.records USING btree (commune_id, year) WHERE (NOT confirmed);

CREATE TABLE recovery_codes (
    account_id bigint NOT NULL,
    digest text NOT NULL,
    used_at text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (account_id, digest),
    FOREIGN KEY (account_id) REFERENCES accounts(id)
);

CREATE TABLE round_steps (
    commune_id bigint NOT NULL,
    id bigint NOT NULL,
    year integer NOT NULL,
    happens_at text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (commune_id, id)
);

CREATE TABLE rounds (
    commune_id bigint NOT NULL,
    year integer NOT NULL,
    state text NOT NULL,
    opened_at text NOT NULL,
    stamp bigint NOT NULL,
    PRIMARY KEY (commune_id, year)
);

CREATE TABLE schools (
    commune_id bigint NOT NULL,
    year integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    level text NOT NULL,
    commune_name text NOT NULL,
    system text NOT NULL,
    PRIMARY KEY (commune_id, year, code)
);

CREATE TABLE sessions (
    digest text NOT NULL,
    account_id bigint NOT NULL,
    started_at text NOT NULL,
    seen_at text NOT NULL,
    from_addr text NOT NULL,
    browser text NOT NULL,
    second boolean NOT NULL,
    PRIMARY KEY (digest),
    FOREIGN KEY (account_id) REFERENCES accounts(id)
);

CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id);

CREATE TABLE settings (
    name text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE tallies (
    commune_id bigint NOT NULL,
    year integer NOT NULL,
    hamlet_id bigint NOT NULL,
    profile_id bigint NOT NULL,
    persons bigint NOT NULL,
    PRIMARY KEY (commune_id, year, hamlet_id, profile_id)
);

CREATE TABLE tokens (
    digest text NOT NULL,
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    place_id bigint NOT NULL,
    read_only boolean NOT NULL,
    made_at text NOT NULL,
    ends_at text NOT NULL,
    used_at text NOT NULL DEFAULT ''::text,
    revoked_at text NOT NULL DEFAULT ''::text,
    PRIMARY KEY (digest),
    FOREIGN KEY (account_id) REFERENCES accounts(id)
);

CREATE INDEX tokens_by_account ON public.tokens USING btree (account_id);

CREATE TABLE visits (
    commune_id bigint NOT NULL,
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    visited_on text NOT NULL,
    outcome text NOT NULL,
    words text NOT NULL DEFAULT ''::text,
    account_id bigint NOT NULL,
    noted_at text NOT NULL,
    PRIMARY KEY (commune_id, id)
);

CREATE INDEX visits_by_person ON public.visits USING btree (commune_id, person_id);
