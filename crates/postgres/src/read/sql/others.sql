-- What the catalog has no words for: named, never passed over.
WITH ours AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', '__driftless')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_namespace'::regclass AND objid = pg_namespace.oid AND deptype = 'e')
), relations AS (
  SELECT c.*, n.nspname FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
  WHERE NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
    AND c.relname <> '__diesel_schema_migrations'
)
SELECT CASE relkind
    WHEN 'f' THEN 'foreign table'
    WHEN 'p' THEN 'partitioned table' WHEN 'c' THEN 'composite type' WHEN 'S' THEN 'sequence'
    ELSE 'relation of kind ' || relkind::text END || ' ' || nspname || '.' || relname AS object
FROM relations c
WHERE relkind NOT IN ('r', 'i', 't', 'S', 'v', 'm')
UNION ALL
SELECT f.what || ' on table ' || nspname || '.' || relname
FROM relations c, LATERAL (VALUES
  (relpersistence = 'u', 'UNLOGGED'),
  (relrowsecurity OR relforcerowsecurity, 'row level security'),
  (reloptions IS NOT NULL, 'storage parameters'),
  (reloftype <> 0, 'OF type'),
  (relispartition, 'PARTITION OF'),
  (EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid), 'INHERITS'),
  (EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid), 'a policy'),
  (EXISTS (SELECT FROM pg_rewrite WHERE ev_class = c.oid), 'a rule'),
  (EXISTS (SELECT FROM pg_statistic_ext WHERE stxrelid = c.oid), 'extended statistics')
) AS f (holds, what)
WHERE relkind = 'r' AND f.holds
UNION ALL
SELECT 'exclusion constraint ' || con.conname || ' on table ' || nspname || '.' || relname
FROM relations c JOIN pg_constraint con ON con.conrelid = c.oid WHERE con.contype = 'x'
UNION ALL
SELECT 'invalid index ' || nspname || '.' || c.relname
FROM relations c JOIN pg_index x ON x.indexrelid = c.oid WHERE NOT x.indisvalid
UNION ALL
SELECT 'disabled trigger ' || t.tgname || ' on table ' || nspname || '.' || relname
FROM relations c JOIN pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal AND t.tgenabled <> 'O'
UNION ALL
SELECT CASE typtype WHEN 'e' THEN 'enum type' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type'
    ELSE 'type of kind ' || typtype::text END || ' ' || nspname || '.' || typname
FROM pg_type t JOIN ours n ON n.oid = t.typnamespace
WHERE typtype NOT IN ('c', 'm') AND NOT (typtype = 'b' AND typelem <> 0)
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
ORDER BY 1
