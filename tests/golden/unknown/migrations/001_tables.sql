CREATE TABLE payments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  state text NOT NULL CHECK (state IN ('open', 'paid')),
  method varchar(20) CHECK (method = ANY (ARRAY['card'::character varying, 'cash'::character varying]::text[])),
  sign text NOT NULL DEFAULT '+' CHECK (sign IN ('+', '-'))
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
