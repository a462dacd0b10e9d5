CREATE TABLE posts (
  id uuid PRIMARY KEY,
  rating int,
  CHECK (raiting < 6)
);
