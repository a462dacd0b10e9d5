SELECT n.nspname::text AS schema, t.typname::text AS name,
       CASE sn.nspname WHEN 'pg_catalog' THEN NULL ELSE sn.nspname::text END AS type_schema,
       coalesce(e.typname, s.typname)::text AS type_name,
       e.oid IS NOT NULL AS is_array,
       (SELECT opcname::text FROM pg_opclass o WHERE o.oid = r.rngsubopc AND NOT o.opcdefault) AS opclass,
       (SELECT collname::text FROM pg_collation c WHERE c.oid = r.rngcollation AND r.rngcollation <> s.typcollation) AS collation,
       (SELECT proname::text FROM pg_proc p WHERE p.oid = r.rngsubdiff) AS subtype_diff,
       mn.nspname::text AS multirange_schema, m.typname::text AS multirange,
       obj_description(t.oid, 'pg_type') AS comment
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type s ON s.oid = r.rngsubtype
JOIN pg_namespace sn ON sn.oid = s.typnamespace
LEFT JOIN pg_type e ON e.typarray = s.oid
JOIN pg_type m ON m.oid = r.rngmultitypid
JOIN pg_namespace mn ON mn.oid = m.typnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '__driftless')
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
ORDER BY 1, 2
