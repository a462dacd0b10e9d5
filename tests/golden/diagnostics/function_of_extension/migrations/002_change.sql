CREATE TABLE posts (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4()
);
