-- What joinable! leaves out: two keys between a pair, in either direction, several columns, other columns
-- than the primary key, a table itself.
CREATE TABLE parents (id int PRIMARY KEY, code text UNIQUE, a int, b int, UNIQUE (a, b), self_id int REFERENCES parents);
CREATE TABLE twice (id int PRIMARY KEY, one int REFERENCES parents, two int REFERENCES parents);
CREATE TABLE by_code (code text PRIMARY KEY REFERENCES parents (code));
CREATE TABLE by_pair (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES parents (a, b));
CREATE TABLE left_side (id int PRIMARY KEY, right_id int);
CREATE TABLE right_side (id int PRIMARY KEY, left_id int REFERENCES left_side);
ALTER TABLE left_side ADD FOREIGN KEY (right_id) REFERENCES right_side;
CREATE TABLE good (id int PRIMARY KEY, "type" int REFERENCES parents);
CREATE TABLE z_exactly_one_hundred_columns_wide (id int PRIMARY KEY);
