SELECT n.nspname::text AS schema, p.proname::text AS name,
       ARRAY(SELECT format_type(arg, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY a (arg, nr) ORDER BY nr) AS arguments,
       pg_get_function_result(p.oid) AS returns,
       l.lanname::text AS language,
       p.prosrc AS body
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '__driftless') AND p.prokind = 'f'
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
ORDER BY 1, 2, 3
