-- Each schema once without a table, so that an empty one is seen too.
WITH ours AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', '__driftless')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_namespace'::regclass AND objid = pg_namespace.oid AND deptype = 'e')
)
SELECT nspname::text AS schema, NULL::text AS name, 0::oid AS oid,
       -- what initdb says about its own schema is nobody's statement
       nullif(obj_description(oid, 'pg_namespace'), CASE nspname WHEN 'public' THEN 'standard public schema' END) AS comment,
       false AS unlogged, false AS row_security, false AS forced, '{}'::text[] AS options,
       NULL::text AS type_schema, NULL::text AS type_name, NULL::text AS partition_key,
       NULL::text AS bound, '{}'::text[] AS parent_schemas, '{}'::text[] AS parents
FROM ours
UNION ALL
SELECT nspname::text, c.relname::text, c.oid, obj_description(c.oid, 'pg_class'),
       c.relpersistence = 'u', c.relrowsecurity, c.relforcerowsecurity,
       ARRAY(SELECT option FROM (SELECT unnest(c.reloptions) AS option
             UNION ALL SELECT 'toast.' || unnest(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid) AS all_options
             ORDER BY option COLLATE "C"),
       (SELECT tn.nspname::text FROM pg_type ty JOIN pg_namespace tn ON tn.oid = ty.typnamespace WHERE ty.oid = c.reloftype),
       (SELECT ty.typname::text FROM pg_type ty WHERE ty.oid = c.reloftype),
       pg_get_partkeydef(c.oid),
       pg_get_expr(c.relpartbound, c.oid),
       ARRAY(SELECT pn.nspname::text FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
             JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid ORDER BY i.inhseqno),
       ARRAY(SELECT p.relname::text FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
             WHERE i.inhrelid = c.oid ORDER BY i.inhseqno)
FROM ours n JOIN pg_class c ON c.relnamespace = n.oid
WHERE c.relkind IN ('r', 'p')
  AND c.relname <> '__diesel_schema_migrations'
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
ORDER BY 1, 2 NULLS FIRST
