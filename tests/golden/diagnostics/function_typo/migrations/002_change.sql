CREATE TABLE posts (
  id uuid PRIMARY KEY DEFAULT gen_random_uid()
);
