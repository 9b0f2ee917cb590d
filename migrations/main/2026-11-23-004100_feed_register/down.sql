-- What came from referrals goes with the wider table.
UPDATE unmet_needs SET joined_to = NULL;
DELETE FROM unmet_needs WHERE source <> 'search';
CREATE TABLE unmet_needs_narrower (
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
    CHECK (source IN ('search')),
    CHECK ((closed_at IS NULL) = (offer_id IS NULL AND reason IS NULL))
);
INSERT INTO unmet_needs_narrower (id, source, theme, commune_code, cause, channel, words,
    recorded_at, recorded_by, due_at, owner_id, closed_at, closed_by, offer_id, reason, answer)
SELECT id, source, theme, commune_code, cause, channel, words, recorded_at,
    recorded_by, due_at, owner_id, closed_at, closed_by, offer_id, reason, answer
FROM unmet_needs;
DROP TABLE unmet_needs;
ALTER TABLE unmet_needs_narrower RENAME TO unmet_needs;
CREATE INDEX unmet_needs_open_index ON unmet_needs (closed_at, recorded_at);
CREATE INDEX unmet_needs_offer_index ON unmet_needs (offer_id);
