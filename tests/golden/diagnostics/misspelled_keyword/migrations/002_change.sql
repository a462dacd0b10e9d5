CREATE TABEL agents (id uuid PRIMARY KEY);
