CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE user_names (id int PRIMARY KEY, user_id int REFERENCES users);
CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users, z int, a int, "B" int, b int);
CREATE TABLE order_lines (id int PRIMARY KEY, order_id int REFERENCES orders);
CREATE TABLE tmp_import (id int PRIMARY KEY, order_id int REFERENCES orders);
CREATE TABLE keyless (body text, user_id int REFERENCES users);
CREATE TABLE __hidden (id int PRIMARY KEY);
