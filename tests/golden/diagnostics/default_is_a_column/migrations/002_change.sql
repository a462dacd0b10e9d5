CREATE TABLE prices (
  id uuid PRIMARY KEY,
  currency text NOT NULL DEFAULT RWF
);
