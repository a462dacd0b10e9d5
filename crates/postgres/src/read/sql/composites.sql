-- One row for each attribute; a type without any has one row of its own.
SELECT n.nspname::text AS schema, c.relname::text AS name,
       obj_description(c.reltype, 'pg_type') AS comment,
       a.attname::text AS attribute,
       CASE tn.nspname WHEN 'pg_catalog' THEN NULL ELSE tn.nspname::text END AS type_schema,
       coalesce(e.typname, t.typname)::text AS type_name,
       e.oid IS NOT NULL AS is_array,
       format_type(a.atttypid, a.atttypmod) AS format_type,
       (SELECT collname::text FROM pg_collation WHERE pg_collation.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation,
       col_description(a.attrelid, a.attnum) AS attribute_comment
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_namespace tn ON tn.oid = t.typnamespace
LEFT JOIN pg_type e ON e.typarray = t.oid
WHERE c.relkind = 'c' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '__driftless')
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
ORDER BY 1, 2, a.attnum
