CREATE TABLE audit.events (id uuid PRIMARY KEY);
