SELECT a.attname::text AS name,
       CASE tn.nspname WHEN 'pg_catalog' THEN NULL ELSE tn.nspname::text END AS type_schema,
       coalesce(e.typname, t.typname)::text AS type_name,
       e.oid IS NOT NULL AS is_array,
       coalesce(substring(format_type(a.atttypid, a.atttypmod) FROM '^interval ([a-z].*?)(?:\[\])?$'),
                substring(format_type(a.atttypid, a.atttypmod) FROM '\((.*?)\)')) AS modifier,
       (SELECT collname::text FROM pg_collation WHERE pg_collation.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation
FROM pg_attribute a
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type e ON e.typarray = t.oid
JOIN pg_namespace tn ON tn.oid = t.typnamespace
WHERE a.attrelid = $1::regclass AND a.attnum > 0
ORDER BY a.attnum
