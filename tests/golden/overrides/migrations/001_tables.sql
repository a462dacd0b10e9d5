CREATE EXTENSION citext;
CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email citext NOT NULL,
  password_hash text NOT NULL DEFAULT '',
  nickname text
);
CREATE TABLE listings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  poster_id uuid NOT NULL REFERENCES users,
  type text NOT NULL CHECK (type IN ('house', 'land')),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'live')),
  price numeric(12,2) NOT NULL,
  deposit numeric,
  instalments numeric[],
  area bigint NOT NULL DEFAULT 0,
  meta jsonb NOT NULL,
  draft_meta json,
  raw jsonb,
  tags text[] NOT NULL DEFAULT '{}'
);
CREATE TABLE audit_log (
  id bigserial PRIMARY KEY,
  actor_type text NOT NULL CHECK (actor_type IN ('user', 'system')),
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text,
  payload jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
