CREATE TABLE cars (
    id int PRIMARY KEY,
    name varchar(255)
);
CREATE TABLE motos (
    id int PRIMARY KEY,
    name varchar(255)
);
