-- Comments of every kind, and none.
CREATE TABLE spoken (
  id int PRIMARY KEY,
  plain text,
  hostile text,
  silent text,
  "odd name" varchar(12),
  "type" text
);
COMMENT ON TABLE spoken IS 'A table that speaks.

  In two paragraphs, the second indented.  ';
COMMENT ON COLUMN spoken.id IS 'The key.';
COMMENT ON COLUMN spoken.plain IS 'Grüße, 日本, 🦀';
COMMENT ON COLUMN spoken.hostile IS 'quote " back\\slash */ /* "## } { ]] // /// ''single'' #[x] \n $$';
COMMENT ON COLUMN spoken."odd name" IS E'tab\there\r\nand a line of Windows';
CREATE TABLE silent (id int PRIMARY KEY);
CREATE TABLE "Loud Table" (id int PRIMARY KEY, words tsvector NOT NULL);
COMMENT ON TABLE "Loud Table" IS '/ begins with a slash';
