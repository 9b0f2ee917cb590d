-- What happened since an instant: figures in memory follow the log.
CREATE INDEX referral_events_happened_index ON referral_events (happened_at);

-- The quarters that were counted and published, once and for all.
CREATE TABLE published_quarters (
    quarter TEXT NOT NULL PRIMARY KEY,
    frozen_at TIMESTAMP NOT NULL,
    code_version TEXT NOT NULL,
    checksum TEXT NOT NULL,
    body TEXT NOT NULL
);
