CREATE TABLE "only" (id int PRIMARY KEY, "only" varchar(12), c char, d varchar(3)[]);
