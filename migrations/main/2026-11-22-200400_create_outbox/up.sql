-- Letters waiting to leave. Rows name things; words, tokens and contacts are put in when
-- the letter is written, so that this table holds nothing personal.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    referral_id TEXT REFERENCES referrals (id),
    attempt_id TEXT REFERENCES attempts (id),
    account_id TEXT REFERENCES accounts (id),
    detail TEXT,
    state TEXT NOT NULL,
    not_before TIMESTAMP NOT NULL,
    tries INTEGER NOT NULL,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    CHECK (state IN ('waiting', 'sent', 'dropped', 'failed')),
    CHECK ((state = 'waiting') = (finished_at IS NULL))
);
CREATE INDEX outbox_waiting_index ON outbox (state, not_before);
CREATE INDEX outbox_referral_index ON outbox (referral_id);
CREATE INDEX outbox_attempt_index ON outbox (attempt_id);
CREATE INDEX outbox_account_index ON outbox (account_id);
