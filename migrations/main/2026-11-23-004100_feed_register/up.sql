-- The register of unmet needs takes entries from referrals too: one for each, and entries that
-- are about the same need can be joined and separated again. Neither database widens a CHECK in
-- place in a portable way, so the table is made anew.
CREATE TABLE unmet_needs_wider (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    theme TEXT NOT NULL,
    commune_code TEXT,
    cause TEXT NOT NULL,
    channel TEXT NOT NULL,
    words TEXT,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by TEXT,
    due_at TIMESTAMP,
    owner_id TEXT,
    closed_at TIMESTAMP,
    closed_by TEXT,
    offer_id TEXT REFERENCES offers (id),
    reason TEXT,
    answer TEXT,
    referral_id TEXT UNIQUE REFERENCES referrals (id),
    joined_to TEXT REFERENCES unmet_needs_wider (id),
    CHECK (source IN ('search', 'refusal', 'rerouting', 'person')),
    CHECK ((closed_at IS NULL) = (offer_id IS NULL AND reason IS NULL))
);
INSERT INTO unmet_needs_wider (id, source, theme, commune_code, cause, channel, words, recorded_at,
    recorded_by, due_at, owner_id, closed_at, closed_by, offer_id, reason, answer)
SELECT id, source, theme, commune_code, cause, channel, words, recorded_at,
    recorded_by, due_at, owner_id, closed_at, closed_by, offer_id, reason, answer
FROM unmet_needs;
DROP TABLE unmet_needs;
ALTER TABLE unmet_needs_wider RENAME TO unmet_needs;
CREATE INDEX unmet_needs_open_index ON unmet_needs (closed_at, recorded_at);
CREATE INDEX unmet_needs_offer_index ON unmet_needs (offer_id);
CREATE INDEX unmet_needs_joined_index ON unmet_needs (joined_to);
