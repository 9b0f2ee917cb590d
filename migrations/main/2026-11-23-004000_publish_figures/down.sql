DROP TABLE published_quarters;
DROP INDEX referral_events_happened_index;
