CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL UNIQUE,
  bio text DEFAULT 'new here'
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid')),
  total numeric(10,2) NOT NULL
);
-- Nothing that must be said: no insert of required columns alone.
CREATE TABLE counters (
  id bigserial PRIMARY KEY,
  hits int NOT NULL DEFAULT 0
);
-- Nothing that can be changed.
CREATE TABLE tags (
  order_id bigint REFERENCES orders,
  tag text,
  PRIMARY KEY (order_id, tag)
);
-- In schema.rs, and out of the rows.
CREATE TABLE imports (
  code text PRIMARY KEY,
  "id" int
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
