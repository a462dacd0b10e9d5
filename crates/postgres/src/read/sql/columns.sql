SELECT a.attrelid AS "table",
       a.attname::text AS name,
       CASE tn.nspname WHEN 'pg_catalog' THEN NULL ELSE tn.nspname::text END AS type_schema,
       coalesce(e.typname, t.typname)::text AS type_name,
       e.oid IS NOT NULL AS is_array,
       format_type(a.atttypid, a.atttypmod) AS format_type,
       a.attnotnull AS not_null,
       pg_get_expr(d.adbin, d.adrelid) AS expression,
       a.attidentity::text AS identity,
       a.attgenerated::text AS generated,
       (SELECT collname::text FROM pg_collation WHERE pg_collation.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation,
       col_description(a.attrelid, a.attnum) AS comment,
       a.attislocal AS local
FROM pg_attribute a
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type e ON e.typarray = t.oid
JOIN pg_namespace tn ON tn.oid = t.typnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
