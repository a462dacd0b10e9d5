-- A line break in a name is part of Rust's string.
CREATE TABLE "two
lines" (id int PRIMARY KEY, "three
more

lines" int, "say ""
yes" int);
