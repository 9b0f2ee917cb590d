DROP TABLE network_school_holidays;
DROP TABLE schedule_exceptions;
DROP TABLE schedule_rules;
