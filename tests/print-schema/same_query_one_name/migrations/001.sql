-- Three tables that have one name in Rust, and joins of each.
CREATE TABLE "a b" (id int PRIMARY KEY);
CREATE TABLE "a-b" (id int PRIMARY KEY, x int REFERENCES "a b");
CREATE TABLE a_b (id int PRIMARY KEY);
CREATE TABLE "日本" (id int PRIMARY KEY);
CREATE TABLE _z (id int PRIMARY KEY, j int REFERENCES "日本");
