CREATE TABLE pages (
  id int PRIMARY KEY,
  words tsvector NOT NULL
);
