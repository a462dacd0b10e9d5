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
    ELSE 'relation of kind ' || relkind::text END || ' ' || nspname || '.' || relname AS object
FROM relations c
WHERE relkind NOT IN ('r', 'p', 'i', 'I', 't', 'S', 'v', 'm', 'c')
UNION ALL
SELECT CASE WHEN typisdefined THEN 'base type' ELSE 'shell type' END || ' ' || nspname || '.' || typname
FROM pg_type t JOIN ours n ON n.oid = t.typnamespace
WHERE typtype NOT IN ('c', 'd', 'e', 'm', 'r') AND NOT (typtype = 'b' AND typelem <> 0)
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
ORDER BY 1
