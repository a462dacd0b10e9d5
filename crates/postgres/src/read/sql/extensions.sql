-- initdb brings plpgsql along; nobody states it.
SELECT e.extname::text AS name, n.nspname::text AS schema,
       -- the control file's own word is nobody's statement
       nullif(obj_description(e.oid, 'pg_extension'), (SELECT comment FROM pg_available_extensions a WHERE a.name = e.extname)) AS comment
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname <> 'plpgsql'
ORDER BY 1
