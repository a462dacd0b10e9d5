ALTER TABLE users ADD COLUMN nick citext;
