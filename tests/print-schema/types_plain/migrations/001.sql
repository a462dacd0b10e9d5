CREATE TABLE shapes (id int PRIMARY KEY, a point, b box[], c tsvector NOT NULL, d text);
CREATE TABLE plain (id int PRIMARY KEY);
