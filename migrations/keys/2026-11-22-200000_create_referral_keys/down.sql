DROP TABLE write_turn;
DROP TABLE erasures;
DROP TABLE referral_keys;
