CREATE TABLE users (id int PRIMARY KEY, kind text NOT NULL, name text);
