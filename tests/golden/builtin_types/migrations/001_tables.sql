-- Each type of Postgres that Rust can hold and `types` does not show: alone, in arrays, and absent.
CREATE TABLE scalars (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  an_interval interval NOT NULL,
  some_money money NOT NULL,
  an_address inet NOT NULL,
  a_network cidr NOT NULL,
  a_mac macaddr NOT NULL,
  a_long_mac macaddr8 NOT NULL,
  some_bits bit varying(9) NOT NULL,
  a_zoned_time timetz NOT NULL,
  a_letter "char" NOT NULL,
  a_name name NOT NULL,
  a_document xml NOT NULL,
  a_path jsonpath NOT NULL,
  a_place pg_lsn NOT NULL,
  some_words tsvector NOT NULL DEFAULT '',
  a_question tsquery NOT NULL,
  a_point point NOT NULL,
  a_line line NOT NULL,
  a_segment lseg NOT NULL,
  a_box box NOT NULL,
  a_track path NOT NULL,
  a_polygon polygon NOT NULL,
  a_circle circle NOT NULL
);
CREATE TABLE ranges (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ints int4range NOT NULL,
  bigints int8range NOT NULL,
  numbers numrange NOT NULL,
  days daterange NOT NULL,
  times tsrange NOT NULL,
  moments tstzrange NOT NULL,
  many_ints int4multirange NOT NULL DEFAULT '{}',
  many_bigints int8multirange NOT NULL,
  many_numbers nummultirange NOT NULL,
  many_days datemultirange NOT NULL,
  many_times tsmultirange NOT NULL,
  many_moments tstzmultirange NOT NULL,
  maybe_moments tstzrange,
  maybe_many tstzmultirange
);
CREATE TABLE arrays (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  moments timestamptz[] NOT NULL,
  secrets bytea[] NOT NULL,
  texts json[] NOT NULL,
  intervals interval[] NOT NULL,
  amounts money[] NOT NULL,
  addresses inet[] NOT NULL,
  macs macaddr[],
  bits varbit(3)[],
  zoned_times timetz[],
  names name[],
  letters "char"[],
  paths jsonpath[],
  documents xml[],
  words tsvector[],
  points point[],
  boxes box[],
  spans tstzrange[] NOT NULL DEFAULT '{}',
  calendars tstzmultirange[],
  days daterange[]
);
-- Keys that are none of the usual.
CREATE TABLE hosts (
  address inet PRIMARY KEY,
  seen interval
);
CREATE TABLE flags (
  flag varbit PRIMARY KEY,
  host inet REFERENCES hosts ON DELETE SET NULL,
  next varbit REFERENCES flags
);
CREATE TABLE audit_log (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  actor_type text NOT NULL CHECK (actor_type IN ('system')),
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text,
  payload jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
