-- What each night erased and deleted, signed with the secret, so that nobody writes a night
-- that did not happen (LAW-06). Counts only; nobody is named.
CREATE TABLE purges (
    day DATE NOT NULL PRIMARY KEY,
    ran_at TIMESTAMP NOT NULL,
    identities INTEGER NOT NULL,
    overdue INTEGER NOT NULL,
    referrals INTEGER NOT NULL,
    handouts INTEGER NOT NULL,
    accounts_closed INTEGER NOT NULL,
    accounts_emptied INTEGER NOT NULL,
    signature TEXT NOT NULL
);
-- Since when an account is closed: a year later its name and address go (LAW-05).
ALTER TABLE accounts ADD COLUMN closed_at TIMESTAMP;
UPDATE accounts SET closed_at = COALESCE(last_sign_in_at, created_at) WHERE is_disabled;
