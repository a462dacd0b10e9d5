-- driftless: dev-only
INSERT INTO users (id, email) VALUES (gen_random_uuid(), 'a');
ALTER TABLE users ADD COLUMN score int;
