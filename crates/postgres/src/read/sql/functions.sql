WITH types AS (
  SELECT t.oid, is_array,
         CASE tn.nspname WHEN 'pg_catalog' THEN '' ELSE tn.nspname::text END AS type_schema,
         base.typname::text AS type_name
  FROM pg_type t,
       LATERAL (SELECT t.typcategory = 'A' AND t.typelem <> 0 AS is_array) AS kind,
       LATERAL (SELECT * FROM pg_type WHERE oid = CASE WHEN is_array THEN t.typelem ELSE t.oid END) AS base
       JOIN pg_namespace tn ON tn.oid = base.typnamespace
), args AS (
  SELECT p.oid, a.nr, types.type_schema, types.type_name, types.is_array
  FROM pg_proc p,
       unnest(COALESCE(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS a (type, nr)
       JOIN types ON types.oid = a.type
  WHERE p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
)
SELECT n.nspname::text AS schema, p.proname::text AS name, p.prokind::text AS kind,
       ARRAY(SELECT COALESCE(p.proargmodes[a.nr], 'i')::text FROM args a WHERE a.oid = p.oid ORDER BY a.nr) AS modes,
       ARRAY(SELECT COALESCE(p.proargnames[a.nr], '') FROM args a WHERE a.oid = p.oid ORDER BY a.nr) AS names,
       ARRAY(SELECT a.type_schema FROM args a WHERE a.oid = p.oid ORDER BY a.nr) AS type_schemas,
       ARRAY(SELECT a.type_name FROM args a WHERE a.oid = p.oid ORDER BY a.nr) AS type_names,
       ARRAY(SELECT a.is_array FROM args a WHERE a.oid = p.oid ORDER BY a.nr) AS type_arrays,
       ARRAY(SELECT COALESCE(pg_get_function_arg_default(p.oid, a.nr::int), '') FROM args a
             WHERE a.oid = p.oid ORDER BY a.nr) AS defaults,
       r.type_schema AS return_schema, r.type_name AS return_name, r.is_array AS return_array,
       p.proretset AS return_set,
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
JOIN types r ON r.oid = p.prorettype
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '__driftless')
  -- what an extension brings, and the constructors of range types
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype IN ('e', 'i'))
ORDER BY 1, 2, p.oid
