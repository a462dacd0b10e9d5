CREATE TABLE users (id uuid PRIMARY KEY, email text NOT NULL);
CREATE TABLE listings (
  id int PRIMARY KEY,
  title text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'live')),
  price numeric NOT NULL
);
