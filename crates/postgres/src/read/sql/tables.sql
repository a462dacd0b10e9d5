-- Each schema once without a table, so that an empty one is seen too.
WITH ours AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', '__driftless')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_namespace'::regclass AND objid = pg_namespace.oid AND deptype = 'e')
)
SELECT nspname::text AS schema, NULL::text AS name, 0::oid AS oid,
       -- what initdb says about its own schema is nobody's statement
       nullif(obj_description(oid, 'pg_namespace'), CASE nspname WHEN 'public' THEN 'standard public schema' END) AS comment
FROM ours
UNION ALL
SELECT nspname::text, c.relname::text, c.oid, obj_description(c.oid, 'pg_class')
FROM ours n JOIN pg_class c ON c.relnamespace = n.oid
WHERE c.relkind = 'r'
  AND c.relname <> '__diesel_schema_migrations'
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
ORDER BY 1, 2 NULLS FIRST
