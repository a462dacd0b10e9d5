CREATE TABLE options (id int PRIMARY KEY);
