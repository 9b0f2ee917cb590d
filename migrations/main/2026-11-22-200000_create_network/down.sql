DROP TABLE write_turn;
DROP TABLE leases;
DROP TABLE counters;
DROP TABLE database_facts;
DROP TABLE network_holidays;
DROP TABLE network_openings;
DROP TABLE network_settings;
