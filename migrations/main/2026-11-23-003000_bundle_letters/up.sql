-- Letters that need no action now wait for one bundle a day (REF-11).
ALTER TABLE outbox ADD COLUMN is_bundled BOOLEAN NOT NULL DEFAULT FALSE;
-- How many notices an account got today is counted before each one leaves.
CREATE INDEX outbox_account_sent_index ON outbox (account_id, state, finished_at);
-- How full an offer is this week is counted before it is asked.
CREATE INDEX attempts_offer_sent_index ON attempts (offer_id, sent_at);
