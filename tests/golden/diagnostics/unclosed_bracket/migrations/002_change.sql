CREATE TABLE agents (
  id uuid PRIMARY KEY,
  title text
