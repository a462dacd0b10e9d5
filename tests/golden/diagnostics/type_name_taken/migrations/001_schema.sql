CREATE TABLE mood (id int);
CREATE TYPE mood AS ENUM ('sad');
