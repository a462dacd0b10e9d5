CREATE TABLE authors (
  id serial PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE books (
  id serial PRIMARY KEY,
  author_id int NOT NULL REFERENCES authors,
  title text NOT NULL,
  form text CHECK (form IN ('novel', 'essay'))
);
-- A table of that name alone audits nothing: driftless.toml has to say so.
CREATE TABLE audit_log (id serial PRIMARY KEY, what text);
