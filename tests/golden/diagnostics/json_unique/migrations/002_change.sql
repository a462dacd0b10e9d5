CREATE TABLE events (id uuid PRIMARY KEY, payload json UNIQUE);
