CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE EXTENSION pgcrypto;
CREATE EXTENSION "uuid-ossp";
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE EXTENSION intarray;
CREATE EXTENSION btree_gist;
CREATE SCHEMA other;
CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email citext NOT NULL,
  name varchar(80) NOT NULL,
  nick text,
  code character(5),
  age smallint,
  visits integer NOT NULL DEFAULT 0,
  score bigint,
  balance numeric(12,2),
  ratio double precision,
  weight real,
  active boolean NOT NULL DEFAULT true,
  born date,
  wakes time(0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamp(3),
  pause interval,
  settings jsonb,
  raw json,
  tags text[],
  marks integer[],
  labels varchar(10)[],
  attrs hstore,
  path ltree,
  ip inet,
  net cidr,
  mac macaddr,
  doc tsvector,
  secret bytea,
  bits bit(4),
  more_bits bit varying(8),
  span daterange,
  numbers int4range,
  cash money,
  place point,
  form xml,
  sorted text COLLATE "C"
);
CREATE TABLE posts (
  id serial PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  title text NOT NULL,
  body text,
  likes integer,
  posted_at timestamptz,
  tags text[]
);
CREATE TABLE comments (
  post_id integer NOT NULL REFERENCES posts (id),
  seq integer NOT NULL,
  body varchar(200),
  author uuid,
  PRIMARY KEY (post_id, seq)
);
CREATE TABLE pairs (a integer, b integer, c text);
CREATE TABLE pairs2 (a bigint, b integer, d text);
CREATE TABLE "Odd Table" ("Mixed Case" integer, "select" text, "a.b" boolean);
CREATE TABLE other.things (id integer PRIMARY KEY, label varchar(30), parent_id integer);
CREATE TABLE nodes (id bigint PRIMARY KEY, parent bigint, label text NOT NULL);
CREATE FUNCTION add_one(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n + 1 $$;
CREATE FUNCTION add_one(n text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT n || '1' $$;
CREATE FUNCTION active_users() RETURNS SETOF users LANGUAGE sql STABLE AS $$ SELECT * FROM users WHERE active $$;
CREATE FUNCTION top_posts(n integer) RETURNS TABLE (post_id integer, "Title Text" text) LANGUAGE sql STABLE AS $$ SELECT id, title FROM posts LIMIT n $$;
CREATE FUNCTION numbers(n integer) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$ SELECT n::bigint $$;
CREATE FUNCTION full_name(u users) RETURNS text LANGUAGE sql STABLE AS $$ SELECT u.name::text $$;
CREATE FUNCTION any_record() RETURNS record LANGUAGE sql STABLE AS $$ SELECT 1, 'x'::text $$;
CREATE FUNCTION with_defaults(a integer, b text DEFAULT 'x', c boolean DEFAULT true) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT b $$;
CREATE FUNCTION gathered(VARIADIC ns integer[]) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT ns[1] $$;
CREATE FUNCTION two_out(a integer, OUT x integer, OUT y text) LANGUAGE sql IMMUTABLE AS $$ SELECT a, 'x'::text $$;
CREATE FUNCTION first_of(a anyelement, b anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT a $$;
