DROP TABLE member_invitations;
DROP TABLE proposals;
DROP TABLE dismissed_pairs;
DROP TABLE merges;
