-- Keywords, Diesel's own words, names that are no identifiers, one name twice.
CREATE TABLE "select" (id int PRIMARY KEY, "type" int, "self" int, "Self" int, "crate" int, async int, "dyn" int, "_" int, "union" int);
CREATE TABLE "table" (id int PRIMARY KEY, "table" int, "columns" int, is_nullable int, "__x" int, "__y_" int);
CREATE TABLE "columns" ("columns" int PRIMARY KEY);
CREATE TABLE "2fa" ("2nd" int PRIMARY KEY, "3 rd" int, "a-b" int, "a--b" int, "-" int, "é" int, "日本" int, "x y z" int);
CREATE TABLE "quo""ted" ("say ""hi""" int PRIMARY KEY, "hash#""#" int, "##""##" int, "brace {" int, "it's" int, "star */" int);
CREATE TABLE "CamelCase" ("Id" int PRIMARY KEY, "someThing" int REFERENCES "2fa");
CREATE TABLE "camelcase" (id int PRIMARY KEY, "Camel" int REFERENCES "CamelCase");
CREATE TABLE "struct" (id int PRIMARY KEY, "struct" int REFERENCES "table", "fn" int REFERENCES "select");
CREATE TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_postgres_takes_it (id int PRIMARY KEY, another_name_of_sixty_three_bytes_which_is_as_long_as_pg_takes_it int);
CREATE TABLE "Zulu" (id int PRIMARY KEY);
CREATE TABLE "ångström" (id int PRIMARY KEY, "🦀" int);
