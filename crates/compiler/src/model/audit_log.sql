CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Each value is a kind of `Actor`.
  actor_type text NOT NULL CHECK (actor_type IN ('user', 'system')),
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX audit_log_entity ON audit_log (entity, entity_id, created_at);
