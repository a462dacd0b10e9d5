CREATE TABLE audit_log (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  actor_type text NOT NULL CHECK (actor_type IN ('human', 'bot')),
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text,
  payload jsonb DEFAULT '{}'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE shelves (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  label text NOT NULL DEFAULT 'new',
  counted int NOT NULL DEFAULT 0
);
CREATE TABLE boxes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  shelf_id uuid NOT NULL REFERENCES shelves(id) ON DELETE CASCADE,
  label text
);
CREATE TABLE items (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  box_id uuid NOT NULL REFERENCES boxes(id) ON DELETE CASCADE,
  spare_box_id uuid REFERENCES boxes(id) ON DELETE SET NULL
);
CREATE TABLE moves (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  from_shelf uuid REFERENCES shelves(id) ON DELETE SET NULL,
  to_shelf uuid DEFAULT '00000000-0000-0000-0000-000000000001' REFERENCES shelves(id) ON DELETE SET DEFAULT
);

CREATE TABLE samples (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  amount numeric,
  price numeric(10,2),
  at timestamptz,
  on_day date,
  seal bytea,
  facts jsonb,
  raw json,
  code varchar(4),
  pad char(4)
);

CREATE SCHEMA "odd one";
CREATE TABLE "odd one"."it's ""quoted""" (
  "a ""b" text,
  type int,
  at timestamptz,
  "sel'ect" text,
  PRIMARY KEY ("a ""b", type, at)
);

CREATE TABLE inbound_events (
  id text PRIMARY KEY,
  source text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  payload jsonb DEFAULT '{}'::jsonb
);
