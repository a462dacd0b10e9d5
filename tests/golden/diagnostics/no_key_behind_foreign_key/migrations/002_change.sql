CREATE TABLE posts (
  id uuid PRIMARY KEY,
  author_age int REFERENCES users (age)
);
