CREATE TABLE sessions (
  token text PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts
);
