-- One key for each referral that still has personal data. Deleting the row erases the
-- data everywhere, backups of the main database included.
CREATE TABLE referral_keys (
    referral_id TEXT NOT NULL PRIMARY KEY,
    wrapped_key TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- Which referrals were erased; replayed after a restore.
CREATE TABLE erasures (
    referral_id TEXT NOT NULL PRIMARY KEY,
    erased_at TIMESTAMP NOT NULL,
    cause TEXT NOT NULL
);

-- Empty for ever. SQLite writers touch it first, so that they queue instead of failing.
CREATE TABLE write_turn (id INTEGER NOT NULL PRIMARY KEY);
