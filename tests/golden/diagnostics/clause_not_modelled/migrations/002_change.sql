CREATE TABLE posts (id uuid PRIMARY KEY, age int CHECK (age > 0) NOT ENFORCED);
