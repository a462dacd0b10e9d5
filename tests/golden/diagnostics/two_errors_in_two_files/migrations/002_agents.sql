CREATE TABLE agents (id uuid PRIMARY KEY, title txet);
