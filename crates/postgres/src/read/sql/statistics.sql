SELECT n.nspname::text AS schema, s.stxname::text AS name,
       ARRAY(SELECT word FROM (SELECT CASE kind WHEN 'd' THEN 'ndistinct' WHEN 'f' THEN 'dependencies' WHEN 'm' THEN 'mcv' END AS word
             FROM unnest(s.stxkind) AS kind) AS words WHERE word IS NOT NULL ORDER BY word COLLATE "C") AS kinds,
       tn.nspname::text AS table_schema, c.relname::text AS table_name,
       ARRAY(SELECT attname::text FROM pg_attribute a
             WHERE a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys::int2[]) ORDER BY a.attnum) AS columns,
       coalesce(pg_get_statisticsobjdef_expressions(s.oid), '{}') AS expressions,
       obj_description(s.oid, 'pg_statistic_ext') AS comment
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
JOIN pg_class c ON c.oid = s.stxrelid
JOIN pg_namespace tn ON tn.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '__driftless')
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_statistic_ext'::regclass AND objid = s.oid AND deptype = 'e')
ORDER BY 1, 2
