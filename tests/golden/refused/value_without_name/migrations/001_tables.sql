CREATE TABLE votes (id int PRIMARY KEY, sign text NOT NULL CHECK (sign IN ('+', '-')));
