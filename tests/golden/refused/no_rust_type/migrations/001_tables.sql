CREATE TABLE documents (
  id int PRIMARY KEY,
  words	tsvector NOT NULL,
  moments timestamptz[]
);
