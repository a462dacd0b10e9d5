-- Names, values, comments and defaults that mean something to Rust, Markdown or SQL.
CREATE TABLE "struct" (
  "self" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "type" text NOT NULL CHECK ("type" IN ('self', 'Self', 'a "quoted" one', 'back\slash', '{}', '*/ "##', '1st', '', 'größe')),
  "match" int,
  "table" text,
  "columns" text DEFAULT 'it''s "##" \ {} */ -- ;',
  "default" int NOT NULL DEFAULT 0,
  "from" text,
  "into" text,
  "value" text NOT NULL,
  "out" text NOT NULL,
  "column" text,
  "row" text NOT NULL,
  "insert" text,
  "update" text,
  "history" text,
  "conn" text,
  "createdAt" timestamptz,
  "two words" text,
  "quo""te" text,
  "2nd" text,
  "größe" text,
  "日本" text,
  __hidden text,
  "to_user" text,
  is_new bool NOT NULL DEFAULT false
);
COMMENT ON TABLE "struct" IS '*/ "## { } {0} \ [link](http://x) <b>bold</b> `code` $crate
```rust
compile_error!("no");
```
    indented as code
- one
1. two
# not a heading
http://example.com and snake_case and CamelCase::path';
COMMENT ON COLUMN "struct"."type" IS E'line one\r\nline two\ttabbed\u202e turned';
CREATE TABLE "a.b" (id text PRIMARY KEY, "type.self" uuid REFERENCES "struct");
CREATE TABLE actor (id int PRIMARY KEY, actor int REFERENCES actor ON DELETE SET NULL);
CREATE TABLE schema (id int PRIMARY KEY);
CREATE TABLE "UPPER" (id int PRIMARY KEY, "camelCase" int);
CREATE TABLE images (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE columns (id int PRIMARY KEY);
CREATE TABLE mod (id int PRIMARY KEY, status text NOT NULL);
CREATE TABLE status (id int PRIMARY KEY, status text NOT NULL);
CREATE TABLE audit_log (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  actor_type text NOT NULL CHECK (actor_type IN ('self', 'two words')),
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text,
  payload jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
