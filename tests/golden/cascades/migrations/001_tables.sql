-- A team's projects go with it, their tasks with them, and so on down; what is only mentioned stays.
CREATE TABLE teams (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL
);
CREATE TABLE projects (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  team_id uuid NOT NULL REFERENCES teams ON DELETE CASCADE,
  name text NOT NULL
);
CREATE TABLE tasks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project_id uuid NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  title text NOT NULL,
  due_at timestamptz,
  after_id uuid REFERENCES tasks ON DELETE SET NULL
);
CREATE TABLE reminders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id uuid DEFAULT NULL REFERENCES tasks ON DELETE SET DEFAULT,
  project_id uuid REFERENCES projects ON DELETE SET NULL
);
-- A circle: a delete would not come to an end in one statement per table, so there is none.
CREATE TABLE eggs (
  id uuid PRIMARY KEY,
  hen_id uuid
);
CREATE TABLE hens (
  id uuid PRIMARY KEY,
  egg_id uuid REFERENCES eggs ON DELETE CASCADE
);
ALTER TABLE eggs ADD CONSTRAINT eggs_hen_id_fkey FOREIGN KEY (hen_id) REFERENCES hens ON DELETE CASCADE;

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
