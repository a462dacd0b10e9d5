-- migrate:up
CREATE TABLE users (id int PRIMARY KEY);
-- migrate:down
DROP TABLE users; -- ü
-- migrate:up
ALTER TABLE users
	ADD COLUMN name txet;
-- migrate:down
ALTER TABLE users DROP COLUMN name;
