DROP TABLE error_reports;
DROP TABLE organization_calls;
DROP TABLE freshness_ask_offers;
DROP TABLE freshness_asks;
DROP TABLE offer_checks;
ALTER TABLE offer_assurances DROP COLUMN doubted_on;
