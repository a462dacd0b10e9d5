CREATE TABLE a_root (id int PRIMARY KEY);
CREATE TABLE b_leaf (id int PRIMARY KEY, z_id int REFERENCES a_root);
CREATE TABLE c_alone (id int PRIMARY KEY);
CREATE TABLE d_other (id int PRIMARY KEY);
CREATE TABLE e_far (id int PRIMARY KEY, d_id int REFERENCES d_other);
CREATE TABLE "F odd" (id int PRIMARY KEY, b_id int REFERENCES b_leaf);
CREATE TABLE twice (id int PRIMARY KEY, one int REFERENCES c_alone, two int REFERENCES c_alone);
