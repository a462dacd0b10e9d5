CREATE TABLE notes (id int PRIMARY KEY);
CREATE TABLE scraps (
  body text
);
