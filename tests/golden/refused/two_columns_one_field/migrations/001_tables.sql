CREATE TABLE t (id int PRIMARY KEY, "userId" int, user_id int);
