WITH dependency AS (
  SELECT refclassid, refobjid, refobjsubid FROM pg_depend
  WHERE deptype = 'n' AND refobjid <> 'public.v'::regclass
    AND ((classid = 'pg_rewrite'::regclass AND objid = (SELECT oid FROM pg_rewrite WHERE ev_class = 'public.v'::regclass))
      OR (classid = 'pg_class'::regclass AND objid = 'public.v'::regclass))
)
SELECT DISTINCT CASE
         WHEN attname IS NOT NULL THEN format('column %s.%s.%s', nspname, relname, attname)
         WHEN relkind = 'S' THEN format('sequence %s.%s', nspname, relname)
         ELSE format('relation %s.%s', nspname, relname) END AS used
FROM dependency JOIN pg_class c ON refclassid = 'pg_class'::regclass AND c.oid = refobjid
JOIN pg_namespace n ON n.oid = relnamespace
LEFT JOIN pg_attribute ON attrelid = c.oid AND attnum = refobjsubid AND attnum > 0
WHERE nspname <> 'pg_catalog'
UNION
SELECT format('type %s.%s', nspname, coalesce(e.typname, t.typname))
FROM dependency JOIN pg_type t ON refclassid = 'pg_type'::regclass AND t.oid = refobjid
LEFT JOIN pg_type e ON e.typarray = t.oid
JOIN pg_namespace n ON n.oid = t.typnamespace
UNION
SELECT format('function %s.%s(%s)', nspname, proname, (SELECT string_agg(format_type(a, NULL), ', ' ORDER BY nr) FROM unnest(proargtypes) WITH ORDINALITY u(a, nr)))
FROM dependency JOIN pg_proc p ON refclassid = 'pg_proc'::regclass AND p.oid = refobjid
JOIN pg_namespace n ON n.oid = pronamespace
WHERE NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
UNION
SELECT format('constraint %s.%s.%s', nspname, relname, conname)
FROM dependency JOIN pg_constraint k ON refclassid = 'pg_constraint'::regclass AND k.oid = refobjid
JOIN pg_class c ON c.oid = conrelid JOIN pg_namespace n ON n.oid = relnamespace
