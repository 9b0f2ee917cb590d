-- How listings are kept true: checks, questions to organizations, calls and reports of errors.
ALTER TABLE offer_assurances ADD COLUMN doubted_on DATE;

-- The last check is in offer_assurances too; here are all of them.
CREATE TABLE offer_checks (
    id TEXT NOT NULL PRIMARY KEY,
    offer_id TEXT NOT NULL REFERENCES offers (id),
    checked_on DATE NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    how TEXT NOT NULL,
    by_label TEXT,
    account_id TEXT,
    result TEXT NOT NULL,
    CHECK (how IN ('web', 'mail_link', 'phone', 'visit', 'letter', 'import')),
    CHECK (result IN ('confirmed', 'corrected', 'no_longer_offered'))
);
CREATE INDEX offer_checks_offer_index ON offer_checks (offer_id, checked_at);

-- One letter that asks an organization about its offers, with the link that answers it.
CREATE TABLE freshness_asks (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    cause TEXT NOT NULL,
    asked_on DATE NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    expires_at TIMESTAMP NOT NULL,
    answered_at TIMESTAMP,
    undelivered_at TIMESTAMP,
    CHECK (cause IN ('age', 'report'))
);
CREATE INDEX freshness_asks_organization_index ON freshness_asks (organization_id, asked_on);

CREATE TABLE freshness_ask_offers (
    ask_id TEXT NOT NULL REFERENCES freshness_asks (id),
    position INTEGER NOT NULL,
    offer_id TEXT NOT NULL REFERENCES offers (id),
    PRIMARY KEY (ask_id, offer_id)
);
CREATE INDEX freshness_ask_offers_offer_index ON freshness_ask_offers (offer_id);

-- Calls and visits by coordinators; the account has no foreign key, because the log outlives it.
CREATE TABLE organization_calls (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    called_on DATE NOT NULL,
    called_at TIMESTAMP NOT NULL,
    how TEXT NOT NULL,
    result TEXT NOT NULL,
    note TEXT,
    call_again_on DATE,
    account_id TEXT,
    CHECK (how IN ('phone', 'visit', 'letter')),
    CHECK (result IN ('confirmed_all', 'corrected', 'no_answer', 'wrong_number',
                      'no_longer_offered', 'do_not_call'))
);
CREATE INDEX organization_calls_organization_index
    ON organization_calls (organization_id, called_at);

-- What visitors and organizations say is wrong. The contact and the words go 30 days after the
-- report was resolved.
CREATE TABLE error_reports (
    id TEXT NOT NULL PRIMARY KEY,
    offer_id TEXT NOT NULL REFERENCES offers (id),
    origin TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT,
    contact TEXT,
    reported_on DATE NOT NULL,
    reported_at TIMESTAMP NOT NULL,
    told_at TIMESTAMP,
    resolved_at TIMESTAMP,
    resolved_by TEXT,
    outcome TEXT,
    answer TEXT,
    CHECK (origin IN ('visitor', 'organization')),
    CHECK (reason IN ('closed_door', 'wrong_hours', 'wrong_address', 'wrong_phone',
                      'no_longer_exists', 'other', 'changed')),
    CHECK (outcome IS NULL OR outcome IN ('corrected', 'was_right', 'removed', 'unclear')),
    CHECK ((resolved_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX error_reports_offer_index ON error_reports (offer_id, reported_at);
CREATE INDEX error_reports_open_index ON error_reports (resolved_at, reported_at);
