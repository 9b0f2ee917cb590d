-- One need of one person handed to the network. Nothing here says who the person is:
-- name, contact and note are in personal_data, unreadable without a key kept elsewhere.
-- Accounts and organizations that acted are noted without a foreign key: the log outlives them.
CREATE TABLE referrals (
    id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    owner_kind TEXT,
    owner_organization_id TEXT REFERENCES organizations (id),
    owner_account_id TEXT REFERENCES accounts (id),
    due_at TIMESTAMP,
    wake_at TIMESTAMP,
    urgency TEXT NOT NULL,
    sender_account_id TEXT NOT NULL REFERENCES accounts (id),
    sender_organization_id TEXT NOT NULL REFERENCES organizations (id),
    -- The agreement in force; a row of consents, which itself names the referral.
    consent_id TEXT,
    escalation INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    opened_at TIMESTAMP,
    closed_at TIMESTAMP,
    closed_by TEXT,
    closed_by_account_id TEXT,
    closed_by_organization_id TEXT,
    closed_from TEXT,
    ending_reason TEXT,
    ending_cause TEXT,
    duplicate_of TEXT REFERENCES referrals (id),
    erase_at TIMESTAMP NOT NULL,
    is_identity_erased BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    CHECK (state IN ('draft', 'held', 'open', 'completed', 'closed_without_help', 'withdrawn',
                     'duplicate', 'entered_in_error')),
    CHECK (urgency IN ('u0', 'u1', 'u2')),
    CHECK (owner_kind IS NULL OR owner_kind IN ('organization', 'account', 'pool')),
    CHECK ((owner_kind IS NOT NULL AND owner_kind = 'organization') = (owner_organization_id IS NOT NULL)),
    CHECK ((owner_kind IS NOT NULL AND owner_kind = 'account') = (owner_account_id IS NOT NULL)),
    -- Nobody waits without somebody and a date.
    CHECK (state NOT IN ('draft', 'held', 'open')
           OR (owner_kind IS NOT NULL AND due_at IS NOT NULL AND closed_at IS NULL)),
    CHECK (state IN ('draft', 'held', 'open') OR (due_at IS NULL AND closed_at IS NOT NULL)),
    CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
    CHECK ((closed_at IS NULL) = (closed_from IS NULL))
);
CREATE INDEX referrals_due_index ON referrals (state, due_at);
CREATE INDEX referrals_wake_index ON referrals (wake_at);
CREATE INDEX referrals_owner_organization_index ON referrals (owner_organization_id);
CREATE INDEX referrals_owner_account_index ON referrals (owner_account_id);
CREATE INDEX referrals_sender_organization_index ON referrals (sender_organization_id, created_at);
CREATE INDEX referrals_sender_account_index ON referrals (sender_account_id, created_at);
CREATE INDEX referrals_duplicate_index ON referrals (duplicate_of);
CREATE INDEX referrals_created_index ON referrals (created_at);

-- The coded line that stays for statistics. The digest of the contact goes with the identity.
CREATE TABLE referral_needs (
    referral_id TEXT NOT NULL PRIMARY KEY REFERENCES referrals (id),
    theme TEXT NOT NULL,
    kind TEXT,
    commune_code TEXT,
    language TEXT NOT NULL,
    contact_channel TEXT NOT NULL,
    handover TEXT NOT NULL,
    contact_digest TEXT
);
CREATE INDEX referral_needs_digest_index ON referral_needs (contact_digest);

-- The offers still to ask, in order.
CREATE TABLE referral_candidates (
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    position INTEGER NOT NULL,
    offer_id TEXT NOT NULL REFERENCES offers (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    promise_ms BIGINT,
    PRIMARY KEY (referral_id, position)
);
CREATE INDEX referral_candidates_offer_index ON referral_candidates (offer_id);
CREATE INDEX referral_candidates_organization_index ON referral_candidates (organization_id);

-- One offer asked within a referral. The two notes of a question are ciphertext.
CREATE TABLE attempts (
    id TEXT NOT NULL PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    position INTEGER NOT NULL,
    offer_id TEXT NOT NULL REFERENCES offers (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    state TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP,
    clock_allowed_ms BIGINT NOT NULL,
    clock_left_ms BIGINT NOT NULL,
    clock_since TIMESTAMP NOT NULL,
    pause_left_ms BIGINT NOT NULL,
    reminders INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    answered_at TIMESTAMP,
    accepted_at TIMESTAMP,
    in_charge TEXT,
    expected_on DATE,
    contacted_at TIMESTAMP,
    appointment_at TIMESTAMP,
    question TEXT,
    question_note TEXT,
    question_answer TEXT,
    declined_by TEXT,
    declined_reason TEXT,
    lapsed_at TIMESTAMP,
    closed_at TIMESTAMP,
    UNIQUE (referral_id, position),
    CHECK (state IN ('sent', 'info_requested', 'waitlisted', 'accepted', 'in_progress', 'no_show',
                     'completed', 'declined', 'lapsed', 'unreachable', 'withdrawn')),
    CHECK ((declined_by IS NULL) = (declined_reason IS NULL)),
    CHECK (question IS NOT NULL OR (question_note IS NULL AND question_answer IS NULL))
);
CREATE INDEX attempts_organization_index ON attempts (organization_id, state);
CREATE INDEX attempts_offer_index ON attempts (offer_id);

-- What the person agreed to. A row is never changed; a new agreement is a new row.
CREATE TABLE consents (
    id TEXT NOT NULL PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    mode TEXT NOT NULL,
    text_version INTEGER NOT NULL,
    scope TEXT NOT NULL,
    asked_by_account_id TEXT NOT NULL REFERENCES accounts (id),
    given_at TIMESTAMP NOT NULL,
    CHECK (mode IN ('oral', 'written', 'signed')),
    CHECK (scope IN ('named', 'any_partner'))
);
CREATE INDEX consents_referral_index ON consents (referral_id);
CREATE INDEX consents_account_index ON consents (asked_by_account_id);

CREATE TABLE consent_organizations (
    consent_id TEXT NOT NULL REFERENCES consents (id),
    position INTEGER NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    PRIMARY KEY (consent_id, position)
);
CREATE INDEX consent_organizations_organization_index ON consent_organizations (organization_id);

-- What happened, in order and without gaps; rows are only ever added.
CREATE TABLE referral_events (
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    position INTEGER NOT NULL,
    attempt_id TEXT REFERENCES attempts (id),
    happened_at TIMESTAMP NOT NULL,
    actor TEXT NOT NULL,
    account_id TEXT,
    organization_id TEXT,
    channel TEXT NOT NULL,
    what TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (referral_id, position),
    CHECK (channel IN ('web', 'mail_link', 'phone', 'visit', 'letter', 'system'))
);
CREATE INDEX referral_events_attempt_index ON referral_events (attempt_id);

-- The code on the paper slip (SEC-06). A lost card is replaced: the old code is dead.
CREATE TABLE code_cards (
    referral_id TEXT NOT NULL PRIMARY KEY REFERENCES referrals (id),
    code TEXT NOT NULL UNIQUE,
    pin_hash TEXT NOT NULL,
    wrong_pins INTEGER NOT NULL,
    issued_at TIMESTAMP NOT NULL
);

-- Name, contact and note of the person, encrypted; the key is in another store.
CREATE TABLE personal_data (
    referral_id TEXT NOT NULL PRIMARY KEY REFERENCES referrals (id),
    ciphertext TEXT NOT NULL
);

-- Links by which an organization answers or reads the contact without an account.
CREATE TABLE answer_links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempts (id),
    purpose TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    CHECK (purpose IN ('answer', 'contact'))
);
CREATE INDEX answer_links_attempt_index ON answer_links (attempt_id);

-- A slip given without any personal data.
CREATE TABLE handouts (
    id TEXT NOT NULL PRIMARY KEY,
    offer_id TEXT NOT NULL REFERENCES offers (id),
    organization_id TEXT REFERENCES organizations (id),
    theme TEXT,
    language TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL
);
CREATE INDEX handouts_offer_index ON handouts (offer_id);
CREATE INDEX handouts_organization_index ON handouts (organization_id);
CREATE INDEX handouts_given_index ON handouts (given_at);
