ALTER TABLE users DROP CONSTRAINT users_emial_key;
