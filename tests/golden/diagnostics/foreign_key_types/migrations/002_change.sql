CREATE TABLE posts (
  id uuid PRIMARY KEY,
  author text REFERENCES users
);
