CREATE TABLE pets (
  name txet NOT NULL
);
