SELECT n.nspname::text AS schema, t.typname::text AS name, t.oid,
       CASE bn.nspname WHEN 'pg_catalog' THEN NULL ELSE bn.nspname::text END AS type_schema,
       coalesce(e.typname, b.typname)::text AS type_name,
       e.oid IS NOT NULL AS is_array,
       format_type(b.oid, t.typtypmod) AS format_type,
       t.typnotnull AS not_null,
       pg_get_expr(t.typdefaultbin, 0) AS expression,
       (SELECT collname::text FROM pg_collation c WHERE c.oid = t.typcollation AND t.typcollation <> b.typcollation) AS collation,
       obj_description(t.oid, 'pg_type') AS comment
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type b ON b.oid = t.typbasetype
JOIN pg_namespace bn ON bn.oid = b.typnamespace
LEFT JOIN pg_type e ON e.typarray = b.oid
WHERE t.typtype = 'd' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '__driftless')
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
ORDER BY 1, 2
