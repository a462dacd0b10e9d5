CREATE TABLE users (id uuidd);
