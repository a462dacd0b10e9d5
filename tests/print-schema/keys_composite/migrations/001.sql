-- Keys of several columns in an order of their own, with an index's included columns, and named like others.
CREATE TABLE members (org int, person int, note text, PRIMARY KEY (person, org));
CREATE TABLE covering (id int, extra int, PRIMARY KEY (id) INCLUDE (extra));
CREATE TABLE refers (id int PRIMARY KEY, person int, org int, FOREIGN KEY (person, org) REFERENCES members);
CREATE TABLE half (id int PRIMARY KEY, c int REFERENCES covering);
CREATE TABLE "key" ("table" int, "key" int, PRIMARY KEY ("table", "key"));
CREATE TABLE borrowed (a int, b int CONSTRAINT half_pkey REFERENCES half);
CREATE TABLE tree (id int PRIMARY KEY, parent int REFERENCES tree, other int REFERENCES tree);
CREATE TABLE ping (id int PRIMARY KEY);
CREATE TABLE pong (id int PRIMARY KEY, ping_id int REFERENCES ping);
ALTER TABLE ping ADD COLUMN pong_id int REFERENCES pong;
