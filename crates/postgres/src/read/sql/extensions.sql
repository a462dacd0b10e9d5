-- initdb brings plpgsql along; nobody states it.
SELECT e.extname::text AS name, n.nspname::text AS schema
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname <> 'plpgsql'
ORDER BY 1
