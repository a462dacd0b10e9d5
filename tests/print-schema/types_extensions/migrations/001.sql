CREATE SCHEMA ext;
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION ltree SCHEMA ext;
CREATE TABLE pages (
  id int PRIMARY KEY,
  slug citext NOT NULL,
  names citext[],
  labels hstore,
  path ext.ltree NOT NULL,
  paths ext.ltree[]
);
