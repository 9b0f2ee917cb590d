DROP TABLE sessions;
DROP TABLE invitations;
DROP TABLE accounts;
