-- driftless: effect ALTER TABLE users ADD COLUMN part int,
--   ADD COLUMN whole txet;
SELECT partition_by_hand('users');
