CREATE TABLE users (id int PRIMARY KEY);
CREATE SCHEMA app;
CREATE TABLE app.plain (id int PRIMARY KEY, user_id int REFERENCES users);
CREATE TABLE app.follows (id int PRIMARY KEY, user_id int REFERENCES users ON DELETE CASCADE);
