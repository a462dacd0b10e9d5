-- driftless: effect ALTER TABLE users ADD COLUMN part int
SELECT partition_by_hand('users');
