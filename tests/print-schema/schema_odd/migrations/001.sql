CREATE SCHEMA shop;
CREATE SCHEMA "odd-schema";
CREATE TABLE tags (id int PRIMARY KEY, name text);
CREATE TABLE shop.tags (id int PRIMARY KEY, code varchar(8) NOT NULL, search tsvector);
CREATE TABLE shop.lines (id int PRIMARY KEY, tag_id int REFERENCES shop.tags, public_tag int REFERENCES tags, "lines" int);
CREATE TABLE shop."type" (id int PRIMARY KEY);
CREATE TABLE "odd-schema"."plain" (id int PRIMARY KEY, "plain" text);
CREATE TABLE "odd-schema"."odd table" (id int PRIMARY KEY, a_long_name_1 int REFERENCES "odd-schema"."plain");
COMMENT ON TABLE shop.tags IS 'Labels.';
