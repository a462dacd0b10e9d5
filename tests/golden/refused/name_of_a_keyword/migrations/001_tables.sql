CREATE TABLE runs (id int PRIMARY KEY, gen int NOT NULL);
