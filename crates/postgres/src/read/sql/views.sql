SELECT n.nspname::text AS schema, c.relname::text AS name, c.oid,
       c.relkind = 'm' AS materialized,
       ARRAY(SELECT unnest(c.reloptions) ORDER BY 1) AS options,
       obj_description(c.oid, 'pg_class') AS comment
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '__driftless')
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
ORDER BY 1, 2
