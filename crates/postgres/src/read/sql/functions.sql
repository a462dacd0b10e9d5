SELECT n.nspname::text AS schema, p.proname::text AS name,
       ARRAY(SELECT format_type(arg, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY a (arg, nr) ORDER BY nr) AS arguments,
       pg_get_function_result(p.oid) AS returns,
       l.lanname::text AS language,
       p.prosrc AS body,
       obj_description(p.oid, 'pg_proc') AS comment,
       ARRAY(SELECT option FROM (
           SELECT CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END AS option
           UNION ALL SELECT CASE p.proparallel WHEN 's' THEN 'PARALLEL SAFE' WHEN 'r' THEN 'PARALLEL RESTRICTED' END
           UNION ALL SELECT 'STRICT' WHERE p.proisstrict
           UNION ALL SELECT 'LEAKPROOF' WHERE p.proleakproof
           UNION ALL SELECT 'SECURITY DEFINER' WHERE p.prosecdef
           UNION ALL SELECT 'COST ' || p.procost WHERE p.procost <> CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END
           UNION ALL SELECT 'ROWS ' || p.prorows WHERE p.prorows NOT IN (0, 1000)
           UNION ALL SELECT 'SET ' || regexp_replace(setting, '=', ' TO ') FROM unnest(p.proconfig) AS setting
         ) AS options WHERE option IS NOT NULL ORDER BY option COLLATE "C") AS options
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '__driftless') AND p.prokind = 'f'
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
ORDER BY 1, 2, 3
