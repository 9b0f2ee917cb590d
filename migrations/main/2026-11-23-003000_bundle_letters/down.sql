DROP INDEX attempts_offer_sent_index;
DROP INDEX outbox_account_sent_index;
ALTER TABLE outbox DROP COLUMN is_bundled;
