-- One schema with rows, one that is only printed, and a table that diesel.toml leaves out.
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TABLE old_users (id int PRIMARY KEY);
CREATE SCHEMA reports;
CREATE TABLE reports.users (id int PRIMARY KEY, user_id int REFERENCES users, shape polygon, words xml);
CREATE TABLE reports."type" (id int PRIMARY KEY, user_id int REFERENCES reports.users);
COMMENT ON COLUMN reports.users.shape IS 'Where "they" are: { and */.';
